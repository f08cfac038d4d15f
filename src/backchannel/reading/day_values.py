"""Values of expressions that name a day: dates, weekdays, feasts, parts of the day."""

import datetime
import re
from collections.abc import Iterable

from backchannel.reading.calendar import DAY, make_day, shift, value_of, weekday_near
from backchannel.reading.tense import Tense
from backchannel.reading.time_scope import Resolved, Scope, group
from backchannel.reading.time_words import (
    MANY,
    names,
    parse_day,
    parse_month,
    parse_number,
    parse_ordinal,
    parse_unit,
    parse_year,
    words,
)
from backchannel.types import DateRange, Span

# A day against the verb's tense counts as this many times as far away: on the train
# texts of TempEval-3 1.5 to 5 do equally well, 1 (no tense) does worse.
AGAINST_TENSE = 2
# Where no verb tells, the past is likelier in news.
UNTOLD_AHEAD = 1.3
THURSDAY = 3
# The second weekday of two follows the first.
LONGEST_PAIR = 6 * DAY
_PAIRED = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+(?:and|to|through|or)\s+(?:on\s+)?\Z",
    re.IGNORECASE,
)
_NEXT_DAY_AND_MONTH = re.compile(r"\W*(?:and|to|or)?\W*(?=\d)", re.IGNORECASE)


def nearest(
    days: Iterable[datetime.date], now: datetime.date, tense: Tense, weight: float = AGAINST_TENSE
) -> datetime.date:
    """The day nearest to now, days against the verb's tense being further away."""

    def distance(day: datetime.date) -> tuple[float, bool]:
        days_off = (day - now).days
        wrong = tense is (Tense.PAST if days_off > 0 else Tense.FUTURE) and days_off != 0
        untold = UNTOLD_AHEAD if tense is Tense.UNKNOWN and days_off > 0 else 1
        return abs(days_off) * (weight if wrong else untold), days_off > 0

    return min(days, key=distance)


def day(match: re.Match[str], scope: Scope) -> Resolved | None:
    """A day of a month, in its own year or the nearest one that fits the weekday and tense."""
    month, number = parse_month(match["month"]), parse_day(match["day"])
    if year := group(match, "year"):
        found = make_day(parse_year(year), month, number)
        return Resolved.of_day(found) if found else None
    return _day_without_year(month, number, group(match, "weekday"), match, scope)


def _day_without_year(
    month: int, number: int, weekday: str | None, match: re.Match[str], scope: Scope
) -> Resolved | None:
    reach = 4 if weekday or (month, number) == (2, 29) else 1
    years = range(scope.now.year - reach, scope.now.year + reach + 1)
    days = [d for d in (make_day(y, month, number) for y in years) if d]
    fitting = [d for d in days if weekday and d.weekday() == words("weekdays")[weekday]]
    if not days:
        return None
    if fitting:
        return Resolved.of_day(nearest(fitting, scope.now, Tense.UNKNOWN))
    near = [d for d in days if abs(d.year - scope.now.year) <= 1] or days
    return Resolved.of_day(nearest(near, scope.now, scope.tense(), scope.weight(AGAINST_TENSE)))


def day_after_another(match: re.Match[str], scope: Scope) -> Resolved | None:
    """The "25" of "April 24 and 25"."""
    first = scope.previous_day()
    year = group(match, "year")
    found = make_day(int(year) if year else first.year, first.month, parse_day(match["day"]))
    return Resolved.of_day(found) if found else None


def day_before_another(match: re.Match[str], scope: Scope) -> Resolved | None:
    """The "10" of "10-11 December", and any bare number that a head marks as a day."""
    gap = _NEXT_DAY_AND_MONTH.match(scope.text, match.end())
    after = None
    if gap:
        words_after = re.compile(r"\d{1,2}\s+\w+\.?(?:,?\s+\d{4}\b)?|\d{1,2}\s+\w+")
        if ahead := words_after.match(scope.text, gap.end()):
            after = scope.resolve(Span(ahead.start(), ahead.end()))
            after = after or scope.resolve(Span(ahead.start(), ahead.end() - 1))
    base = after.range.earliest if after and after.range else None
    base = base or scope.previous_day()
    found = make_day(base.year, base.month, parse_day(match["day"]))
    return Resolved.of_day(found) if found else None


def weekday(match: re.Match[str], scope: Scope) -> Resolved | None:
    """A weekday: the last one up to today, or the next one where the verb looks ahead."""
    number = words("weekdays")[match["weekday"].lower()]
    which = (group(match, "which") or "").removeprefix("the ")
    if which in ("last", "previous", "this past"):
        base = scope.previous_day() if which == "previous" else scope.now
        return Resolved.of_day(weekday_near(base - DAY, number, after=False))
    if which in ("next", "coming", "this coming"):
        return Resolved.of_day(weekday_near(scope.now, number, after=True))
    if which == "following":
        return Resolved.of_day(weekday_near(scope.previous_day(), number, after=True))
    if second := _second_of_pair(number, match, scope):
        return Resolved.of_day(second)
    tense = scope.tense()
    is_this = which == "this" and tense is not Tense.PAST
    if is_this or tense is Tense.FUTURE:  # "will meet on Tuesday", told on a Tuesday, is that day
        return Resolved.of_day(weekday_near(scope.now - DAY, number, after=True))
    return Resolved.of_day(weekday_near(scope.now, number, after=False))


def _second_of_pair(number: int, match: re.Match[str], scope: Scope) -> datetime.date | None:
    """The Friday of "on Thursday and Friday"; that of "Friday and Thursday" is none."""
    if not (scope.previous and _PAIRED.search(scope.text, scope.sentence.start, match.start())):
        return None
    second = weekday_near(scope.previous_day(), number, after=True)
    return second if second - scope.previous_day() < LONGEST_PAIR else None


def weekday_of_week(match: re.Match[str], scope: Scope) -> Resolved | None:
    """ "Tuesday of next week"."""
    week = scope.rest(match)
    if not (week and week.range and week.range.earliest):
        return None
    return Resolved.of_day(week.range.earliest + words("weekdays")[match["weekday"].lower()] * DAY)


def today(match: re.Match[str], scope: Scope) -> Resolved:
    """Today, yesterday, tomorrow and the days beyond them."""
    word = group(match, "word") or ""
    step = {"today": 0, "yesterday": -1, "tomorrow": 1}[word.split()[-1]]
    if " before " in word:
        step -= 1
    if " after " in word:
        step += 1
    return Resolved.of_day(scope.now + step * DAY)


def part_of_day(match: re.Match[str], scope: Scope) -> Resolved | None:
    """The morning, afternoon, evening or night of a day."""
    part = group(match, "part") or ""
    rest = (group(match, "rest") or "").strip()
    if rest in ("", "this", "mid", "mid-"):
        found: Resolved | None = Resolved.of_day(scope.now)
    elif rest == "last":
        found = Resolved.of_day(scope.now - DAY)
    elif rest in ("that", "the", "the previous", "the next", "the following"):
        step = {"the previous": -DAY, "the next": DAY, "the following": DAY}.get(rest, 0 * DAY)
        found = Resolved.of_day(scope.previous_single_day() + step)
    else:
        found = scope.rest(match)
    code = names("parts").get(part, "NI")
    return Resolved(f"{found.value[:10]}T{code}", found.range) if found else None


def clock(match: re.Match[str], scope: Scope) -> Resolved | None:
    """An hour of a day: of the day named with it, or else told last, or else today."""
    found = scope.rest(match) or Resolved.of_day(scope.previous_single_day())
    return Resolved(f"{found.value[:10]}T{_hour(match['time'].lower())}", found.range)


def _hour(time: str) -> str:
    zone = "Z" if re.search(r"\b(?:gmt|utc)\b", time) else ""
    if time.startswith(("noon", "midday")):
        return "12:00" + zone
    if time.startswith("midnight"):
        return "24:00" + zone
    is_late = re.search(r"p\.?\s?m|afternoon|evening", time)
    figures = re.match(r"(\d{1,2})[:.]?(\d\d)?", time)
    hour, minute = (int(figures[1]), figures[2] or "00") if figures else (0, "00")
    if is_late and hour < 12:
        hour += 12
    if re.search(r"\da\.?\s?m|\sa\.?\s?m", time) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}{zone}"


def around(match: re.Match[str], scope: Scope) -> Resolved | None:
    """ "Around" a day is that day with its neighbours."""
    found = scope.rest(match)
    if not (found and found.range and found.range.earliest and found.range.latest):
        return found
    return Resolved(found.value, DateRange(found.range.earliest - DAY, found.range.latest + DAY))


def day_of_month(match: re.Match[str], scope: Scope) -> Resolved | None:
    """ "The 15th of next month"."""
    month = scope.rest(match)
    if not (month and month.range and month.range.earliest):
        return None
    first = month.range.earliest
    found = make_day(first.year, first.month, parse_ordinal(match["day"]))
    return Resolved.of_day(found) if found else None


def feast(match: re.Match[str], scope: Scope) -> Resolved | None:
    """A feast in the year named, or the nearest one that fits "last" or the tense."""
    code = names("feasts")[(group(match, "feast") or "").replace("’", "'")]
    if year := group(match, "year"):
        return Resolved.of_day(_feast_day(code, int(year)))
    years = (scope.now.year - 1, scope.now.year, scope.now.year + 1)
    days = [_feast_day(code, y) for y in years]
    which = group(match, "which")
    if which == "last":
        return Resolved.of_day(max(d for d in days if d < scope.now))
    if which == "next":
        return Resolved.of_day(min(d for d in days if d > scope.now))
    return Resolved.of_day(nearest(days, scope.now, scope.tense(), scope.weight(AGAINST_TENSE)))


def _feast_day(code: str, year: int) -> datetime.date:
    if code[0].isdigit():
        return datetime.date.fromisoformat(f"{year:04d}-{code}")
    if code in ("easter", "good-friday"):
        return _easter(year) - (2 if code == "good-friday" else 0) * DAY
    if code == "thanksgiving":
        return weekday_near(datetime.date(year, 11, 21), THURSDAY, after=True)
    if code == "election":
        return weekday_near(datetime.date(year, 11, 1), 1, after=True)
    last = datetime.date(year, 5, 31) if code == "memorial" else datetime.date(year, 9, 7)
    return weekday_near(last, 0, after=False)


def _easter(year: int) -> datetime.date:
    """The Gregorian reckoning of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    months, days = divmod(h + offset - 7 * ((a + 11 * h + 22 * offset) // 451) + 114, 31)
    return datetime.date(year, months, days + 1)


def distance(match: re.Match[str], scope: Scope) -> Resolved | None:
    """So many units before or after now, a day named, or the day told last."""
    from_now = match["way"].lower() in ("ago", "hence") or "now" in match["way"].lower()
    ahead = match["way"].lower() not in ("ago", "earlier", "before", "previously")
    number = _count(group(match, "number"))
    if number is None:
        return Resolved("FUTURE_REF" if ahead else "PAST_REF")
    unit = parse_unit(match["unit"])
    if unit in ("second", "minute", "hour"):
        return Resolved.of_day(scope.now) if from_now else None
    rest = scope.rest(match)
    base = rest.range.earliest if rest and rest.range else None
    base = base or (scope.now if from_now else scope.previous_day())
    if number != int(number):
        number, unit = number * (12 if unit == "year" else 1), "month" if unit == "year" else unit
    if (number, unit, ahead) == (1, "year", False) and scope.tells_of_quarter():
        return scope.year_before_period()
    found = shift(base, unit, int(number) * (1 if ahead else -1))
    return Resolved.of(value_of(found, "day" if rest else unit))


def _count(phrase: str | None) -> float | None:
    if phrase is None:
        return None
    number = 1 if phrase == "the" else parse_number(phrase)
    return None if number == MANY else number
