"""A clue: words of the report that make some days likelier than others as its own."""

from dataclasses import dataclass

import numpy as np

from backchannel.dating.axis import COUNT, Days, Weights
from backchannel.types import Quote

# A day counts as told by a clue that makes it at most so much less likely than its likeliest one
# (a logarithm: seven times).
NEAR = 2.0


@dataclass(frozen=True, eq=False)
class Clue:
    """What some words tell of the day, as the logarithm of how likely each day is by them.

    A clue that tells nothing would give each day the same: 0.
    """

    quote: Quote
    explanation: str
    odds: Weights

    def bears_out(self) -> Days:
        """The days that the clue speaks for: likelier than by no clue, and near the likeliest."""
        return self.odds >= max(0.0, float(self.odds.max()) - NEAR)


def clue(quote: Quote, explanation: str, weights: Weights | Days, doubt: float) -> Clue:
    """A clue that is right but for `doubt`, and then spreads by `weights` over the days."""
    share = np.asarray(weights, dtype=np.float64)
    total = share.sum()
    spread = (1.0 - doubt) * share / total * COUNT + doubt if total > 0 else np.ones(COUNT)
    return Clue(quote, explanation, np.log(spread))
