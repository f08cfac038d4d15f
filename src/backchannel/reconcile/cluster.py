"""Join findings that match into clusters, the best match first, never against a clash."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.reconcile.block import candidate_pairs
from backchannel.reconcile.compare import LINKED, Match, compare
from backchannel.reconcile.groups import Groups
from backchannel.reconcile.rulings import NOTHING_RULED, Pair, Rulings, pair_of
from backchannel.reconcile.told import Told


@dataclass(frozen=True, slots=True)
class Clusters:
    """Findings that are one thing, each cluster oldest first, and the matches that joined them."""

    clusters: tuple[tuple[Told, ...], ...]
    links: tuple[Match, ...]


def cluster(told: Sequence[Told], rulings: Rulings = NOTHING_RULED) -> Clusters:
    """Cluster findings of any kinds; the order in which they are given makes no difference.

    What people have ruled comes first: no test parts what they have joined, or joins what they
    have parted.
    """
    by_id = {one.id: one for one in told}
    matches = (compare(left, right) for left, right in candidate_pairs(told))
    good = sorted(
        (m for m in matches if m.score >= LINKED), key=lambda m: (-m.score, m.left, m.right)
    )
    groups, alike = Groups(sorted(by_id)), Groups(sorted(by_id))
    for left, right in sorted(rulings.must):
        if left in by_id and right in by_id:
            groups.join(left, right)
            alike.join(left, right)
    clashes = Clashes(by_id, alike, rulings.cannot)
    links = tuple(match for match in good if _join(groups, match, clashes))
    clusters = (sorted((by_id[id] for id in group), key=lambda t: t.age) for group in groups.all())
    return Clusters(tuple(sorted(map(tuple, clusters), key=lambda c: c[0].age)), links)


def _join(groups: Groups[str], match: Match, clashes: "Clashes") -> bool:
    left, right = groups.members(match.left), groups.members(match.right)
    if left is right or clashes.between(left, right):
        return False
    groups.join(match.left, match.right)
    return True


@dataclass(frozen=True, slots=True)
class Clashes:
    """What speaks against joining two groups: a chain of likenesses drifts."""

    told: Mapping[str, Told]
    alike: Groups[str]  # what people have joined
    cannot: frozenset[Pair]

    def between(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether any two across the groups speak against one another.

        Findings that people have joined need only one among them that fits: the others may well
        differ, or nobody would have had to join them.
        """
        best: dict[Pair, float] = {}
        for a, b in itertools.product(left, tuple(right)):
            if pair_of(a, b) in self.cannot:
                return True
            sides = (self.alike.of(a), self.alike.of(b))
            score = compare(self.told[a], self.told[b]).score
            if score < 0 and len(self.alike.members(a)) == len(self.alike.members(b)) == 1:
                return True
            best[sides] = max(score, best.get(sides, score))
        return any(score < 0 for score in best.values())
