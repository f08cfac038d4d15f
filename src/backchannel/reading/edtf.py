"""The days of a time expression as an EDTF string (Extended Date/Time Format, ISO 8601-2:2019).

Unlike a day range it tells an approximate day ("2014-08-21~"), an open end ("2013-11/.."), a
season ("2014-22") and a decade ("197X") from the days they cover. Level 2 of the format.
"""

import re
from enum import StrEnum

from backchannel.reading.calendar import days_of
from backchannel.rules import load_rules
from backchannel.types import DateRange, Span

# Words that open a stretch of time stand at most so many characters before it.
REACH = 30
# Divisions of a year have numbers as months have.
_DIVISIONS = {
    "SP": "21",
    "SU": "22",
    "FA": "23",
    "WI": "24",
    "Q1": "33",
    "Q2": "34",
    "Q3": "35",
    "Q4": "36",
    "H1": "40",
    "H2": "41",
}
_DATE = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")
_SETTLED = re.compile(r"\d{2,4}|\d{4}(?:-\d\d){1,2}")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d)(Z?)")


class Bound(StrEnum):
    """How the words before an expression open or blur it."""

    SINCE = "since"
    UNTIL = "until"
    AROUND = "around"
    PERHAPS = "perhaps"


def bound_of(text: str, span: Span) -> Bound | None:
    """The bound that the words before an expression, or its own first ones, set."""
    before = text[max(0, span.start - REACH) : span.start]
    for rule in load_rules("time_bounds"):
        within = rule.sets.get("where") == "within"
        found = rule.pattern.search(text[span.start : span.end] if within else before)
        if found:
            return Bound(rule.sets["bound"])
    return None


def edtf_of(value: str, days: DateRange | None, bound: Bound | None) -> str | None:
    """The EDTF string of a TIMEX3 value and the days that it means here, None if it names none.

    `days` that are fewer than those of the value ("early May") are an approximate interval; days
    of a value that is not settled are "one of" them.
    """
    is_part = days is not None and days != days_of(value)
    if bound is Bound.AROUND and (blurred := _plain(value)):
        return f"{blurred}~"
    if is_part and days:
        return _bounded(_days(days, is_settled="X" not in value), bound)
    if bound and days:
        return _bounded(_plain(value) or _days(days, is_settled=True), bound)
    return _date_of(value)


def _bounded(whole: str, bound: Bound | None) -> str:
    """An end that is not settled ("[2016-11-07..2016-11-09]") is neither open nor blurred."""
    first, _, last = whole.partition("/")
    if bound is None or first == ".." or whole[0] == "[":
        return whole
    if bound is Bound.SINCE:
        return f"{first}/.."
    if bound is Bound.UNTIL:
        return f"../{last or first}"
    return whole if last else f"{first}?"


def _plain(value: str) -> str | None:
    """A settled year, month, day, decade or century, without the hour."""
    day, _, _ = value.partition("T")
    return _date_of(day) if _SETTLED.fullmatch(day) else None


def _date_of(value: str) -> str | None:
    if _DATE.fullmatch(value):
        return None if set(value) <= set("X-") else value
    if hour := _HOUR.fullmatch(value):
        return f"{hour[1]}:00{hour[2]}"
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "X")
    year, _, part = value.partition("-")
    if year.isdigit() and len(year) == 4 and (code := _DIVISIONS.get(part)):
        return f"{year}-{code}"
    days = days_of(value)
    return _days(days, is_settled=True) if days else None


def _days(days: DateRange, *, is_settled: bool) -> str:
    first, last = days.earliest, days.latest
    if first and first == last:
        return first.isoformat()
    if is_settled:
        return f"{first or '..'}/{last or '..'}"
    return f"[{first or ''}..{last or ''}]"
