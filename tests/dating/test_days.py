import re

import pytest

from backchannel.dating import date_report
from backchannel.reading.layout import lay_out
from backchannel.reading.times import mark_times
from backchannel.rules import load_table
from backchannel.types import Dating, Report
from backchannel.vocabularies import DatingBasis
from tests.factory import day


def dating(text: str, **given: object) -> Dating:
    report = Report(text=text, name="test", **given)  # type: ignore[arg-type]
    layout = lay_out(report)
    return date_report(report, layout, mark_times(report, layout))


def test_a_stated_day_is_kept() -> None:
    found = dating("They met in 1999.", published=day("2001-05-03"))
    assert (found.basis, str(found.range)) == (DatingBasis.STATED, "2001-05-03")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO, 26 MAR 89 (EFE) -- THE ENVOYS MET TODAY.", "1989-03-25..1989-03-27"),
        ("They met.", "None"),
        ("The two sides signed a pact in 1999. They met.", "1999-01-01.."),
        (
            "The plan will be put to a vote in 2003. The war broke out in 1998.",
            "1998-01-01..2003-12-31",
        ),
        ("Pyongyang carried out its third nuclear test, officials said.", "2013-02-12.."),
        (
            "President Barack Obama will speak at the 65th session of the U.N. General Assembly.",
            "2009-09-11..2010-10-05",
        ),
        ("Former President Barack Obama met the envoys.", "None"),
        ("Vice President George Bush met the envoys in 1987.", "1987-01-01.."),
        (
            "President Barack Obama met the envoys. They left on July 5, 2011.",
            "2011-07-05..2017-01-20",
        ),
        (
            "Japan kept to the pact that Prime Minister Junichiro Koizumi signed in 2002.",
            "2002-01-01..",
        ),
    ],
    ids=[
        "the dateline",
        "nothing",
        "a past year",
        "past and future years",
        "a numbered event",
        "a session to come, and a term of office",
        "a former president",
        "a vice president is no president",
        "a term and a past day",
        "a title of its own time",
    ],
)
def test_bounds(text: str, expected: str) -> None:
    assert str(dating(text).range) == expected


YEAR = "The old ferry sank in 2001. A new one will be ordered in 2001. "
SPRING = YEAR + "A storm hit the island on May 9. "
SUMMER = YEAR + "A storm hit the island on June 30. Its pier will be ready by Sept. 20. "
STRIKE = "Nurses went on strike earlier this month in Turku, their union said Monday. " + SUMMER
CONDITIONS = [
    ("bounds alone", YEAR, "2001-01-01..2001-12-31"),
    ("a past day", SPRING, "2001-05-09..2001-12-31"),
    ("a day to come", SPRING + "Its pier will be ready by Sept. 20.", "2001-05-09..2001-09-20"),
    (
        "said on a weekday",
        "Divers found a wreck, the navy said Monday. " + SUMMER,
        "2001-07-02..2001-09-17",
    ),
    (
        "a weekday of this month",
        STRIKE + "Two judges were in Turku on Saturday.",
        "2001-07-09..2001-09-17",
    ),
    (
        "followed by something of this month",
        STRIKE + "The strike followed another on July 20.",
        "2001-08-06..2001-09-17",
    ),
    (
        "a stretch",
        "The wreck was raised between March and November. " + SPRING,
        "2001-11-01..2001-12-31",
    ),
    (
        "a month after a dated event",
        "The Sochi Olympics closed before the mayor resigned in April. The pier will open in 2016.",
        "2014-04-01..2015-03-31",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in CONDITIONS], ids=[c[0] for c in CONDITIONS]
)
def test_conditions_narrow_the_days(text: str, expected: str) -> None:
    found = dating(text)
    assert (found.basis, str(found.range)) == (DatingBasis.INFERRED, expected)


def test_every_reason_quotes_the_report() -> None:
    reasons = dating(STRIKE).reasons
    assert reasons
    assert [r for r in reasons if STRIKE[r.quote.start : r.quote.end] != r.quote.text] == []


def test_a_clue_that_contradicts_the_rest_is_dropped() -> None:
    text = "President Barack Obama met the envoys. The war broke out in 1998 and ended in 2031."
    assert str(dating(text).range) == "2009-01-20..2017-01-20"


def test_two_who_cannot_both_be_in_office_bound_nothing() -> None:
    text = "President Jimmy Carter met President Barack Obama."
    assert dating(text).range is None


def rows() -> list[tuple[str, dict[str, object]]]:
    table = load_table("dated_events")
    listed = [*table["series"], *table["event"]]
    return [(row["name"], row) for row in listed] + [("resolutions", table["resolutions"])]


@pytest.mark.parametrize(("name", "row"), rows(), ids=[name for name, _ in rows()])
def test_a_dated_event_holds_for_its_examples(name: str, row: dict[str, list[str]]) -> None:
    pattern = re.compile(str(row["pattern"]), re.IGNORECASE)
    assert row["source"], name
    assert [text for text in row["matches"] if not pattern.search(text)] == []
    assert [text for text in row["misses"] if pattern.search(text)] == []
