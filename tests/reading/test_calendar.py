import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.calendar import days_of, hull, overlap, shift, value_of, weekday_near
from tests.factory import day, days


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2014-09-06", "2014-09-06"),
        ("2014-09-06TNI", "2014-09-06"),
        ("2014-09", "2014-09-01..2014-09-30"),
        ("2014", "2014-01-01..2014-12-31"),
        ("198", "1980-01-01..1989-12-31"),
        ("19", "1900-01-01..1999-12-31"),
        ("2014-W36", "2014-09-01..2014-09-07"),
        ("2014-W36-WE", "2014-09-06..2014-09-07"),
        ("2014-Q3", "2014-07-01..2014-09-30"),
        ("2014-H2", "2014-07-01..2014-12-31"),
        ("2014-SU", "2014-06-01..2014-08-31"),
        ("2014-WI", "2014-12-01..2015-02-28"),
        ("2014-02-30", "None"),
        ("XXXX-09", "None"),
        ("P3D", "None"),
        ("PAST_REF", "None"),
    ],
    ids=lambda value: value,
)
def test_the_days_of_a_value(value: str, expected: str) -> None:
    assert str(days_of(value)) == expected


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)))
def test_a_day_lies_in_every_unit_of_its_own(one: datetime.date) -> None:
    for unit in ("day", "week", "month", "quarter", "year", "decade", "century"):
        whole = days_of(value_of(one, unit))
        assert whole
        assert overlap(whole, days(one.isoformat())) is not None


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)), st.integers(0, 6))
def test_the_next_weekday_is_within_a_week(one: datetime.date, weekday: int) -> None:
    assert 0 <= (one - weekday_near(one, weekday, after=False)).days <= 6
    assert 1 <= (weekday_near(one, weekday, after=True) - one).days <= 7


def test_a_shorter_month_ends_earlier() -> None:
    assert shift(day("2014-08-31"), "month", 1) == day("2014-09-30")


def test_hull_and_overlap() -> None:
    left, right = days("2014-09-01..2014-09-10"), days("2014-09-08..2014-09-20")
    assert str(hull([left, right])) == "2014-09-01..2014-09-20"
    assert str(overlap(left, right)) == "2014-09-08..2014-09-10"
    assert overlap(left, days("2015-01-01")) is None
    assert hull([]) is None
