"""Clues from the record: what dated reports tell of the occasions that an undated one tells of."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from backchannel.dating.axis import COUNT, Weights, day_at, index_of
from backchannel.dating.clues import Clue, clue
from backchannel.dating.mentions import quote_of, sentence_at
from backchannel.dating.near_clues import LATELY_OVER, NAMED_DAY
from backchannel.reading.calendar import overlap
from backchannel.reading.marks import Layout
from backchannel.reading.nearby import inside
from backchannel.reading.times import resolve_span
from backchannel.reconcile.occasions import FEW, Occasion, is_narrow, occasions_of, steps_of
from backchannel.types import DateRange, Reading, Span, Timex
from backchannel.vocabularies import TimexType

# What happened is told for about a year.
REACH = 366
DOUBT = 0.3


def clues_of_record(
    reading: Reading, layout: Layout, known: Mapping[str, Sequence[Occasion]]
) -> Iterator[Clue]:
    """One clue for each occasion of the report of which other reports tell the day.

    The report is of a day on which its own words ("on Monday", "on Sept. 6") mean that day. `known`
    has the occasions that reports of a known day tell of, by their key.
    """
    evidence = {step.id: step.evidence for step in steps_of(reading)}
    for own in occasions_of(reading):
        same = {o.days: o for o in known.get(own.key, ()) if o.days and own.may_be(o)}
        time = _time_in(reading, [quote.span for quote in evidence[own.finding]])
        if time and 0 < len(same) <= FEW:
            weights = _weights(reading, layout, time, sorted(same, key=str))
            told = " or ".join(f"{days} ({same[days].report})" for days in sorted(same, key=str))
            why = f"other reports tell of it on {told}"
            yield clue(quote_of(reading.report, time.span), why, weights, DOUBT)


def _time_in(reading: Reading, spans: Sequence[Span]) -> Timex | None:
    """The first day named in these words."""
    kinds = (TimexType.DATE, TimexType.TIME)
    told = (t for s in spans for t in inside(reading.timexes, s) if t.type in kinds)
    text = reading.report.text
    return next((t for t in told if NAMED_DAY.search(text, t.span.start, t.span.end)), None)


def _weights(reading: Reading, layout: Layout, time: Timex, days: Sequence[DateRange]) -> Weights:
    """How likely each day is as that of a report that means one of these days by its words."""
    weights, sentence = np.zeros(COUNT), sentence_at(layout, time.span)
    shares = LATELY_OVER(np.arange(REACH))

    @cache
    def meant(index: int) -> DateRange | None:
        at = (reading.report.text, time.span, sentence or time.span, day_at(index))
        found = resolve_span(*at)
        return found.range if found and is_narrow(found.range) else None

    for told in days:
        first = index_of(told.earliest) if told.earliest else COUNT
        for distance, share in enumerate(shares[: COUNT - first]):
            if (by_words := meant(first + distance)) and overlap(by_words, told):
                weights[first + distance] += share
    return weights
