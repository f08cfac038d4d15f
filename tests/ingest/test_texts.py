"""Header lines on top of a text file, and texts that only look as if they had some."""

import datetime
from pathlib import Path

import pytest

from backchannel.errors import ReportError
from backchannel.ingest.texts import load_text, split_header
from backchannel.types import Report

HEADER = "Outlet: The Harbour Post\nAgency: Kyodo\nPublished: 2014-09-11\nTitle: Talks: a start\n"


def test_a_header_fills_the_fields_and_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(f"{HEADER}Author: A. Writer\nURL: https://example.org/a\n\n\nTalks ended.\n")
    assert load_text(path) == Report(
        text="Talks ended.\n",
        name="talks",
        title="Talks: a start",
        outlet="The Harbour Post",
        agency="Kyodo",
        url="https://example.org/a",
        published=datetime.date(2014, 9, 11),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Talks ended.\n\nOutlet: The Harbour Post\n\nMore.",
        "Outlet: The Harbour Post\nTalks ended.\n\nMore.",
        "Analysis: the talks\n\nThey ended.",
        "Outlet sales: they fell.\n\nMore.",
    ],
    ids=["not on top", "a line of text among them", "another name", "a name that only begins so"],
)
def test_any_other_beginning_is_text(text: str) -> None:
    assert split_header(text) == ({}, text)


def test_a_header_without_a_blank_line_has_no_text_after_it() -> None:
    assert split_header("Outlet: A\nTitle: B") == ({"outlet": "A", "title": "B"}, "")


def test_a_bad_date_is_found_on_its_line(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("Outlet: The Harbour Post\nPublished: last week\n\nTalks ended.\n")
    with pytest.raises(ReportError, match=r'talks\.txt, line 2: "last week" is no publication'):
        load_text(path)
