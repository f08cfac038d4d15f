"""Values of expressions that name a week, a month, a season, a year or a part of one."""

import datetime
import re

from backchannel.reading.calendar import DAY, SEASONS, months_on, shift, value_of
from backchannel.reading.tense import Tense
from backchannel.reading.time_scope import Resolved, Scope, group
from backchannel.reading.time_words import names, parse_day, parse_month, parse_ordinal, words
from backchannel.types import DateRange, Span

# "In May and July last year" is in May of that year; "December and January 2015" spans two.
_YEAR_OF_PAIR = re.compile(
    r"\s+(?:and|or|to|through)\s+"
    r"(?P<rest>[a-z]+\.?,?\s+(?:of\s+)?(?:(?:last|this|next)\s+year|(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
# Tried on the train texts of TempEval-3.
MONTH_AGAINST_TENSE = 3.5
QUARTER_AGAINST_TENSE = 3
# A quarter that ends in July lies mostly in the second one of the calendar.
HALF_A_QUARTER = 45 * DAY
# "The year" is not one of history that was told in passing.
LONG_AGO = 366
_LIMIT = re.compile(r"\b(?:by|until|till|before)\s+\Z", re.IGNORECASE)
_MONTH = re.compile(r"\d{4}-\d\d")
# The words for a part of a period, and the part that each means.
_PARTS = {
    "early": "early",
    "earlier": "early",
    "first": "early",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "mid-": "mid",
    "middle": "mid",
    "late": "late",
    "later": "late",
    "latter": "late",
    "last": "late",
    "end": "end",
}
_BACK = ("last", "past", "previous", "preceding", "before", "latest", "this past")
_AHEAD = ("next", "coming", "following", "this coming")
_ANAPHORIC = (
    "that",
    "the same",
    "that same",
    "the previous",
    "the preceding",
    "the following",
    "the next",
    "before",
    "previous",
)
_SAME = ("that", "the same", "that same")


def direction(which: str) -> int:
    """How many periods "last", "next" or "this" steps: -1, 1 or 0."""
    word = which.removeprefix("the ")
    return -1 if word in _BACK else 1 if word in _AHEAD else 0


def month(match: re.Match[str], scope: Scope) -> Resolved:
    """A month in its own year, or the nearest one that fits "last", "next" or the tense."""
    number = parse_month(group(match, "month") or "")
    if year := group(match, "year"):
        return Resolved.of(f"{int(year):04d}-{number:02d}")
    return Resolved.of(f"{_year_of(number, match, scope):04d}-{number:02d}")


def _year_of(number: int, match: re.Match[str], scope: Scope) -> int:
    now = scope.now
    which = (group(match, "which") or "").removeprefix("the ")
    if which in ("last", "this past"):
        # The month just over would be "last month": told on Nov. 6, "last October" is a year ago.
        return now.year if number < now.month - 1 else now.year - 1
    if which in ("next", "this coming"):
        return now.year if number > now.month else now.year + 1
    if which == "following":
        base = scope.previous_day()
        return base.year if number > base.month else base.year + 1
    if which == "this":
        return now.year
    if year := _YEAR_OF_PAIR.match(scope.text, match.end(), scope.sentence.end):
        paired = scope.resolve(Span(*year.span("rest")))
        if paired and _MONTH.fullmatch(paired.value):
            last, last_number = map(int, paired.value.split("-"))
            return last if number <= last_number else last - 1
    weight = scope.weight(MONTH_AGAINST_TENSE)
    return _nearest_year(number, scope.now, scope.tense(), weight)


def _nearest_year(number: int, now: datetime.date, tense: Tense, weight: float) -> int:
    """The year that brings the month nearest; against the tense it counts as further away."""

    def distance(year: int) -> tuple[float, bool]:
        off = (year - now.year) * 12 + number - now.month
        wrong = (tense is Tense.PAST and off > 0) or (tense is Tense.FUTURE and off < 0)
        return abs(off) * (weight if wrong else 1), off > 0

    return min((now.year + step for step in (-1, 0, 1)), key=distance)


def month_of_year(match: re.Match[str], scope: Scope) -> Resolved | None:
    """ "July last year", "March 31 of next year"."""
    year = scope.rest(match)
    if year is None or not year.value.isdigit():
        return None
    value = f"{year.value}-{parse_month(match['month']):02d}"
    if number := group(match, "day"):
        value += f"-{parse_day(number):02d}"
    return Resolved.of(value)


def unit(match: re.Match[str], scope: Scope) -> Resolved:
    """ "Last week", "this month", "the following year"."""
    name, which = match["unit"].lower(), group(match, "which") or ""
    if name == "day" and which in _SAME and (month := scope.previous_month()):
        return Resolved(f"{month.value}-XX", month.range)
    base = scope.previous_day() if which in _ANAPHORIC else scope.now
    return Resolved.of(value_of(shift(base, name, direction(which)), name))


def year(match: re.Match[str], scope: Scope) -> Resolved:
    """A year by its number."""
    return Resolved.of(match["year"])


def year_end(match: re.Match[str], scope: Scope) -> Resolved:
    """The end of the year: its last day as a value, December as days."""
    this = scope.now.year
    return Resolved(f"{this}-12-31", months_on(this, 12))


def fixed_week_end(match: re.Match[str], scope: Scope) -> Resolved:
    """The end of the week: Friday to Sunday."""
    weekend = Resolved.of(value_of(scope.now, "weekend"))
    sunday = weekend.range.latest if weekend.range else None
    return Resolved(weekend.value, DateRange(sunday - 2 * DAY, sunday) if sunday else None)


def year_ago(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The year-ago quarter", "the same month last year": that of the year before, or a year."""
    return scope.year_before_period() or Resolved.of(value_of(shift(scope.now, "year", -1), "year"))


def latest_period(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The quarter", "the latest period": the one told last, or the last one that is over."""
    if scope.period and (group(match, "unit") == "period" or scope.tells_of_quarter()):
        return scope.period
    return Resolved.of(value_of(shift(scope.now, "quarter", -1), "quarter"))


def quarter_to_a_day(match: re.Match[str], scope: Scope) -> Resolved | None:
    """ "The quarter ended Sept. 30"."""
    rest = scope.rest(match)
    if rest is None or rest.range is None or rest.range.latest is None:
        return None
    return Resolved.of(value_of(rest.range.latest - HALF_A_QUARTER, "quarter"))


def period_of_year(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The 1988 quarter": the part of that year which the last period told was of its own."""
    _, _, part = scope.period.value.partition("-") if scope.period else ("", "", "")
    return Resolved.of(f"{match['year']}-{part}" if part else match["year"])


def told_unit(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The year", "the week": the one in which the last date lies, if that is not long ago."""
    base, unit = scope.previous_day(), match["unit"].lower()
    if abs((scope.now - base).days) > LONG_AGO:
        base = scope.now
    return Resolved.of(value_of(base, unit))


def decade(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The 1970s"."""
    return Resolved.of(match["decade"])


def short_decade(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The '80s", "the nineties": of the last century."""
    tens = {"twent": 2, "thirt": 3, "fort": 4, "fift": 5, "sixt": 6, "sevent": 7, "eight": 8}
    digit = group(match, "short") or tens.get(group(match, "word") or "", 9)
    return Resolved.of(f"19{digit}")


def century(match: re.Match[str], scope: Scope) -> Resolved:
    """ "The 20th century"."""
    return Resolved.of(f"{int(match['century']) - 1:02d}")


def quarter(match: re.Match[str], scope: Scope) -> Resolved:
    """A quarter of the year named, or the last one to begin unless the verb looks ahead."""
    number = parse_ordinal(match["ordinal"]) % 5  # the final one (-1) is the fourth
    rest = scope.rest(match)
    which = (group(match, "which") or "").replace("’", "'")
    step = {"last year's": -1, "next year's": 1, "year-ago": -1, "year-earlier": -1}
    named = rest.value if rest and rest.value.isdigit() else group(match, "year")
    if named:
        return Resolved.of(f"{named}-Q{number}")
    if which in step or which == "this year's":
        return Resolved.of(f"{scope.now.year + step.get(which, 0)}-Q{number}")
    return Resolved.of(f"{_year_of_quarter(number, scope)}-Q{number}")


def _year_of_quarter(number: int, scope: Scope) -> int:
    """The year of the quarter that is nearest; one against the tense counts as further away."""
    this, current = scope.now.year, (scope.now.month + 2) // 3
    tense = scope.tense()

    def distance(year: int) -> tuple[float, bool]:
        off = (year - this) * 4 + number - current
        wrong = tense is (Tense.PAST if off > 0 else Tense.FUTURE) and off != 0
        return abs(off) * (QUARTER_AGAINST_TENSE if wrong else 1), off > 0

    return min((this - 1, this, this + 1), key=distance)


def half(match: re.Match[str], scope: Scope) -> Resolved | None:
    """ "The first half of this year", "the second half of March"."""
    rest = scope.rest(match)
    if rest is None or rest.range is None or rest.range.earliest is None:
        return rest
    first = parse_ordinal(match["ordinal"]) == 1
    if rest.value.isdigit():
        return Resolved.of(f"{rest.value}-H{1 if first else 2}")
    start = rest.range.earliest
    middle = start.replace(day=15)
    latest = rest.range.latest
    return Resolved(
        rest.value, DateRange(start, middle) if first else DateRange(middle + DAY, latest)
    )


def season(match: re.Match[str], scope: Scope) -> Resolved | None:
    """A season of the year named, or the nearest that fits "last", "next" or the tense."""
    code = names("seasons")[match["season"].lower()]
    rest = scope.rest(match)
    if named := rest.value if rest else group(match, "year"):
        return Resolved.of(f"{named}-{code}")
    this = months_on(scope.now.year, SEASONS[code], 3)
    which = (group(match, "which") or "").removeprefix("the ")
    tense = scope.tense()
    if which in ("last", "this past"):
        step = 0 if this.latest and this.latest < scope.now else -1
    elif which == "next":
        step = 0 if this.earliest and this.earliest > scope.now else 1
    elif which != "this" and tense is Tense.PAST:
        step = 0 if this.earliest and this.earliest <= scope.now else -1
    elif which != "this" and tense is Tense.FUTURE:
        step = 0 if this.latest and this.latest >= scope.now else 1
    else:
        step = 0
    return Resolved.of(f"{scope.now.year + step}-{code}")


def edge(match: re.Match[str], scope: Scope) -> Resolved | None:
    """The early, middle or late part of a period: its value stays, its days grow fewer."""
    rest = scope.rest(match)
    if rest is None or rest.range is None:
        return rest
    phrase = (group(match, "edge") or "").removeprefix("the ").removeprefix("very ")
    word = phrase.split()[0]
    start, end = rest.range.earliest, rest.range.latest
    if start is None or end is None or word not in _PARTS:
        return rest
    is_now = start <= scope.now <= end
    if word == "earlier" and is_now:
        return Resolved(rest.value, DateRange(start, scope.now))
    if word == "later" and is_now:
        return Resolved(rest.value, DateRange(scope.now, end))
    by = _LIMIT.search(scope.text[max(0, match.start() - 12) : match.start()])
    if word == "end" and by:
        return Resolved(rest.value, DateRange.of_day(end))
    part = _part_of_month if _MONTH.fullmatch(rest.value) else _part_of_period
    return Resolved(rest.value, part(start, end, _PARTS[word]))


def _part_of_month(start: datetime.date, end: datetime.date, part: str) -> DateRange:
    """Early is days 1 to 10, mid 11 to 20, late the rest; the start and the end five days each."""
    return {
        "start": DateRange(start, start + 4 * DAY),
        "early": DateRange(start, start + 9 * DAY),
        "mid": DateRange(start + 10 * DAY, start + 19 * DAY),
        "late": DateRange(start + 20 * DAY, end),
        "end": DateRange(end - 4 * DAY, end),
    }[part]


def _part_of_period(start: datetime.date, end: datetime.date, part: str) -> DateRange:
    """Of a year the first or last quarter (or month), of a week three days, of others a third."""
    length = (end - start).days + 1
    third = (end - start + DAY) // 3
    part = part if length in (365, 366) else {"start": "early", "end": "late"}.get(part, part)
    if length in (365, 366):
        first, count = {"start": (1, 1), "early": (1, 3), "mid": (5, 4), "late": (10, 3)}.get(
            part, (12, 1)
        )
        return months_on(start.year, first, count)
    if length == 7:
        third = 3 * DAY
    middle = (start + third, end - third) if length != 7 else (start + 2 * DAY, start + 3 * DAY)
    return {
        "early": DateRange(start, start + third - DAY),
        "mid": DateRange(*middle),
        "late": DateRange(end - third + DAY, end),
    }[part]


def week_of_month(match: re.Match[str], scope: Scope) -> Resolved | None:
    """The nth week of a month: days 1 to 7, 8 to 14, 15 to 21, 22 to 28; the last seven days."""
    rest = scope.rest(match)
    if not (rest and rest.range and rest.range.earliest and rest.range.latest):
        return rest
    number = parse_ordinal(match["ordinal"])
    start = (
        rest.range.earliest + (number - 1) * 7 * DAY if number > 0 else rest.range.latest - 6 * DAY
    )
    end = min(start + 6 * DAY, rest.range.latest)
    return Resolved(value_of(start + 3 * DAY, "week"), DateRange(min(start, end), end))


def week_of_day(match: re.Match[str], scope: Scope) -> Resolved | None:
    """The week in which a day lies."""
    rest = scope.rest(match)
    if not (rest and rest.range and rest.range.earliest):
        return rest
    return Resolved.of(value_of(rest.range.earliest, "week"))


def weekend(match: re.Match[str], scope: Scope) -> Resolved:
    """A weekend: of last, this or next week; "the weekend" is the last one, or the coming one."""
    which, days = match[0].lower().split()[0], (scope.now - 5 * DAY, scope.now, scope.now + 7 * DAY)
    if which == "last":
        return Resolved.of(value_of(scope.now - 7 * DAY, "weekend"))
    if which == "next":
        return Resolved.of(value_of(days[2], "weekend"))
    past = which == "the" and scope.tense() is not Tense.FUTURE
    return Resolved.of(value_of(days[0] if past else days[1], "weekend"))


def spelled_year(match: re.Match[str], scope: Scope) -> Resolved:
    """A year in words, as broadcasts have it: "nineteen ninety-six"."""
    if group(match, "two"):
        return Resolved.of("2000")
    tens, ones = group(match, "tens") or "", group(match, "ones")
    return Resolved.of(f"{1900 + words('numbers')[tens] + (words('numbers')[ones] if ones else 0)}")
