"""A small record of two reports in the browser's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import backchannel
from backchannel.record import Record
from backchannel.types import Reading
from backchannel.web import make_app
from tests import factory

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
