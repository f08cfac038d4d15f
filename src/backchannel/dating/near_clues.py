"""Clues in days and months told without a year: what is lately over, what is soon due."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from backchannel.dating.axis import (
    COUNT,
    YEARS,
    Days,
    Weights,
    days_of_month,
    index_of,
    months,
    since_latest,
    steps,
    until_next,
    weekdays,
)
from backchannel.dating.clues import Clue, clue
from backchannel.dating.mentions import REFERENCE_DAY, Mentioned, quote_of
from backchannel.reading.calendar import DAY, make_day
from backchannel.reading.marks import Layout
from backchannel.reading.time_words import parse_day, words
from backchannel.reading.times import resolve_span
from backchannel.types import Report, Span

# How old the latest day told as past is, how far the next one told as to come: shares of 149 and 68
# reports of six collections. Beyond the last limit lies a year. For months: of 164 and 38 reports,
# counted from where the month begins.
LATELY_OVER = steps((50, 0.74), (100, 0.10), (200, 0.08), (366, 0.08))
SOON_DUE = steps((30, 0.79), (60, 0.09), (120, 0.08), (366, 0.04))
MONTH_OVER = steps((30, 0.06), (120, 0.50), (250, 0.32), (366, 0.12))
MONTH_DUE = steps((30, 0.30), (120, 0.35), (366, 0.35))
# Each of several: a day without a year is seldom older than 200 days (1 of 142), or further ahead
# (2 of 239).
OVER = steps((200, 0.85), (366, 0.15))
DUE = steps((200, 0.99), (366, 0.01))
MANY = 4
DOUBT = 0.02
# A dateline bears the day of its own place: of 467 reports of the collection with both, 434 have
# the day of publication there, 29 the day after it, 4 the day before. All three are kept.
DATELINE = {-1: 0.25, 0: 0.5, 1: 0.25}
DOUBT_OF_DATELINE = 0.005
# A weekday with its day ("Monday, Nov. 6") picks years; the report is near it: in 24 of 25 such.
BESIDE = steps((10, 0.6), (60, 0.25), (200, 0.15))
Profile = Callable[[NDArray[np.int64]], Weights]
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)"
    r"|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_PAIR = re.compile(
    rf"\b(?i:(?P<weekday>{_WEEKDAY})day),?\s+(?:the\s+)?(?i:(?P<month>{_MONTH}))\s+(?P<day>\d\d?)\b"
    r"(?!,?\s*\d\d\d\d)"
)
# "Sept. 6", "6 September", "Saturday": words that name a day rather than count to it.
NAMED_DAY = re.compile(
    rf"\b{_WEEKDAY}day\b|\b{_MONTH}\s+\d\d?\b|\b\d\d?(?:st|nd|rd|th)?\s+{_MONTH}", re.IGNORECASE
)
_STEMS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def clue_of_dateline(report: Report, layout: Layout) -> Iterator[Clue]:
    """A dateline without a year gives the month and the day, or those of a day beside it."""
    if layout.dateline is None or layout.dateline.day is None:
        return
    span = layout.dateline.day
    found = resolve_span(report.text, span, span, REFERENCE_DAY, None)
    if found and found.range and (day := found.range.earliest):
        weights = np.zeros(COUNT)
        for distance, share in DATELINE.items():
            weights += share * is_of_calendar(day + distance * DAY)
        why = "the dateline gives month and day, or those of a day beside it"
        yield clue(quote_of(report, span), why, weights, DOUBT_OF_DATELINE)


def is_of_calendar(day: datetime.date) -> Days:
    """Whether each day is that of the calendar, in whichever year."""
    same: Days = (months() == day.month) & (days_of_month() == day.day)
    return same


def clues_of_yearless(mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    """Days and months without a year are near: past ones are over, those to come are not.

    Only where the verb that governs them settles it; by the tense around them 16 % of the past ones
    and 5 % of those to come were false. Of several, the nearest one is near.
    """
    told = [m for m in mentions if m.is_yearless]
    for has_day, over, due in ((True, LATELY_OVER, SOON_DUE), (False, MONTH_OVER, MONTH_DUE)):
        past = [m for m in told if m.is_surely_past and m.has_day == has_day]
        ahead = [m for m in told if m.is_surely_ahead and m.has_day == has_day]
        yield from _near(past, "told as past, so lately over", _over, (over, OVER))
        yield from _near(ahead, "told as still to come, so soon due", _due, (due, DUE))


def _near(
    mentions: Sequence[Mentioned],
    why: str,
    weigh: Callable[[Mentioned, Profile], Weights],
    profiles: tuple[Profile, Profile],
) -> Iterator[Clue]:
    """One clue for the nearest of all, and one for each of the others."""
    nearest, each = profiles
    if not mentions:
        return
    near: Weights = np.max([weigh(m, nearest) for m in mentions], axis=0)
    yield clue(mentions[0].quote, why, near, DOUBT)
    seen = {mentions[0].words} if len(mentions) == 1 else set()
    for mention in mentions[:MANY]:
        if mention.words not in seen:
            seen.add(mention.words)
            yield clue(mention.quote, why, weigh(mention, each), DOUBT)


def _over(mention: Mentioned, profile: Profile) -> Weights:
    return since_latest(firsts_of(mention), profile)


def _due(mention: Mentioned, profile: Profile) -> Weights:
    lasts = np.array([index_of(mention.in_year(year)[1]) for year in YEARS])
    return until_next(lasts, profile)


def firsts_of(mention: Mentioned) -> NDArray[np.int64]:
    """The first day of what is told in each year."""
    return np.array([index_of(mention.in_year(year)[0]) for year in YEARS])


def clues_of_weekdays_with_days(report: Report, layout: Layout) -> Iterator[Clue]:
    """ "Monday, Nov. 6" was told in a year in which that day is a Monday."""
    seen = set()
    for sentence in layout.sentences:
        for match in _PAIR.finditer(report.text, sentence.start, sentence.end):
            weekday = _STEMS.index(match["weekday"].lower())
            month = words("months")[match["month"].lower().rstrip(".")]
            day = make_day(REFERENCE_DAY.year, month, parse_day(match["day"]))
            if day is None or day in seen:
                continue
            seen.add(day)
            places = np.flatnonzero(is_of_calendar(day) & (weekdays() == weekday))
            near = since_latest(places, BESIDE) + until_next(places, BESIDE)
            why = "the day has this weekday in few years, and reports tell days near their own"
            yield clue(quote_of(report, Span(*match.span())), why, near, DOUBT)
