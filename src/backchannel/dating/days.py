"""The day of publication: as stated, or as far as the text allows it to be worked out.

Bounds (explicit years, dated events, terms of office) leave a stretch of days. The conditions
(the weekday of "said Monday", months told as past or to come) are then put to each day of it. A
clue that would leave nothing is dropped, so that one misread phrase cannot empty the rest.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from backchannel.dating import bounds, conditions
from backchannel.dating.events import DatedEvent, find_dated_events
from backchannel.dating.mentions import Mentioned, mentions_of, quote_of
from backchannel.dating.terms import Term, find_terms
from backchannel.reading.calendar import DAY
from backchannel.reading.marks import Layout, TimeMark
from backchannel.reading.times import resolve_span
from backchannel.types import DateRange, Dating, Reason, Report
from backchannel.vocabularies import DatingBasis

YEAR = 366 * DAY
# Where one end is open, days are tried as far as this from the other.
FAR = 40 * YEAR
# An expression that resolves to one day from both of these names its year.
FAR_APART = (datetime.date(1950, 1, 15), datetime.date(2049, 8, 15))


def date_report(report: Report, layout: Layout, marks: tuple[TimeMark, ...]) -> Dating:
    """The day of publication as stated, or else what the text itself allows."""
    if report.published:
        return Dating(DateRange.of_day(report.published), DatingBasis.STATED)
    if stated := _day_of_dateline(report, layout):
        return Dating(stated.range, DatingBasis.INFERRED, (stated,))
    mentions = mentions_of(report, layout, marks)
    events, terms = find_dated_events(report, layout), find_terms(report, layout)
    stretch, binding = bounds.narrowed(
        (
            *bounds.bounds_of_events(report, layout, events),
            *bounds.bounds_of_terms(report, terms),
            *bounds.bounds_of_years(mentions),
        )
    )
    if stretch == DateRange(None, None):
        return Dating(None, DatingBasis.INFERRED)
    reasons = [Reason(b.quote, b.range, b.explanation) for b in binding]
    days, narrowing = sift(_days(stretch), _all_conditions(report, layout, mentions, events, terms))
    return Dating(_hull(days, stretch), DatingBasis.INFERRED, (*reasons, *narrowing))


def _day_of_dateline(report: Report, layout: Layout) -> Reason | None:
    if layout.dateline is None or layout.dateline.day is None:
        return None
    span = layout.dateline.day
    days = [resolve_span(report.text, span, span, now, None) for now in FAR_APART]
    if days[0] is None or days[0] != days[1] or days[0].range is None:
        return None
    if (day := days[0].range.earliest) is None:
        return None
    told = DateRange(day - conditions.ZONES, day + conditions.ZONES)
    return Reason(quote_of(report, span), told, "the dateline gives the day, or one beside it")


def _all_conditions(
    report: Report,
    layout: Layout,
    mentions: Sequence[Mentioned],
    events: Sequence[DatedEvent],
    terms: Sequence[Term],
) -> Iterator[conditions.Condition]:
    """The conditions on a day, the surest first."""
    yield from conditions.conditions_of_terms(report, terms)
    yield from conditions.condition_of_dateline(report, layout)
    yield from conditions.conditions_of_events(layout, mentions, events)
    yield from conditions.conditions_of_yearless(mentions)
    yield from conditions.conditions_of_pairs(report, mentions)
    yield from conditions.condition_of_lead(report, layout, mentions)
    yield from conditions.conditions_of_weekdays(report, mentions)
    yield from conditions.conditions_of_this_month(report, mentions)


def sift(
    days: Sequence[datetime.date], tests: Iterable[conditions.Condition]
) -> tuple[Sequence[datetime.date], list[Reason]]:
    """The days that pass, and a reason for each condition that sent days away."""
    reasons = []
    for test in tests:
        passing = [day for day in days if test.allows(day)]
        if passing and len(passing) < len(days):
            days = passing
            whole = DateRange(days[0], days[-1])
            reasons.append(Reason(test.quote, whole, test.explanation))
    return days, reasons


def _days(stretch: DateRange) -> list[datetime.date]:
    """The days to be tried: an open end is put far off."""
    first = stretch.earliest or (stretch.latest or datetime.date.max) - FAR
    last = stretch.latest or first + FAR
    return [first + i * DAY for i in range((last - first).days + 1)]


def _hull(days: Sequence[datetime.date], stretch: DateRange) -> DateRange:
    """The first and the last day left; an end that only its distance bounds stays open."""
    every = _days(stretch)
    is_open_before = stretch.earliest is None and days[0] - every[0] < YEAR
    is_open_after = stretch.latest is None and every[-1] - days[-1] < YEAR
    return DateRange(None if is_open_before else days[0], None if is_open_after else days[-1])
