"""Find what a denial denies: in its own report what the reading says, elsewhere what fits best."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.ids import name_findings
from backchannel.reconcile.facts import overlap_of_days
from backchannel.reconcile.told import Told
from backchannel.types import Denial, Kind, Reading

# Chosen by hand: two parties named and one word of substance, or the like.
FITS = 3.0
# A denial answers what was reported lately.
ANSWERS_WITHIN_DAYS = 92


@dataclass(frozen=True, slots=True)
class Target:
    """A cluster that may be denied, with what its findings say together."""

    first: Told
    parties: frozenset[str]
    words: frozenset[str]


def find_targets(
    clusters: Iterable[Sequence[Told]], denials: Iterable[Told], readings: Iterable[Reading]
) -> Mapping[str, str]:
    """For each denial whose target is known, the first finding of the cluster that it denies."""
    own = items_of(readings)
    first_of: dict[str, str] = {}
    by_party: defaultdict[str, list[Target]] = defaultdict(list)
    for cluster in clusters:
        first_of |= {told.id: cluster[0].id for told in cluster}
        target = _target(cluster)
        for party in target.parties:
            by_party[party].append(target)
    found = {d.id: _target_of(d, own, first_of, by_party) for d in denials}
    return {denial: target for denial, target in found.items() if target}


def items_of(readings: Iterable[Reading]) -> Mapping[str, str]:
    """For each denial that names an item of its own report, that finding."""
    items: dict[str, str] = {}
    for reading in readings:
        names = name_findings(reading)
        items |= {names[d.id]: names[d.item] for d in reading.denials if d.item and d.item in names}
    return items


def _target(cluster: Sequence[Told]) -> Target:
    return Target(
        first=cluster[0],
        parties=frozenset(p for told in cluster for p in told.parties),
        words=frozenset(w for told in cluster for w in told.told_words | told.words),
    )


def _target_of(
    denial: Told,
    own: Mapping[str, str],
    first_of: Mapping[str, str],
    by_party: Mapping[str, Sequence[Target]],
) -> str | None:
    if denial.id in own:
        return first_of.get(own[denial.id])
    near = {t.first.id: t for p in denial.parties for t in by_party.get(p, ())}
    scored = sorted(((_fit(denial, t), t.first.id) for t in near.values()), reverse=True)
    clear = len(scored) == 1 or (scored and scored[0][0] > scored[1][0])
    return scored[0][1] if scored and clear and scored[0][0] >= FITS else None


def _fit(denial: Told, target: Target) -> float:
    """How well a denial fits; nothing fits that its denier is no party to, or that is long past."""
    finding = denial.finding
    if not isinstance(finding, Denial) or finding.by not in target.parties:
        return 0.0
    if overlap_of_days(denial.published, target.first.published) is False:
        age = (denial.age[0] - target.first.age[0]).days
        if not 0 <= age <= ANSWERS_WITHIN_DAYS:
            return 0.0
    named = denial.parties & target.parties
    shared = len(denial.words & target.words) / (len(denial.words) or 1)
    # A denial that a contact took place names the other side; most deny contacts.
    contact = 0.5 if target.first.kind is Kind.CONTACT else 0.0
    return len(named) + 2 * shared + contact
