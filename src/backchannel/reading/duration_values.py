"""Values of durations, sets and references to the past, the present and the future."""

import re

from backchannel.reading.calendar import DAY, shift
from backchannel.reading.time_scope import Resolved, Scope, group
from backchannel.reading.time_words import (
    MANY,
    duration_of,
    names,
    parse_month,
    parse_number,
    parse_ordinal,
    parse_unit,
    words,
)
from backchannel.types import DateRange

_FREQUENCIES = {
    "hourly": "PT1H",
    "semiannual": "P6M",
    "semiannually": "P6M",
    "biennial": "P2Y",
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
}


def duration(match: re.Match[str], scope: Scope) -> Resolved:
    """So many units, anchored to no day."""
    number = parse_number(_article(group(match, "number")))
    if match[0].lower().endswith("and a half") and number != MANY:
        number += 0.5
    return Resolved(duration_of(number, parse_unit(match["unit"])))


def _article(phrase: str | None) -> str:
    return re.sub(r"\b(?:full|whole|additional|extra)\b", "", phrase or "a")


def half_duration(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Half a century", "an hour and a half"."""
    half = group(match, "half")
    return Resolved(duration_of(0.5, half) if half else duration_of(1.5, match["one"].lower()))


def duration_range(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Two to three weeks": the lower number."""
    return Resolved(duration_of(parse_number(match["number"]), parse_unit(match["unit"])))


def vague_duration(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Weeks", "years"."""
    unit = group(match, "unit") or "years"
    return Resolved(duration_of(MANY, parse_unit(unit)))


def unit_long(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Day-long" is one, "decades-long" many years."""
    unit = parse_unit(match["unit"])
    if re.search(r"s-long", match[0], re.IGNORECASE):
        return Resolved(duration_of(MANY, "year" if unit == "decade" else unit))
    return Resolved(duration_of(1, unit))


def anchored_duration(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The past two weeks" ends today, "the next six months" begins today."""
    number = parse_number(group(match, "number") or "a")
    unit = parse_unit(match["unit"])
    which = (group(match, "which") or "").split()
    value = duration_of(number, unit)
    if number == MANY or unit in ("second", "minute", "hour"):
        return Resolved(value)
    if {"past", "last", "previous", "latest"} & set(which):
        return Resolved(value, DateRange(shift(scope.now, unit, -int(number)), scope.now))
    if {"next", "coming"} & set(which):
        return Resolved(value, DateRange(scope.now, shift(scope.now, unit, int(number))))
    return Resolved(value)


def within(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Within two months" counts from today."""
    number, unit = parse_number(match["number"]), parse_unit(match["unit"])
    value = duration_of(number, unit)
    if number == MANY or unit in ("second", "minute", "hour"):
        return Resolved(value)
    return Resolved(value, DateRange(scope.now, shift(scope.now, unit, int(number))))


def first_units(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The first six months of this year"."""
    number, unit = int(parse_number(match["number"])), parse_unit(match["unit"])
    value, rest = duration_of(number, unit), scope.rest(match)
    if not (rest and rest.range and rest.range.earliest and rest.range.latest):
        return Resolved(value)
    start, end = rest.range.earliest, rest.range.latest
    if parse_ordinal(match["ordinal"]) == 1:
        return Resolved(value, DateRange(start, min(end, shift(start, unit, number) - DAY)))
    return Resolved(value, DateRange(max(start, shift(end, unit, -number) + DAY), end))


def frequency(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Daily", "annual"."""
    word = match[0].lower().replace("-", "")
    return Resolved("P2W" if word == "biweekly" else _FREQUENCIES.get(word, "P1Y"))


def every_unit(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Every two years", "each month"."""
    number = group(match, "number")
    count = 2 if number == "other" else parse_number(number or "a")
    return Resolved(duration_of(count, parse_unit(match["unit"])))


def every_weekday(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Each Thursday", "Tuesday nights"."""
    day = group(match, "weekday") or group(match, "plural") or "monday"
    part = group(match, "part")
    suffix = f"T{names('parts')[part]}" if part else ""
    return Resolved(f"XXXX-WXX-{words('weekdays')[day] + 1}{suffix}")


def every_month(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Each July"."""
    return Resolved(f"XXXX-{parse_month(match['month']):02d}")


def year_to_a_day(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The year that ended on April 5": the twelve months up to that day."""
    value, rest = duration_of(1, "year"), scope.rest(match)
    last = rest.range.latest if rest and rest.range else None
    return Resolved(value, DateRange(shift(last + DAY, "year", -1), last) if last else None)
