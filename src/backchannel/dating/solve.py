"""The clues put together: the likeliest days, and what each clue did for them.

Each clue gives a likelihood to each day; they multiply. What remains are the likeliest days that
have a set share of the whole between them, so that one misread phrase is outvoted by others rather
than obeyed, and two equals in conflict leave both their days open.
"""

from collections.abc import Sequence

import numpy as np

from backchannel.dating.axis import COUNT, Days, Weights, day_at
from backchannel.dating.clues import Clue
from backchannel.types import DateRange, Reason

# The odds are sharpened by so much, and this share of the likelihood is kept. Chosen on train among
# 18 pairs as the narrowest with more than 98 % inside (docs/decisions/0007-dating.md).
SHARPNESS = 1.2
SHARE = 0.90
# A range that ends so near the axis' own end is open there.
OPEN = 366
# A clue is told if so much of the likelihood outside the range went away by it, or by which the
# range is less likely than a day picked blindly is.
TOLD = 0.01
AGAINST = -2.0
OUTWEIGHED = "outweighed by the rest"


def solve(clues: Sequence[Clue]) -> tuple[DateRange | None, tuple[Reason, ...]]:
    """The range of the likeliest days, with the clues that made it and those that speak against it.

    Each kind of reason comes in the order in which the clues are given.
    """
    kept = _likeliest(_chances(clues))
    range_ = _range_of(kept)
    if range_ == DateRange(None, None):
        return None, ()
    inside = np.zeros(COUNT, dtype=bool)
    places = np.flatnonzero(kept)
    inside[places[0] : places[-1] + 1] = True
    return range_, (*_supporting(clues, inside, range_), *_contradicting(clues, inside, range_))


def _chances(clues: Sequence[Clue]) -> Weights:
    total = SHARPNESS * np.sum([c.odds for c in clues], axis=0) if clues else np.zeros(COUNT)
    chances = np.exp(total - total.max())
    whole: Weights = chances / chances.sum()
    return whole


def _likeliest(chances: Weights) -> Days:
    """The days above the level at which they have the share between them; ties stay together."""
    ordered = np.sort(chances)[::-1]
    level = ordered[min(int(np.searchsorted(np.cumsum(ordered), SHARE)), COUNT - 1)]
    kept: Days = chances >= level * (1 - 1e-9)
    return kept


def _range_of(kept: Days) -> DateRange:
    places = np.flatnonzero(kept)
    first, last = int(places[0]), int(places[-1])
    return DateRange(
        None if first < OPEN else day_at(first), None if last >= COUNT - OPEN else day_at(last)
    )


def _supporting(clues: Sequence[Clue], inside: Days, range_: DateRange) -> list[Reason]:
    """The clues by which the likelihood outside the range shrank, one after the other."""
    reasons, outside = [], 1.0 - inside.mean()
    for n, one in enumerate(clues, start=1):
        left = 1.0 - float(_chances(clues[:n])[inside].sum())
        if outside - left > TOLD:
            reasons.append(Reason(one.quote, _own_range(one, inside, range_), one.explanation))
        outside = left
    return reasons


def _contradicting(clues: Sequence[Clue], inside: Days, range_: DateRange) -> list[Reason]:
    return [
        Reason(c.quote, _own_range(c, inside, range_), f"{OUTWEIGHED}: {c.explanation}")
        for c in clues
        if float(c.odds[inside].max()) < AGAINST
    ]


def _own_range(one: Clue, inside: Days, range_: DateRange) -> DateRange:
    """The days that the clue bears out, as far as they touch the range or lie nearest to it."""
    likely = one.bears_out()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], likely.view(np.int8), [0]))))
    runs = edges.reshape(-1, 2)
    where = np.flatnonzero(inside)
    first, last = int(where[0]), int(where[-1])
    touching = runs[(runs[:, 0] <= last) & (runs[:, 1] > first)]
    if not len(touching):
        gaps = np.maximum(runs[:, 0] - last, first - runs[:, 1] + 1)
        touching = runs[[int(np.argmin(gaps))]]
    start, end = int(touching[0][0]), int(touching[-1][1]) - 1
    return DateRange(
        None if start == 0 else day_at(start), None if end == COUNT - 1 else day_at(end)
    )
