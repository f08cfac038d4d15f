"""Measures: what is imposed, eased or threatened, by whom, on whom, when and why."""

import datetime

import pytest

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.types import DateRange, Measure, Report

PUBLISHED = datetime.date(2015, 3, 20)


def measures(text: str) -> tuple[Measure, ...]:
    return read(Report(text=text, name="test", published=PUBLISHED), rule_reader()).measures


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        ("Norway imposed sanctions on Sweden.", "impose", "done"),
        ("Norway will impose tariffs on Swedish steel.", "impose", "planned"),
        ("Norway may ease its sanctions on Sweden.", "ease", "possible"),
        ("Norway lifted the embargo against Sweden.", "lift", "done"),
        ("Norway threatened to impose sanctions on Sweden.", "threaten", "possible"),
        ("NORWAY EXTENDED ITS EMBARGO ON SWEDEN.", "extend", "done"),
    ],
)
def test_tells_what_was_done(text: str, action: str, status: str) -> None:
    assert [(m.action, m.by, m.on, m.status) for m in measures(text)] == [
        (action, "NOR", "SWE", status)
    ]


def test_a_measure_has_its_day_and_its_reason() -> None:
    (found,) = measures("On March 4, Norway lifted its curbs on Sweden in return for the crew.")
    assert found.date == DateRange.of_day(datetime.date(2015, 3, 4))
    assert (found.because and found.because.text, found.link) == ("the crew", "in_return_for")


def test_a_reaction_is_no_return() -> None:
    (found,) = measures("Norway tightened sanctions on Sweden in reaction to the raid.")
    assert (found.because and found.because.text, found.link) == ("the raid", "in_reaction_to")


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not impose sanctions on Sweden.",
        "Norway demanded that Sweden lift sanctions.",
        "Norway promised to free the crew if Sweden lifts sanctions.",
    ],
    ids=["not taken", "demanded", "a condition"],
)
def test_what_is_no_measure(text: str) -> None:
    assert measures(text) == ()
