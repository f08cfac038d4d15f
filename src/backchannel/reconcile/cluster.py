"""Join findings into clusters, the best match first, where on the whole more speaks for it."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backchannel.reconcile.block import candidate_pairs
from backchannel.reconcile.compare import Match, compare
from backchannel.reconcile.groups import Groups
from backchannel.reconcile.rulings import NOTHING_RULED, Pair, Rulings, pair_of
from backchannel.reconcile.told import Told

# Matches are kept that score more than this: of two groups that stayed apart by as little a person
# is asked, for by the weights one such pair in four is one thing.
NEAR = -1.0


@dataclass(frozen=True, slots=True)
class Clusters:
    """Findings that are one thing, each cluster oldest first, and the matches that joined them."""

    clusters: tuple[tuple[Told, ...], ...]
    links: tuple[Match, ...]


def cluster(told: Sequence[Told], rulings: Rulings = NOTHING_RULED) -> Clusters:
    """Cluster findings of any kinds; the order in which they are given makes no difference."""
    matches = (compare(left, right) for left, right in candidate_pairs(told))
    return join_matches(told, (m for m in matches if m.score > 0), rulings)


def join_matches(told: Sequence[Told], good: Iterable[Match], rulings: Rulings) -> Clusters:
    """Cluster findings by all matches among them that speak for joining.

    What people have ruled comes first: no test parts what they have joined, or joins what they
    have parted.
    """
    by_id = {one.id: one for one in told}
    ordered = sorted(good, key=lambda m: (-m.score, m.left, m.right))
    groups, alike = Groups(sorted(by_id)), Groups(sorted(by_id))
    for left, right in sorted(rulings.must):
        if left in by_id and right in by_id:
            groups.join(left, right)
            alike.join(left, right)
    known = {(match.left, match.right): match.score for match in ordered}
    sides = Sides(by_id, alike, rulings.cannot, known)
    links = tuple(match for match in ordered if _join(groups, match, sides))
    clusters = (sorted((by_id[id] for id in group), key=lambda t: t.age) for group in groups.all())
    return Clusters(tuple(sorted(map(tuple, clusters), key=lambda c: c[0].age)), links)


def _join(groups: Groups[str], match: Match, sides: "Sides") -> bool:
    left, right = groups.members(match.left), groups.members(match.right)
    if left is right or not sides.agree(left, right):
        return False
    groups.join(match.left, match.right)
    return True


@dataclass(frozen=True, slots=True)
class Sides:
    """What speaks for and against joining two groups."""

    told: Mapping[str, Told]
    alike: Groups[str]  # what people have joined
    cannot: frozenset[Pair]
    known: dict[Pair, float]  # the scores of the pairs compared so far

    def agree(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether nothing forbids that the two are one, and on average their findings fit.

        A chain of likenesses drifts, so every finding is asked. Findings that people have joined
        need only one among them that fits: the others may well differ, or nobody would have had to
        join them.
        """
        pairs = tuple(itertools.product(left, tuple(right)))
        if any(pair_of(a, b) in self.cannot for a, b in pairs):
            return False
        scores = tuple(self._scores(pairs))
        return sum(scores) / len(scores) > 0

    def _scores(self, pairs: Iterable[Pair]) -> Iterator[float]:
        """The best score between any two groups that people have joined."""
        best: dict[Pair, float] = {}
        for a, b in pairs:
            sides = (self.alike.of(a), self.alike.of(b))
            score = self._score(*pair_of(a, b))
            best[sides] = max(score, best.get(sides, score))
        yield from best.values()

    def _score(self, left: str, right: str) -> float:
        if (left, right) not in self.known:
            self.known[left, right] = compare(self.told[left], self.told[right]).score
        return self.known[left, right]
