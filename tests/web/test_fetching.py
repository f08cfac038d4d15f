"""A page is fetched from the open web alone, whatever its name, its redirects and its server do."""

import socket
import time
from collections.abc import Sequence

import pytest

from backchannel.web import fetching
from backchannel.web.fetching import INTERNET, FetchError, Network, fetch
from tests.web.conftest import PUBLIC, Web


def test_a_page_is_fetched_from_the_address_that_was_checked(web: Web) -> None:
    web.says("/a?x=1", "Zürich".encode(), Content_Type="text/html; charset=utf-8")
    page = fetch("http://daily.example/a?x=1#top", web.network)
    assert (page.type, page.charset, page.content.decode()) == ("text/html", "utf-8", "Zürich")
    assert page.address == "http://daily.example/a?x=1#top"
    assert web.dialled == [PUBLIC]
    assert web.heard[0]["Host"] == "daily.example"


def test_a_redirect_is_followed_and_checked_anew(web: Web) -> None:
    web.says("/a", status=301, Location="https://www.daily.example:443/b")
    with pytest.raises(FetchError, match="cannot prove that it is who it says"):
        fetch("http://daily.example/a", web.network)
    web.says("/a", status=302, Location="/b")
    web.says("/b", b"here")
    page = fetch("http://daily.example/a", web.network)
    assert (page.address, page.content) == ("http://daily.example/b", b"here")


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://daily.example/a", "javascript:alert(1)", "daily.example"),
        *("http://", "http://[::1", "http://a b.example", "http://daily.example:99999"),
        *("http://ana:secret@daily.example", "http://daily.example:22", "https://daily.example:80"),
        "http://daily.example/\r\nX: y",
        "http://dailÿ.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(web: Web, address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address, web.network)
    assert web.dialled == []


@pytest.mark.parametrize(
    "ips",
    [
        *(["127.0.0.1"], ["10.1.2.3"], ["172.16.0.1"], ["192.168.1.1"], ["169.254.169.254"]),
        *(["0.0.0.0"], ["100.64.0.1"], ["224.0.0.1"], ["255.255.255.255"], ["198.18.0.1"]),
        *(["::1"], ["::"], ["fe80::1%eth0"], ["fc00::1"], ["ff02::1"], ["::ffff:127.0.0.1"]),
        *(["64:ff9b::7f00:1"], ["2002:7f00:1::"], ["2001::1"], [PUBLIC, "127.0.0.1"], []),
        *(
            ["::127.0.0.1"],
            ["::ffff:0:127.0.0.1"],
            ["64:ff9b:1::1"],
            ["fec0::1"],
            ["::ffff:1.1.1.1"],
        ),
    ],
    ids=str,
)
def test_a_name_that_leads_into_a_private_network_is_refused(web: Web, ips: list[str]) -> None:
    web.names["daily.example"] = ips
    with pytest.raises(FetchError, match="in a private network"):
        fetch("http://daily.example/a", web.network)
    assert web.dialled == []


@pytest.mark.parametrize(
    "address",
    [
        *("http://localhost/", "http://127.0.0.1:8080/", "https://[::1]/", "http://0x7f.1/"),
        *("http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "http://0/"),
    ],
)
def test_this_machine_is_refused_however_it_is_written(address: str) -> None:
    def dial(ip: str, port: int, patience: float) -> socket.socket:
        raise AssertionError(f"{ip} was dialled")

    with pytest.raises(FetchError, match=r"in a private network|cannot be found"):
        fetch(address, Network(INTERNET.resolve, dial))


def test_a_redirect_into_a_private_network_is_refused(web: Web) -> None:
    web.names["inside.example"] = ["10.0.0.1"]
    for inside in ("http://inside.example/", "//inside.example/x", "file:///etc/passwd"):
        web.says("/a", status=302, Location=inside)
        with pytest.raises(FetchError):
            fetch("http://daily.example/a", web.network)
    assert set(web.dialled) == {PUBLIC}


def test_a_public_address_of_ipv6_is_asked(web: Web) -> None:
    web.names["daily.example"] = ["2a00:1450:4001:81b::200e"]
    web.says("/a", b"here")
    assert fetch("http://daily.example/a", web.network).content == b"here"


def test_a_redirect_to_what_is_no_address_is_told_so(web: Web) -> None:
    web.says("/a", status=302, Location="http://[1")
    with pytest.raises(FetchError, match="no address of a web page"):
        fetch("http://daily.example/a", web.network)


def test_redirects_without_an_end_are_given_up(web: Web) -> None:
    web.says("/a", status=302, Location="/a")
    with pytest.raises(FetchError, match="without an end"):
        fetch("http://daily.example/a", web.network)


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/nowhere", "answers 404"), ("/pdf", "no web page but application/pdf"), ("/big", "larger")],
)
def test_what_is_no_page_is_told_so(
    web: Web, path: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    web.says("/pdf", b"%PDF", Content_Type="application/pdf")
    web.says("/big", b"x" * 1001)
    with pytest.raises(FetchError, match=problem):
        fetch(f"http://daily.example{path}", web.network)


def test_a_server_that_never_comes_to_an_end_is_cut_off(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PATIENCE_S", 0.3)
    began = time.monotonic()
    with pytest.raises(FetchError, match="does not answer in time"):
        fetch("http://daily.example/slow", web.network)
    assert time.monotonic() - began < 3


def test_no_server_is_asked_when_the_time_for_all_is_over(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.0)
    with pytest.raises(FetchError, match="does not answer in time"):
        fetch("http://daily.example/a", web.network)
    assert web.dialled == []


def test_half_a_page_is_no_page(web: Web) -> None:
    web.says("/a", b"half", Content_Length="8")
    with pytest.raises(FetchError, match="broke off"):
        fetch("http://daily.example/a", web.network)


def test_without_a_network_it_says_so(web: Web) -> None:
    def offline(*_: object) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    def down(*_: object) -> socket.socket:
        raise ConnectionRefusedError

    with pytest.raises(FetchError, match="this machine is offline"):
        fetch("http://daily.example/", Network(offline, web.dial))
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://daily.example/", Network(web.resolve, down))
