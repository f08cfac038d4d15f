"""The day of publication: as stated, or as far as the text allows it to be worked out."""

import datetime
from collections.abc import Iterator, Sequence

from backchannel.dating import near_clues, story_clues
from backchannel.dating.clues import Clue
from backchannel.dating.events import clues_of_eras, clues_of_events, find_dated_events
from backchannel.dating.mentions import mentions_of, quote_of
from backchannel.dating.solve import solve
from backchannel.dating.terms import clues_of_terms, find_terms
from backchannel.dating.year_clues import clues_of_years
from backchannel.reading.calendar import DAY
from backchannel.reading.marks import Layout, TimeMark
from backchannel.reading.times import resolve_span
from backchannel.types import DateRange, Dating, Reason, Report
from backchannel.vocabularies import DatingBasis

# An expression that resolves to one day from both of these names its year.
FAR_APART = (datetime.date(1950, 1, 15), datetime.date(2049, 8, 15))


def date_report(
    report: Report, layout: Layout, marks: tuple[TimeMark, ...], more: Sequence[Clue] = ()
) -> Dating:
    """The day of publication as stated, or else what the text and `more` clues allow."""
    if report.published:
        return Dating(DateRange.of_day(report.published), DatingBasis.STATED)
    if stated := _day_of_dateline(report, layout):
        return Dating(stated.range, DatingBasis.INFERRED, (stated,))
    return Dating(*_with_basis([*find_clues(report, layout, marks), *more]))


def _with_basis(
    clues: Sequence[Clue],
) -> tuple[DateRange | None, DatingBasis, tuple[Reason, ...]]:
    range_, reasons = solve(clues)
    return range_, DatingBasis.INFERRED, reasons


def _day_of_dateline(report: Report, layout: Layout) -> Reason | None:
    if layout.dateline is None or layout.dateline.day is None:
        return None
    span = layout.dateline.day
    days = [resolve_span(report.text, span, span, now, None) for now in FAR_APART]
    if days[0] is None or days[0] != days[1] or days[0].range is None:
        return None
    if (day := days[0].range.earliest) is None:
        return None
    told = DateRange(day - DAY, day + DAY)
    return Reason(quote_of(report, span), told, "the dateline gives the day, or one beside it")


def find_clues(report: Report, layout: Layout, marks: tuple[TimeMark, ...]) -> Iterator[Clue]:
    """Everything in the text that tells of the day of the report, the surest first."""
    mentions = mentions_of(report, layout, marks)
    events = find_dated_events(report, layout)
    yield from near_clues.clue_of_dateline(report, layout)
    yield from clues_of_terms(report, find_terms(report, layout))
    yield from clues_of_events(report, layout, events)
    yield from clues_of_eras(report, layout)
    yield from clues_of_years(report, layout, mentions)
    yield from near_clues.clues_of_weekdays_with_days(report, layout)
    yield from story_clues.clues_of_months_after(layout, mentions, events)
    yield from near_clues.clues_of_yearless(mentions)
    yield from story_clues.clues_of_stretches(report, mentions)
    yield from story_clues.clue_of_lead(report, layout, mentions)
    yield from story_clues.clues_of_the_month(report, mentions)
    yield from story_clues.clues_of_what_followed(report, mentions)
