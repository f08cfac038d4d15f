import datetime
import itertools

import pytest

from backchannel.reconcile.origins import find_origins
from backchannel.reconcile.passages import likeness, marks_of, shingles_of
from backchannel.types import Reading
from tests import factory

STORY = (
    "GENEVA (Northern Wire) - Envoys of Norland and Sudmark held a second round of secret talks "
    "at a lakeside hotel on Saturday, people briefed on the meeting said. The two sides could not "
    "settle when Norland would hand over its long promised report on the missing sailors. "
    "Sudmark wants the report first; Norland wants the port sanctions gone. A third round may "
    "follow in October, one of the people said, though no place has been chosen."
)
OTHER = (
    "Sudmark and Norland are talking again, The Post has learned. Two delegations sat down in "
    "Geneva on Saturday behind closed doors. What divides them is an old question: whether the "
    "account of the lost sailors comes before or after the lifting of the harbour embargo. Nothing "
    "was decided, and the diplomats went home without a date for their next session."
)
CUT = " ".join(STORY.split()[:40]) + " Our correspondent adds that hotels in the city are full."


def reading(text: str, outlet: str, day: str = "2014-09-11", agency: str | None = None) -> Reading:
    report = factory.make_report(
        text, name=outlet, outlet=outlet, agency=agency, published=datetime.date.fromisoformat(day)
    )
    return factory.make_reading(report)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (reading(STORY, "Wire"), reading(STORY, "Post"), True),
        (reading(STORY, "Wire"), reading(STORY.upper(), "Post"), True),
        (reading(STORY, "Wire"), reading("Subscribe! " + STORY + " Help us.", "Post"), True),
        (reading(STORY, "Wire"), reading(STORY.rsplit(".", 3)[0], "Post"), True),
        (reading(STORY, "Wire"), reading(OTHER, "Post"), False),
        (reading(STORY, "Wire"), reading(CUT + OTHER, "Post"), False),
        (reading(STORY, "A", agency="NW"), reading(CUT + OTHER, "B", agency="NW"), True),
        (reading(STORY, "A", agency="NW"), reading(OTHER, "B", agency="NW"), False),
        (
            reading(STORY, "A", agency="NW"),
            reading(CUT + OTHER, "B", day="2014-09-14", agency="NW"),
            False,
        ),
        (reading("They met.", "A"), reading("They met.", "B"), True),
        (reading("They met.", "A"), reading("They met again.", "B"), False),
    ],
    ids=[
        "a reprint",
        "in capitals",
        "with boilerplate",
        "cut at the end",
        "own reporting",
        "a little quoted",
        "of one wire and day",
        "one wire, two stories",
        "one wire, another day",
        "two short ones alike",
        "two short ones",
    ],
)
def test_finds_reports_of_one_origin(left: Reading, right: Reading, same: bool) -> None:
    origins = find_origins([left, right])
    assert (len(set(origins.values())) == 1) is same


def test_the_earliest_report_is_the_origin_in_any_order() -> None:
    readings = [
        reading(STORY, "Post", "2014-09-12"),
        reading(STORY, "Wire", "2014-09-11"),
        reading(STORY, "Herald", "2014-09-13"),
        reading(OTHER, "Globe", "2014-09-10"),
    ]
    wanted = find_origins(readings)
    assert wanted[readings[0].report.id] == readings[1].report.id
    assert wanted[readings[3].report.id] == readings[3].report.id
    for order in itertools.permutations(readings):
        assert find_origins(order) == wanted


def test_shingles_are_blind_to_capitals_and_signs() -> None:
    assert shingles_of("A, b c -- D e!") == {"a b c d", "b c d e"}
    assert shingles_of("") == frozenset()
    assert likeness(marks_of(""), marks_of("")).words == 0
