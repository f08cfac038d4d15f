"""Clues in the years that a report tells: what is past, what is to come, which is the last."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from backchannel.dating.axis import Weights, within, years
from backchannel.dating.clues import Clue, clue
from backchannel.dating.mentions import Mentioned, quote_of
from backchannel.reading.marks import Layout
from backchannel.types import DateRange, Report, Span

# Of 1,283 years that a finite past verb governs, in 6,000 reports that nobody annotated, 15 were
# not of the past (governors.py); the ones told as to come are as sure.
DOUBT = 0.015
# A bare year told as past ("in 1986 exports fell") is seldom the running one: of 620 such in 1,800
# reports 9 were, and 195 the year before. This much likelier is any later year.
OVER = 10.0
_BARE = re.compile(r"(?:the\s+(?:whole\s+)?year\s+)?(?:19|20)\d\d")
_YEAR = re.compile(
    r"(?<![\d.,$£-])(?<!\bNo\. )(?P<year>19[3-9]\d|20[0-3]\d)"
    r"(?![\d%]|[.,]\d|\s+(?:tonnes|people|mln|dlrs))"
)
# How many years the report lies after the last year that it tells: shares of 2,769 reports of five
# collections, each collection counted alike. Where that year is told twice or the one before it is
# told too, it is nearer: the second row.
# So flattened, 97 % of the dev reports without a dateline hold their day; as measured, 95 %.
SOFTNESS = 0.7
AFTER_LAST: Sequence[tuple[int, int, float]] = (
    (-15, -10, 0.02), (-9, -6, 0.03), (-5, -4, 0.04), (-3, -3, 0.035), (-2, -2, 0.05),
    (-1, -1, 0.11), (0, 0, 0.17), (1, 1, 0.17), (2, 2, 0.10), (3, 3, 0.045), (4, 4, 0.03),
    (5, 5, 0.025), (6, 10, 0.075), (11, 20, 0.07), (21, 31, 0.04), (32, 60, 0.03),
)  # fmt: skip
AFTER_LAST_OF_SEVERAL: Sequence[tuple[int, int, float]] = (
    (-15, -10, 0.01), (-9, -4, 0.06), (-3, -3, 0.04), (-2, -2, 0.06), (-1, -1, 0.18),
    (0, 0, 0.32), (1, 1, 0.20), (2, 2, 0.06), (3, 3, 0.03), (4, 4, 0.015), (5, 10, 0.03),
    (11, 20, 0.01),
)  # fmt: skip


def clues_of_years(report: Report, layout: Layout, mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    """The latest year told as past, the earliest told as to come, and the last of all."""
    yield from _clue_of_past(mentions)
    yield from _clue_of_future(mentions)
    yield from _clue_of_last_year(report, layout)


def _clue_of_past(mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    past = [m for m in mentions if m.has_year and m.is_surely_past and m.first]
    for mention in sorted(past, key=lambda m: (m.first, m.quote.start))[-2:]:
        weights = within(DateRange(mention.first, None)).astype(float)
        if _BARE.fullmatch(mention.words):
            weights[years() == int(mention.words[-4:])] /= OVER
        yield clue(mention.quote, "told as past", weights, DOUBT)


def _clue_of_future(mentions: Sequence[Mentioned]) -> Iterator[Clue]:
    ahead = [m for m in mentions if m.has_year and m.is_surely_ahead and m.last]
    for mention in sorted(ahead, key=lambda m: (m.last, m.quote.start))[:2]:
        told = within(DateRange(None, mention.last))
        yield clue(mention.quote, "told as still to come", told, DOUBT)


def _clue_of_last_year(report: Report, layout: Layout) -> Iterator[Clue]:
    found = [
        Span(*match.span("year"))
        for sentence in layout.sentences
        for match in _YEAR.finditer(report.text, sentence.start, sentence.end)
    ]
    if not found:
        return
    told = Counter(int(report.text[s.start : s.end]) for s in found)
    last = max(told)
    is_sharp = told[last] > 1 or last - 1 in told
    table = AFTER_LAST_OF_SEVERAL if is_sharp else AFTER_LAST
    span = next(s for s in found if report.text[s.start : s.end] == str(last))
    yield clue(
        quote_of(report, span),
        "the last year that the report tells, and reports tell years near their own",
        _spread(years() - last, table),
        DOUBT,
    )


def _spread(distance: NDArray[np.int64], table: Sequence[tuple[int, int, float]]) -> Weights:
    weights = np.zeros(len(distance))
    for first, last, share in table:
        weights[(first <= distance) & (distance <= last)] = (share / (last - first + 1)) ** SOFTNESS
    return weights
