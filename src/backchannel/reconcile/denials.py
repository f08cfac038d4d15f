"""Find what a denial denies: in its own report what the reading says, elsewhere what fits best."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from backchannel.ids import name_findings, number_of
from backchannel.reconcile.claims import credit_outlets
from backchannel.reconcile.ranges import overlap_of_days
from backchannel.reconcile.told import Told
from backchannel.rules.loading import load_table
from backchannel.types import DateRange, Denial, Reading
from backchannel.vocabularies import Kind

# Of the denials on the train split whose item was taken away, 3.5 finds 15 of 41 and names a wrong
# entry for 11 of 87; on dev it finds 2 of 12 and names 3 wrong of 34.
FITS = 3.5
# A denial answers what was reported lately.
ANSWERS_WITHIN_DAYS = 92
# A target has some 25 words: of other words nine in ten are seen to be others.
BITS = 256


@dataclass(frozen=True, slots=True)
class Target:
    """A cluster that may be denied, by its first finding, with what its findings say together."""

    finding: str
    kind: Kind
    published: DateRange | None
    parties: frozenset[str]
    words: frozenset[str]
    places: tuple[frozenset[str], ...]
    days: tuple[DateRange, ...]
    origins: int

    @property
    def outline(self) -> "Outline":
        """As much of it as tells how well it can fit."""
        bits = (1 << _bit(word) for word in self.words)
        return Outline(self.kind, self.parties, reduce(or_, bits, 0))


@dataclass(frozen=True, slots=True)
class Outline:
    """A target without what takes long to load: in `words` each has one bit, which it may share."""

    kind: Kind
    parties: frozenset[str]
    words: int


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """How well what a denial answers fits it, by how many origins it is told, and its finding."""

    fit: float
    origins: int
    finding: str


def find_targets(
    clusters: Iterable[Sequence[Told]], denials: Iterable[Told], readings: Iterable[Reading]
) -> Mapping[str, str]:
    """For each denial whose target is known, a finding of the cluster that it denies."""
    own = {denial: item for reading in readings for denial, item in items_of(reading).items()}
    told: set[str] = set()
    by_party: defaultdict[str, list[Target]] = defaultdict(list)
    for cluster in clusters:
        told |= {one.id for one in cluster}
        target = as_target(cluster)
        for party in target.parties:
            by_party[party].append(target)
    found: dict[str, str] = {}
    for denial in denials:
        if denial.id in own:
            found |= {denial.id: own[denial.id]} if own[denial.id] in told else {}
        elif best := best_answer(denial, by_party.get(denier_of(denial), ())):
            found[denial.id] = best.finding
    return found


def items_of(reading: Reading) -> Mapping[str, str]:
    """For each denial that names an item of its own report, that finding."""
    names = name_findings(reading)
    return {names[d.id]: names[d.item] for d in reading.denials if d.item and d.item in names}


def denier_of(denial: Told) -> str:
    """The party that denies."""
    assert isinstance(denial.finding, Denial)
    return denial.finding.by


def as_target(cluster: Sequence[Told]) -> Target:
    """What the findings of a cluster say together."""
    return Target(
        finding=cluster[0].id,
        kind=cluster[0].kind,
        published=cluster[0].published,
        parties=frozenset(p for told in cluster for p in told.parties),
        words=frozenset(w for told in cluster for w in told.all_words),
        places=tuple(told.place_words for told in cluster if told.place_words),
        days=tuple(told.days for told in cluster if told.days),
        origins=len({told.origin for told in credit_outlets(cluster)}),
    )


def best_answer(denial: Told, targets: Iterable[Target]) -> Answer | None:
    """Which of the targets the denial answers, if one fits well enough."""
    found = (answer(denial, target) for target in targets)
    return max((one for one in found if one), default=None)


def answer(denial: Told, target: Target) -> Answer | None:
    """How the target fits, if the denial can answer it and it fits well enough.

    A party denies what it is said to have done, and what was reported lately; of a report of which
    the day is not known nobody can say that it came before.
    """
    days = target.published
    if not (denier_of(denial) in target.parties and denial.published and days):
        return None
    age = (denial.age[0] - (days.latest or days.earliest or datetime.date.max)).days
    if not (0 <= age <= ANSWERS_WITHIN_DAYS or overlap_of_days(denial.published, days)):
        return None
    found = Answer(fit(denial, target), target.origins, target.finding)
    return found if found.fit >= FITS else None


def fit(denial: Told, target: Target) -> float:
    """How well a denial fits: a point a party named, up to two for shared words, and more."""
    shared = len(denial.words & target.words)
    place = 1.0 if any(words <= denial.words for words in target.places) else 0.0
    return _fit(denial, target, shared, place, _time_fit(denial, target))


def most(denial: Told, outline: Outline) -> float:
    """How well a denial fits a target at most, by its outline."""
    shared = sum(outline.words >> _bit(word) & 1 for word in denial.words)
    return _fit(denial, outline, shared, 1.0, 1.0 if denial.meant else 0.0)


def _fit(denial: Told, target: Target | Outline, shared: int, place: float, time: float) -> float:
    named = len(denial.parties & target.parties)
    shown = _kinds_shown(denial.about)
    # More for the kind of thing that the words of the denial show, less for another.
    kind = 0.0 if not shown else 1.5 if target.kind in shown else -1.0
    return min(named, 2) + 2 * shared / (len(denial.words) or 1) + place + kind + time


@lru_cache(maxsize=1024)
def _kinds_shown(about: str) -> frozenset[str]:
    words = set(re.findall(r"\w+", about.lower()))
    denied = load_table("reconcile")["denied"]
    return frozenset(kind for kind, signs in denied.items() if words & set(signs))


def _time_fit(denial: Told, target: Target) -> float:
    if denial.meant is None or not target.days:
        return 0.0
    return 1.0 if any(overlap_of_days(denial.meant, days) for days in target.days) else -3.0


@lru_cache(maxsize=1 << 16)
def _bit(word: str) -> int:
    return number_of(word) % BITS
