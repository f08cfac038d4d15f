"""Join findings that match into clusters, the best match first, never against a clash."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.reconcile.block import candidate_pairs
from backchannel.reconcile.compare import LINKED, Match, compare
from backchannel.reconcile.groups import Groups
from backchannel.reconcile.told import Told


@dataclass(frozen=True, slots=True)
class Clusters:
    """Findings that are one thing, each cluster oldest first, and the matches that joined them."""

    clusters: tuple[tuple[Told, ...], ...]
    links: tuple[Match, ...]


def cluster(told: Sequence[Told]) -> Clusters:
    """Cluster findings of any kinds; the order in which they are given makes no difference."""
    by_id = {one.id: one for one in told}
    matches = (compare(left, right) for left, right in candidate_pairs(told))
    good = sorted(
        (m for m in matches if m.score >= LINKED), key=lambda m: (-m.score, m.left, m.right)
    )
    groups = Groups(sorted(by_id))
    links = tuple(match for match in good if _join(groups, match, by_id))
    clusters = (sorted((by_id[id] for id in group), key=lambda t: t.age) for group in groups.all())
    return Clusters(tuple(sorted(map(tuple, clusters), key=lambda c: c[0].age)), links)


def _join(groups: Groups[str], match: Match, told: Mapping[str, Told]) -> bool:
    left, right = groups.members(match.left), groups.members(match.right)
    if left is right or _clash(left, right, told):
        return False
    groups.join(match.left, match.right)
    return True


def _clash(left: Iterable[str], right: Iterable[str], told: Mapping[str, Told]) -> bool:
    """Whether any two across the groups speak against one another: a chain of likenesses drifts."""
    others = tuple(right)
    return any(compare(told[a], told[b]).score < 0 for a in left for b in others)
