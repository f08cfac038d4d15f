"""A small record of two reports in the browser's place, and a web of one server."""

import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import backchannel
from backchannel.record import Record
from backchannel.types import Participant, Quote, Reading
from backchannel.web import make_app
from backchannel.web.fetching import Network
from tests import factory

PUBLIC = "93.184.215.14"
HOSTILE = "<script>alert(1)</script> & “quotes”"


def readings() -> tuple[Reading, ...]:
    """One report with all five kinds of finding, and one that hopes to be read as markup."""
    contact = factory.make_contact()
    full = factory.make_reading(
        None,
        contact,
        factory.make_commitment(condition="Sudmark eased its sanctions", deadline="2014-09-14"),
        factory.make_measure(),
        factory.make_denial(item=contact.id),
        factory.make_tally(),
    )
    hostile = factory.make_reading(
        report=factory.make_report(
            name="hostile-1",
            text=f"{HOSTILE} Envoys met.",
            title=HOSTILE,
            url="javascript:alert(1)",
        )
    )
    return full, hostile


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with backchannel.open(tmp_path / "talks.backchannel") as opened:
        for reading in readings():
            opened.add(reading)
        opened.settle()
        yield opened


@pytest.fixture
def client(record: Record) -> TestClient:
    return TestClient(make_app(record), base_url="http://127.0.0.1")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    with backchannel.open(tmp_path / "empty.backchannel") as opened:
        yield TestClient(make_app(opened), base_url="http://127.0.0.1")


@pytest.fixture
def organs(tmp_path: Path) -> Iterator[TestClient]:
    """A contact of a ministry, told by sources that are not named, and a measure."""
    words = "Foreign Ministry"
    envoys = (
        Participant("NOR", organ=Quote(words, 0, len(words))),
        Participant("SUD"),
    )
    contact = replace(factory.make_contact(said_by=(factory.make_source(),)), parties=envoys)
    with backchannel.open(tmp_path / "organs.backchannel") as opened:
        opened.add(factory.make_reading(None, contact, factory.make_measure()))
        opened.settle()
        yield TestClient(make_app(opened), base_url="http://127.0.0.1")


@pytest.fixture
def placed(tmp_path: Path) -> Iterator[TestClient]:
    """Contacts of two parties' organs in a town, told in two ways, and in no town that is named."""
    places = [
        ("Geneva", "CHE"),
        ("a hotel in Geneva", "CHE"),
        ("a city in northeastern China", "CHN"),
    ]
    with backchannel.open(tmp_path / "placed.backchannel") as opened:
        for n, place in enumerate(places):
            words = f"They met for the {n}th time in {place[0]}."
            opened.add(
                factory.make_reading(
                    factory.make_report(words, name=f"r{n}"),
                    factory.make_contact(
                        place=place, date=f"201{n}-09-06", evidence=words, secret=n == 2
                    ),
                )
            )
        opened.settle()
        yield TestClient(make_app(opened), base_url="http://127.0.0.1")


# --- A web of one server ---


@dataclass
class Web:
    """A server on this machine that stands for all others: what it says at each path."""

    port: int
    answers: dict[str, tuple[int, Mapping[str, str], bytes]] = field(default_factory=dict)
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    dialled: list[str] = field(default_factory=list)
    heard: list[Mapping[str, str]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        return self.names.get(host, [PUBLIC])

    def dial(self, ip: str, port: int, patience: float) -> socket.socket:
        self.dialled.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), patience)

    @property
    def network(self) -> Network:
        return Network(self.resolve, self.dial)

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html", **named}, body)


@pytest.fixture
def web() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.heard.append(dict(self.headers))
            if self.path == "/slow":
                self.send_response(200)
                self.flush_headers()
                for n in range(50):
                    self.wfile.write(f"X-{n}: slow\r\n".encode())
                    time.sleep(0.05)
                return
            status, headers, body = made.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(OSError):  # whoever asked has had enough
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Web(server.server_address[1])
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()
