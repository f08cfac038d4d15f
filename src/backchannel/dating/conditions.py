"""Conditions on the day of an undated report: weekdays, and months told as past or to come.

Figures, behind each condition: how often it was told, how often the true day failed it, how often
it narrowed the answer, without datelines: in the 442 train reports, then in 6,000 reports that
nobody annotated. `conditions_of_weekdays`, `_of_this_month` and `_of_events` were written with the
seeds in view and are told in hardly any other report: no figure speaks for or against them.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backchannel.dating.events import DatedEvent
from backchannel.dating.mentions import REFERENCE_DAY, Mentioned, quote_of, sentence_at
from backchannel.dating.terms import Term
from backchannel.reading.calendar import DAY, first_of_month, weekday_near
from backchannel.reading.marks import Layout
from backchannel.reading.tense import Tense
from backchannel.reading.time_words import words
from backchannel.reading.times import resolve_span
from backchannel.types import Quote, Report, Span

# A day without a year, told as past, is of the same calendar year or at most this old (141 of 142
# in the train texts of TempEval-3 and MEANTIME); one to come is at most so far ahead (237 of 239
# there and in the train reports). One further off has its year, or "last", "next".
MAX_DAYS_WITHOUT_YEAR = 200
# The sentences at the top in which "said Monday" means the day of the report. A day counts as right
# that the report's own dateline bears. Train: 58 told, 1 false, 41 narrowed; others: 196, 10, 78.
LEAD = 3
# A dateline bears the day of its own place: of 467 reports of the collection with both, 434 have
# the day of publication there, 29 the day after it, 4 the day before.
ZONES = DAY
_SAID = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|reiterated|warned|added|stated)\b"
    r"(?:\s+(?!will|would|had)\w+){0,3}?\s+(?:on\s+)?\Z",
    re.IGNORECASE,
)
_EARLIER_THIS_MONTH = re.compile(r"\bearl(?:y|ier)\s+this\s+month")
_FOLLOWED = re.compile(r"\b(?:follow(?:ed|s|ing)|came\s+after|comes\s+after|previous|preceding)\b")
_PLACE = re.compile(r"\b[Ii]n\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2})")
_PAIR = re.compile(r"\b(?:between|from)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a day must fulfil if the report was published on it."""

    quote: Quote
    allows: Callable[[datetime.date], bool]
    explanation: str


def conditions_of_terms(report: Report, terms: Sequence[Term]) -> Iterator[Condition]:
    """Of an office that was held twice, the days between do not count."""
    for term in terms:
        if len(term.terms) > 1:
            yield Condition(quote_of(report, term.span), term.covers, f"{term.name} is in office")


def condition_of_dateline(report: Report, layout: Layout) -> Iterator[Condition]:
    """A dateline without a year gives the month and the day, or those of a day beside it."""
    if layout.dateline is None or layout.dateline.day is None:
        return
    span = layout.dateline.day
    found = resolve_span(report.text, span, span, REFERENCE_DAY, None)
    if found and found.range and (day := found.range.earliest):
        told = {(near.month, near.day) for near in (day - ZONES, day, day + ZONES)}
        yield Condition(
            quote_of(report, span),
            lambda tried: (tried.month, tried.day) in told,
            "the dateline gives month and day, or those of a day beside it",
        )


def conditions_of_events(
    layout: Layout, mentions: Sequence[Mentioned], events: Sequence[DatedEvent]
) -> Iterator[Condition]:
    """A month told in one sentence with a dated event is the first one from the event on.

    Told in none of the 6,442 reports, now that "last Sunday" is no month.
    """
    for event in events:
        start, sentence = event.days.earliest, sentence_at(layout, event.span)
        for mention in mentions:
            if start is None or mention.sentence != sentence:
                continue
            is_last = _is_last_month_named(mention.words)
            if is_last or (mention.is_yearless and mention.tense is not Tense.UNKNOWN):
                why = f"in the year that followed the {event.name}"
                first = first_of_month(start.year, start.month)
                yield Condition(mention.quote, _in_the_year_from(first, mention, is_last), why)


def _is_last_month_named(phrase: str) -> bool:
    """ "last February", not "last week"."""
    return phrase.startswith("last ") and phrase[5:].strip(" .") in words("months")


def _in_the_year_from(
    first: datetime.date, mention: Mentioned, is_last: bool
) -> Callable[[datetime.date], bool]:
    def allows(day: datetime.date) -> bool:
        if is_last:
            month = mention.in_year(day.year)[0].month
            instance = first_of_month(day.year - (month >= day.month), month)
        elif mention.tense is Tense.FUTURE:
            instance = mention.next_after(day)
        else:
            instance = mention.latest_before(day)
        return 0 <= (instance - first).days < 365

    return allows


def conditions_of_yearless(mentions: Sequence[Mentioned]) -> Iterator[Condition]:
    """Days and months without a year are near: past ones are over, those to come are not.

    Only where the verb that governs them settles it; by the tense around them 16 % of the past ones
    and 5 % of those to come were false. Train: past 51 told, 1 false, 38 narrowed, to come 32, 0,
    24; others: past 295, 12, 71, to come 216, 8, 42.
    """
    for mention in mentions:
        if mention.is_yearless and mention.is_surely_past and mention.has_day:
            yield Condition(mention.quote, _is_lately_over(mention), "told as past")
        elif mention.is_yearless and mention.is_surely_ahead:
            yield Condition(mention.quote, _is_soon_due(mention), "told as still to come")


def _is_lately_over(mention: Mentioned) -> Callable[[datetime.date], bool]:
    def allows(day: datetime.date) -> bool:
        instance = mention.latest_before(day)
        return instance.year == day.year or (day - instance).days <= MAX_DAYS_WITHOUT_YEAR

    return allows


def _is_soon_due(mention: Mentioned) -> Callable[[datetime.date], bool]:
    def allows(day: datetime.date) -> bool:
        return (mention.next_after(day) - day).days <= MAX_DAYS_WITHOUT_YEAR

    return allows


def conditions_of_pairs(report: Report, mentions: Sequence[Mentioned]) -> Iterator[Condition]:
    """ "Between September and November", told as past, lies in one stretch that has begun.

    Train: 1 told, 0 false, 0 narrowed; others: 24, 0, 4.
    """
    for left, right in pairwise(mentions):
        opening = report.text[max(0, left.quote.start - 9) : left.quote.start]
        gap = report.text[left.quote.end : right.quote.start].strip().lower()
        is_pair = _PAIR.search(opening) and gap in ("and", "to", "through")
        is_past = left.tense is Tense.PAST and right.tense is not Tense.FUTURE
        if is_pair and is_past and left.is_yearless and right.is_yearless:
            quote = quote_of(report, Span(left.quote.start, right.quote.end))
            yield Condition(quote, _is_in_order(left, right), "a stretch told as past")


def _is_in_order(left: Mentioned, right: Mentioned) -> Callable[[datetime.date], bool]:
    return lambda day: left.latest_before(day) <= right.latest_before(day)


def condition_of_lead(
    report: Report, layout: Layout, mentions: Sequence[Mentioned]
) -> Iterator[Condition]:
    """ "Sources said Monday" at the top of a report: it was published that day."""
    for mention in mentions:
        number = words("weekdays").get(mention.words)
        is_lead = mention.sentence in layout.sentences[:LEAD]
        if number is not None and is_lead and _is_said(report, mention):
            why = "what is said at the top was said on the day of the report"
            yield Condition(mention.quote, _is_weekday(number), why)
            return


def _is_weekday(number: int) -> Callable[[datetime.date], bool]:
    return lambda day: day.weekday() == number


def _is_said(report: Report, mention: Mentioned) -> bool:
    before = report.text[mention.sentence.start : mention.quote.start]
    return _SAID.search(before) is not None


def conditions_of_weekdays(report: Report, mentions: Sequence[Mentioned]) -> Iterator[Condition]:
    """Past weekdays and "this month" told of one place tell of one event: the days lie in it.

    Told in none of the 6,442 reports: only the seed's tests and our own speak for it.
    """
    told = [m for m in mentions if m.words.endswith("this month") and m.tense is Tense.PAST]
    places = {place for m in told for place in _places(report.text, m.sentence)}
    for mention in mentions:
        number = words("weekdays").get(mention.words)
        if number is None or mention.tense is not Tense.PAST or _is_said(report, mention):
            continue
        if places & _places(report.text, mention.sentence):
            yield Condition(
                mention.quote,
                _has_last_in_month(number),
                "the last such day lies in the month that the report calls this month",
            )


def _has_last_in_month(weekday: int) -> Callable[[datetime.date], bool]:
    return lambda day: weekday_near(day - DAY, weekday, after=False).month == day.month


def _places(text: str, sentence: Span) -> set[str]:
    return {m[1] for m in _PLACE.finditer(text, sentence.start, sentence.end)}


def conditions_of_this_month(report: Report, mentions: Sequence[Mentioned]) -> Iterator[Condition]:
    """What came "earlier this month" followed something on a day of another month, if so told.

    Told in none of the 6,442 reports. Without "followed" it was told 12 times, 9 of them false.
    """
    if not any(_EARLIER_THIS_MONTH.search(m.words) for m in mentions):
        return
    for mention in mentions:
        before = report.text[mention.sentence.start : mention.quote.start]
        if mention.is_yearless and mention.has_day and _FOLLOWED.search(before):
            yield Condition(
                mention.quote,
                _is_over_before_this_month(mention),
                "followed by what the report puts in this month, so lately past, not of this month",
            )


def _is_over_before_this_month(mention: Mentioned) -> Callable[[datetime.date], bool]:
    month, is_over = mention.in_year(REFERENCE_DAY.year)[0].month, _is_lately_over(mention)
    return lambda day: day.month != month and is_over(day)
