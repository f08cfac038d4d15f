"""Reconcile readings: every finding goes into one entry, with its evidence and its slots."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.reconcile.claims import credit_outlets, find_claim_origins
from backchannel.reconcile.cluster import cluster
from backchannel.reconcile.compare import Match
from backchannel.reconcile.corrections import correct_slots
from backchannel.reconcile.denials import find_targets
from backchannel.reconcile.origins import find_origins, find_shared
from backchannel.reconcile.rulings import NOTHING_RULED, Rulings
from backchannel.reconcile.slots import fill_slots
from backchannel.reconcile.told import Told, tell
from backchannel.types import Entry, Evidence, Reading, Slot, Value
from backchannel.vocabularies import Kind

# The letter, the dash and eight digits: with six, two of 5,000 entries of a kind clash more often
# than not, and what clashes changes its id when the other comes in.
SHORT_ID = 10


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the readings say together: entries, the origin of each report, and the links made."""

    entries: tuple[Entry, ...]
    origins: Mapping[str, str]
    links: tuple[Match, ...]


def reconcile(readings: Sequence[Reading], rulings: Rulings = NOTHING_RULED) -> Reconciled:
    """Reconcile readings all at once; their order makes no difference.

    A record is what this says of all its readings, but does not ask it: it keeps what each step has
    found, and takes the steps anew only for what a new report touches.
    """
    shared = find_shared(readings)
    origins = find_origins(readings, shared)
    claims = find_claim_origins(readings, shared, origins)
    told = tuple(one for one in tell(readings, origins, claims) if one.id not in rulings.wrong)
    grouped = cluster(told, rulings)
    names = name_entries(c[0].id for c in grouped.clusters)
    entry_of = {one.id: names[c[0].id] for c in grouped.clusters for one in c}
    others = [c for c in grouped.clusters if c[0].kind is not Kind.DENIAL]
    denials = [c for c in grouped.clusters if c[0].kind is Kind.DENIAL]
    targets = find_targets(others, (d for c in denials for d in c), readings)
    denies = {denial: entry_of[target] for denial, target in targets.items()}
    denied_by: defaultdict[str, list[str]] = defaultdict(list)
    for one in denials:
        for entry in dict.fromkeys(denies[d.id] for d in one if d.id in denies):
            denied_by[entry].append(entry_of[one[0].id])
    entries = (
        make_entry(names[c[0].id], c, denies, denied_by.get(names[c[0].id], ()), rulings)
        for c in grouped.clusters
    )
    return Reconciled(tuple(entries), origins, grouped.links)


def name_entries(firsts: Iterable[str]) -> Mapping[str, str]:
    """The id of each entry by its first finding: the finding's own id, cut short.

    Where two would be cut to the same, both keep as much as tells them apart.
    """
    left = list(firsts)
    names: dict[str, str] = {}
    length = SHORT_ID
    while left:
        cut = Counter(id[:length] for id in left)
        names |= {id: id[:length] for id in left if cut[id[:length]] == 1 or id == id[:length]}
        left = [id for id in left if id not in names]
        length += 2
    return names


def make_entry(
    id: str,
    told: Sequence[Told],
    denies: Mapping[str, str],
    denied_by: Iterable[str],
    rulings: Rulings,
) -> Entry:
    """The entry of a cluster; `denies` has the ids of the entries that denials of it deny."""
    told = credit_outlets(told)
    held = rulings.corrections_of(one.id for one in told)
    slots = correct_slots(told[0].kind, fill_slots(told), held)
    return Entry(
        id=id,
        kind=told[0].kind,
        slots=(*slots, *_denies(told, denies)),
        evidence=tuple(map(_evidence, told)),
        denied_by=tuple(denied_by),
    )


def _denies(told: Sequence[Told], targets: Mapping[str, str]) -> Iterable[Slot]:
    known = [one.id for one in told if one.id in targets]
    values = dict.fromkeys(targets[id] for id in known)
    if values:
        yield Slot(
            "denies",
            tuple(Value(v, tuple(id for id in known if targets[id] == v)) for v in values),
        )


def _evidence(told: Told) -> Evidence:
    return Evidence(
        finding=told.id,
        report=told.report,
        origin=told.origin,
        outlet=told.outlet,
        published=told.published,
        quotes=told.finding.evidence,
        said_by=told.finding.said_by,
        certainty=told.finding.certainty,
    )
