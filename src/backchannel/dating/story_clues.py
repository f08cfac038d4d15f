"""Clues in how a report tells its story: said on a weekday, "earlier this month", a stretch.

All but the first were written with the seeds in view and are told in hardly any other report
(docs/decisions/0007-dating.md): no figure speaks for or against them.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from backchannel.dating.axis import (
    COUNT,
    Days,
    Weights,
    days_of_month,
    index_of,
    months,
    since_latest,
    weekdays,
)
from backchannel.dating.clues import Clue, clue
from backchannel.dating.events import DatedEvent
from backchannel.dating.mentions import REFERENCE_DAY, Mentioned, quote_of, sentence_at
from backchannel.dating.near_clues import firsts_of
from backchannel.reading.calendar import first_of_month
from backchannel.reading.marks import Layout
from backchannel.reading.tense import Tense
from backchannel.reading.time_words import words
from backchannel.types import Report, Span

# The sentences at the top in which "said Monday" means the day of the report. A day counts as right
# that the report's own dateline bears. Train: 58 told, 1 false; others: 196, 10.
LEAD = 3
DOUBT_OF_LEAD = 0.01
SAID_AGO = np.array([0.95, 0.02, 0.01, 0.005, 0.005, 0.005, 0.005])
DOUBT = 0.01
# A day told without its year is at most this old, if it is not of the same year (141 of 142 in the
# train texts of TempEval-3 and MEANTIME).
MAX_DAYS_WITHOUT_YEAR = 200
_YEAR = 365
_SAID = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|reiterated|warned|added|stated)\b"
    r"(?:\s+(?!will|would|had)\w+){0,3}?\s+(?:on\s+)?\Z",
    re.IGNORECASE,
)
_EARLIER_THIS_MONTH = re.compile(r"\bearl(?:y|ier)\s+this\s+month")
_FOLLOWED = re.compile(r"\b(?:follow(?:ed|s|ing)|came\s+after|comes\s+after|previous|preceding)\b")
_PLACE = re.compile(r"\b[Ii]n\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2})")
_PAIR = re.compile(r"\b(?:between|from)\s+\Z", re.IGNORECASE)


def clue_of_lead(report: Report, layout: Layout, mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    """ "Sources said Monday" at the top of a report: it was published that day."""
    for mention in mentions:
        number = words("weekdays").get(mention.words)
        is_lead = mention.sentence in layout.sentences[:LEAD]
        if number is not None and is_lead and _is_said(report, mention):
            why = "what is said at the top was said on the day of the report"
            ago = (weekdays() - number) % 7
            yield clue(mention.quote, why, SAID_AGO[ago], DOUBT_OF_LEAD)
            return


def _is_said(report: Report, mention: Mentioned) -> bool:
    before = report.text[mention.sentence.start : mention.quote.start]
    return _SAID.search(before) is not None


def clues_of_the_month(report: Report, mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    """Past weekdays and "this month" told of one place tell of one event: the days lie in it."""
    told = [m for m in mentions if m.words.endswith("this month") and m.tense is Tense.PAST]
    places = {place for m in told for place in _places(report.text, m.sentence)}
    for mention in mentions:
        number = words("weekdays").get(mention.words)
        if number is None or mention.tense is not Tense.PAST or _is_said(report, mention):
            continue
        if places & _places(report.text, mention.sentence):
            ago = (weekdays() - number - 1) % 7 + 1
            why = "the last such day lies in the month that the report calls this month"
            yield clue(mention.quote, why, days_of_month() > ago, DOUBT)


def _places(text: str, sentence: Span) -> set[str]:
    return {m[1] for m in _PLACE.finditer(text, sentence.start, sentence.end)}


def clues_of_what_followed(report: Report, mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    """What came "earlier this month" followed something on a day of another month, if so told.

    Without "followed" it was told 12 times in the train reports, 9 of them falsely.
    """
    if not any(_EARLIER_THIS_MONTH.search(m.words) for m in mentions):
        return
    for mention in mentions:
        before = report.text[mention.sentence.start : mention.quote.start]
        if mention.is_yearless and mention.has_day and _FOLLOWED.search(before):
            month = mention.in_year(REFERENCE_DAY.year)[0].month
            why = "followed by what the report puts in this month, so lately past, not of this one"
            lately = since_latest(firsts_of(mention), _is_lately)
            yield clue(mention.quote, why, (lately > 0) & (months() != month), DOUBT)


def _is_lately(distance: NDArray[np.int64]) -> Weights:
    return np.where(distance <= MAX_DAYS_WITHOUT_YEAR, 1.0, 0.0)


def clues_of_stretches(report: Report, mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    """ "Between September and November", told as past, lies in one stretch that has begun.

    Told in 24 of 6,000 reports that nobody annotated, false in none.
    """
    for left, right in pairwise(mentions):
        opening = report.text[max(0, left.quote.start - 9) : left.quote.start]
        gap = report.text[left.quote.end : right.quote.start].strip().lower()
        is_pair = _PAIR.search(opening) and gap in ("and", "to", "through")
        is_past = left.tense is Tense.PAST and right.tense is not Tense.FUTURE
        if is_pair and is_past and left.is_yearless and right.is_yearless:
            quote = quote_of(report, Span(left.quote.start, right.quote.end))
            since = [_since(firsts_of(m)) for m in (left, right)]
            yield clue(quote, "a stretch told as past", since[0] >= since[1], DOUBT)


def _since(places: NDArray[np.int64]) -> NDArray[np.float64]:
    return since_latest(places, lambda distance: distance.astype(float))


def clues_of_months_after(
    layout: Layout, mentions: Sequence[Mentioned], events: Sequence[DatedEvent]
) -> Iterator[Clue]:
    """A month told in one sentence with a dated event is the first one from the event on.

    With an event that is known by its number, any month; else only its own: "launched last May".
    """
    for event in events:
        start, sentence = event.days.earliest, sentence_at(layout, event.span)
        for mention in mentions:
            if start is None or mention.sentence != sentence or not _dates_others(event):
                continue
            is_last = _is_last_month_named(mention.words)
            is_own = _is_day_of(mention, start)
            is_told = mention.is_yearless and mention.tense is not Tense.UNKNOWN
            if (is_last or is_told) and (is_own or event.is_anchor):
                why = f"in the year that followed the {event.name}"
                first = first_of_month(start.year, start.month)
                yield clue(mention.quote, why, _tell_it(first, mention, is_last), DOUBT)


def _is_day_of(mention: Mentioned, day: datetime.date) -> bool:
    """Whether it tells the month, or the day itself, of what happened on a day."""
    first, last = mention.in_year(day.year)
    return first <= day <= last


def _dates_others(event: DatedEvent) -> bool:
    return event.is_anchor or not (event.is_lasting or event.is_announced)


def _is_last_month_named(phrase: str) -> bool:
    """ "last February", not "last week"."""
    return phrase.startswith("last ") and phrase[5:].strip(" .") in words("months")


def _tell_it(first: datetime.date, mention: Mentioned, is_last: bool) -> Days:
    """The days on which the month that is told is the first one from a day on."""
    told, start = np.zeros(COUNT, dtype=bool), index_of(first)
    for place in range(max(0, start - _YEAR), min(COUNT, start + 3 * _YEAR)):
        day = first + datetime.timedelta(days=place - start)
        if is_last:
            month = mention.in_year(day.year)[0].month
            instance = first_of_month(day.year - (month >= day.month), month)
        elif mention.tense is Tense.FUTURE:
            instance = mention.next_after(day)
        else:
            instance = mention.latest_before(day)
        told[place] = 0 <= (instance - first).days < _YEAR
    return told
