import re

import pytest

from backchannel.dating import date_report
from backchannel.reading.layout import lay_out
from backchannel.reading.times import mark_times
from backchannel.rules import load_table
from backchannel.types import DateRange, Dating, Report
from backchannel.vocabularies import DatingBasis
from tests.factory import day


def dating(text: str, **given: object) -> Dating:
    report = Report(text=text, name="test", **given)  # type: ignore[arg-type]
    layout = lay_out(report)
    return date_report(report, layout, mark_times(report, layout))


def test_a_stated_day_is_kept() -> None:
    found = dating("They met in 1999.", published=day("2001-05-03"))
    assert (found.basis, str(found.range)) == (DatingBasis.STATED, "2001-05-03")


BOUNDS = [
    ("the dateline", "OSLO, 26 MAR 89 (EFE) -- THE ENVOYS MET TODAY.", "1989-03-25..1989-03-27"),
    ("nothing", "They met.", "None"),
    (
        "past and future years",
        "The plan will be put to a vote in 2003. The war broke out in 1998.",
        "2000-01-01..2003-12-31",
    ),
    (
        "a session to come, and a term of office",
        "President Barack Obama will speak at the 65th session of the U.N. General Assembly.",
        "2009-08-31..2010-10-05",
    ),
    ("a former president", "Former President Barack Obama met the envoys.", "None"),
    (
        "a surname with its title, and a minister of his",
        "President Reagan met Treasury Secretary James Baker.",
        "1985-02-04..1988-08-17",
    ),
    (
        "a union of terms: two presidents of one name",
        "President Bush met Prime Minister Tony Blair.",
        "2001-01-20..2007-06-27",
    ),
    (
        "a state that is no more",
        "Officials of West Germany met President Reagan.",
        "1981-01-20..1989-01-20",
    ),
    (
        "an era and a term",
        "The African Union will meet. Secretary-General Kofi Annan will speak.",
        "2001-05-26..2006-12-31",
    ),
    (
        "a weekday that fits its day in few years",
        "GENEVA, March 2 - They met Monday, March 2. President Reagan met Secretary of State "
        "George Shultz. House Speaker Jim Wright will speak.",
        "1987-03-01..1987-03-03",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in BOUNDS], ids=[c[0] for c in BOUNDS])
def test_bounds(text: str, expected: str) -> None:
    assert str(dating(text).range) == expected


YEAR = "The old ferry sank in 2000. A new one will be ordered in 2001. "
SPRING = YEAR + "A storm hit the island on May 9. "
SUMMER = YEAR + "A storm hit the island on June 30. Its pier will be ready by Sept. 20. "
STRIKE = "Nurses went on strike earlier this month in Turku, their union said Monday. " + SUMMER
NARROWING = [
    ("a day to come", SPRING, SPRING + "Its pier will be ready by Sept. 20.", "2001-09-03"),
    ("said on a weekday", SUMMER, "Divers found it, the navy said Monday. " + SUMMER, "2001-08-20"),
    ("of this month", STRIKE, STRIKE + "Two judges were in Turku on Saturday.", "2001-08-20"),
    ("followed", STRIKE, STRIKE + "The strike followed another on July 20.", "2001-08-20"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "more", "true"), [c[1:] for c in NARROWING], ids=[c[0] for c in NARROWING]
)
def test_a_clue_narrows_the_days_and_leaves_the_true_one(text: str, more: str, true: str) -> None:
    before, after = dating(text).range, dating(more).range
    assert width(after) <= width(before)
    assert after
    assert (after.earliest or day(true)) <= day(true) <= (after.latest or day(true))


def width(range_: DateRange | None) -> float:
    if range_ is None or range_.earliest is None or range_.latest is None:
        return float("inf")
    return (range_.latest - range_.earliest).days


def test_every_reason_quotes_the_report() -> None:
    reasons = dating(STRIKE).reasons
    assert reasons
    assert [r for r in reasons if STRIKE[r.quote.start : r.quote.end] != r.quote.text] == []


OBAMA = (
    "President Barack Obama saw Secretary of State John Kerry; Prime Minister David Cameron came."
)


def test_a_clue_that_contradicts_the_rest_is_dropped_and_told() -> None:
    found = dating(OBAMA + ' "President Jimmy Carter is right," he read.')
    assert str(found.range) == str(dating(OBAMA).range) == "2013-02-01..2016-07-13"
    assert [r.explanation for r in found.reasons if "Carter" in r.quote.text] == [
        "outweighed by the rest: in office"
    ]


def test_two_who_cannot_both_be_in_office_leave_the_days_of_both() -> None:
    found = dating("President Jimmy Carter met President Barack Obama.").range
    assert found
    assert found.earliest
    assert found.latest
    assert found.earliest <= day("1978-01-01")
    assert found.latest >= day("2016-01-01")


def rows() -> list[tuple[str, dict[str, object]]]:
    table = load_table("dated_events")
    kinds = ("series", "hosts", "anniversary", "event", "era")
    listed = [(f"{kind}: {row['name']}", row) for kind in kinds for row in table[kind]]
    return [*listed, ("resolutions", table["resolutions"])]


@pytest.mark.parametrize(("name", "row"), rows(), ids=[name for name, _ in rows()])
def test_a_dated_event_holds_for_its_examples(name: str, row: dict[str, list[str]]) -> None:
    pattern = re.compile(str(row["pattern"]), re.NOFLAG if row.get("case") else re.IGNORECASE)
    assert row["source"], name
    assert [text for text in row["matches"] if not pattern.search(text)] == []
    assert [text for text in row["misses"] if pattern.search(text)] == []


def test_every_title_means_offices_that_somebody_held() -> None:
    table = load_table("people")
    offices = {row["office"] for row in (*table["term"], *table["official"])}
    assert {o for listed in table["titles"].values() for o in listed} - offices == set()


def test_nobody_leaves_an_office_before_entering_it() -> None:
    wrong = [
        row
        for row in load_table("people")["official"]
        if "from" in row and "to" in row and row["to"] < row["from"][: len(row["to"])]
    ]
    assert wrong == []
