"""Find what a denial denies: in its own report what the reading says, elsewhere what fits best."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.ids import name_findings
from backchannel.reconcile.ranges import overlap_of_days
from backchannel.reconcile.told import Told
from backchannel.rules.loading import load_table
from backchannel.types import DateRange, Denial, Reading

# Of the denials on the train split whose item was taken away, 3.5 finds 15 of 41 and names a wrong
# entry for 11 of 87; on dev it finds 2 of 12 and names 3 wrong of 34.
FITS = 3.5
# A denial answers what was reported lately.
ANSWERS_WITHIN_DAYS = 92


@dataclass(frozen=True, slots=True)
class Target:
    """A cluster that may be denied, with what its findings say together."""

    first: Told
    parties: frozenset[str]
    words: frozenset[str]
    places: tuple[frozenset[str], ...]
    days: tuple[DateRange, ...]
    origins: int


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
        words=frozenset(w for told in cluster for w in told.all_words),
        places=tuple(told.place_words for told in cluster if told.place_words),
        days=tuple(told.days for told in cluster if told.days),
        origins=len({told.origin for told in cluster}),
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
    fits = [(fit(denial, t), t.origins, t.first.id) for t in near.values() if _can_deny(denial, t)]
    best = max(fits, default=(0.0, 0, ""))
    return best[2] if best[0] >= FITS else None


def _can_deny(denial: Told, target: Target) -> bool:
    """A party denies what it is said to have done, and what was reported lately."""
    finding = denial.finding
    if not isinstance(finding, Denial) or finding.by not in target.parties:
        return False
    if not denial.published or not target.first.published:
        return True
    age = (denial.age[0] - target.first.age[0]).days
    same_time = overlap_of_days(denial.published, target.first.published)
    return bool(same_time) or 0 <= age <= ANSWERS_WITHIN_DAYS


def fit(denial: Told, target: Target) -> float:
    """How well a denial fits: a point a party named, up to two for shared words, and more."""
    named = len(denial.parties & target.parties)
    shared = len(denial.words & target.words) / (len(denial.words) or 1)
    place = 1.0 if any(words <= denial.words for words in target.places) else 0.0
    return (
        min(named, 2) + 2 * shared + place + _kind_fit(denial, target) + _time_fit(denial, target)
    )


def _kind_fit(denial: Told, target: Target) -> float:
    """More for the kind of thing that the words of the denial show, less for another."""
    words = set(re.findall(r"\w+", denial.about.lower()))
    shown = {
        kind for kind, signs in load_table("reconcile")["denied"].items() if words & set(signs)
    }
    return 0.0 if not shown else 1.5 if target.first.kind in shown else -1.0


def _time_fit(denial: Told, target: Target) -> float:
    meets = [overlap_of_days(denial.meant, days) for days in target.days]
    if denial.meant is None or not meets:
        return 0.0
    return 1.0 if any(meets) else -3.0
