"""Adding reports in the browser: what is read, what is skipped, and what is shown of it."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import backchannel
from backchannel.reading import rule_reader
from backchannel.record import Record
from backchannel.web import make_app
from backchannel.web.add_page import _safe
from tests.web.conftest import Web
from tests.web.test_articles import NAMED, STATED, page_of

TEXT = "Envoys of Japan and North Korea met in Geneva on September 6, officials said."
FILE = ("files", ("norland.txt", f"Outlet: The Daily\nPublished: 2014-09-11\n\n{TEXT}".encode()))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Record]:
    with backchannel.open(tmp_path / "fresh.backchannel", reader=rule_reader()) as opened:
        yield opened


@pytest.fixture
def adder(fresh: Record) -> Iterator[TestClient]:
    with TestClient(make_app(fresh), base_url="http://127.0.0.1") as client:
        yield client


def add(client: TestClient, *files: tuple[str, tuple[str, bytes]], **fields: str) -> str:
    """Send the form, wait until all is read, and give the address that follows it."""
    token = client.app.state.token  # type: ignore[attr-defined]
    sent = client.post("/add", data={"token": token, **fields}, files=[*files, ("x", ("", b""))])
    assert sent.status_code == 200, sent.text
    address = sent.url.path
    for _ in range(500):
        if json.loads(client.get(f"{address}.json").text)["done"]:
            return address
        time.sleep(0.02)
    raise AssertionError("the batch was never read")


def test_a_file_is_read_and_what_it_changed_is_shown(adder: TestClient, fresh: Record) -> None:
    page = adder.get(add(adder, FILE)).text
    assert "1 report read" in page
    assert "1 contact" in page
    assert 'href="/entries/C-' in page
    (report,) = fresh.reports()
    assert (report.name, report.outlet) == ("norland", "The Daily")


def test_a_pasted_text_is_read_with_its_fields(adder: TestClient, fresh: Record) -> None:
    add(adder, text=TEXT, title="Talks <b>", outlet="The Daily", published="2014-09-11")
    (report,) = fresh.reports()
    assert (report.title, report.outlet) == ("Talks <b>", "The Daily")
    assert str(report.published) == "2014-09-11"
    assert len(fresh.contacts()) == 1


def test_header_lines_of_a_pasted_text_are_read(adder: TestClient, fresh: Record) -> None:
    add(adder, text=f"Outlet: The Daily\r\nPublished: 2014-09-11\r\n\r\n{TEXT}")
    assert fresh.reports()[0].outlet == "The Daily"


def test_what_is_known_already_is_left_alone(adder: TestClient) -> None:
    add(adder, FILE)
    page = adder.get(add(adder, FILE)).text
    assert "1 known already" in page
    assert "Nothing in the record has changed" in page


def test_a_second_report_says_what_it_does_to_the_first(adder: TestClient) -> None:
    add(adder, FILE)
    other = TEXT.replace("officials", "diplomats") + " They parted without a word to reporters."
    page = adder.get(add(adder, text=other, outlet="The Post", published="2014-09-12")).text
    assert "confirmed" in page


def test_what_cannot_be_read_is_named_as_it_came(adder: TestClient) -> None:
    page = adder.get(add(adder, FILE, ("files", ("a <b>.pdf", b"%PDF")))).text
    assert "1 report read, 1 skipped" in page
    assert "a _b_.pdf: is a PDF" in page
    assert "/tmp" not in page


def test_two_files_of_one_name_are_two(adder: TestClient, fresh: Record) -> None:
    other = (FILE[0], (FILE[1][0], FILE[1][1] + b" They will meet again."))
    add(adder, FILE, other)
    assert len(fresh.reports()) == 2


def test_nothing_chosen_is_told_so(adder: TestClient) -> None:
    token = adder.app.state.token  # type: ignore[attr-defined]
    answer = adder.post("/add", data={"token": token})
    assert answer.status_code == 400
    assert "paste the text" in answer.text


def take(client: TestClient, web: Web, path: str = "/talks.html") -> str:
    """Send the form with an address; what the page says then."""
    client.app.state.network = web.network  # type: ignore[attr-defined]
    token = client.app.state.token  # type: ignore[attr-defined]
    fields = {"token": token, "address": f"http://www.daily.example{path}"}
    return client.post("/add/address", data=fields).text


def test_the_article_at_an_address_is_looked_over_and_then_read(
    adder: TestClient, fresh: Record, web: Web
) -> None:
    web.says("/talks.html", page_of(STATED + NAMED).content)
    page = take(adder, web)
    assert "look it over before it is read" in page
    for words in (
        'value="2014-09-07"',
        'value="The Daily"',
        "by a side door",
        'value="Envoys meet',
    ):
        assert words in page
    assert len(fresh.reports()) == 0
    address = "http://www.daily.example/talks.html"
    add(adder, text=TEXT, outlet="The Daily", published="2014-09-07", url=address)
    (report,) = fresh.reports()
    assert (report.url, str(report.published)) == (address, "2014-09-07")


def test_why_there_is_no_article_is_said_beside_the_address(adder: TestClient, web: Web) -> None:
    page = take(adder, web, "/nowhere")
    assert "answers 404" in page
    assert 'value="http://www.daily.example/nowhere"' in page
    web.names["www.daily.example"] = ["192.168.1.1"]
    assert "in a private network" in take(adder, web)


def test_a_batch_that_nobody_knows_is_told_so(adder: TestClient) -> None:
    assert adder.get("/add/nothing").status_code == 404


def test_a_day_that_is_none_costs_that_report_alone(adder: TestClient) -> None:
    page = adder.get(add(adder, FILE, text=TEXT, published="soon")).text
    assert "1 report read, 1 skipped" in page


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\one.txt", "one.txt"),
        ("..", "report"),
        ("", "report"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
        ("a\x00b.txt", "a_b.txt"),
    ],
)
def test_a_name_cannot_lead_out_of_its_folder(name: str, safe: str) -> None:
    assert _safe(name) == safe
