"""Reconcile readings: every finding goes into one entry, with its evidence and its slots."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from backchannel.reconcile.claims import find_claim_origins
from backchannel.reconcile.cluster import cluster
from backchannel.reconcile.compare import Match
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
    """What the readings say together: entries, the origin of each report, and the links made.

    `near` are the links between entries that were nearly made.
    """

    entries: tuple[Entry, ...]
    origins: Mapping[str, str]
    links: tuple[Match, ...]
    near: tuple[Match, ...] = ()


def reconcile(readings: Sequence[Reading], rulings: Rulings = NOTHING_RULED) -> Reconciled:
    """Reconcile all readings of a record; their order makes no difference."""
    shared = find_shared(readings)
    origins = find_origins(readings, shared)
    claims = find_claim_origins(readings, shared, origins)
    told = tuple(one for one in tell(readings, origins, claims) if one.id not in rulings.wrong)
    grouped = cluster(told, rulings)
    ids = name_entries(grouped.clusters)
    others = [c for c in grouped.clusters if c[0].kind is not Kind.DENIAL]
    denials = [c for c in grouped.clusters if c[0].kind is Kind.DENIAL]
    targets = find_targets(others, (d for c in denials for d in c), readings)
    targets = {denial: ids[target] for denial, target in targets.items()}
    entries = [_entry(c, ids, targets) for c in grouped.clusters]
    return Reconciled(_with_denials(entries), origins, grouped.links, grouped.near)


def name_entries(clusters: Iterable[Sequence[Told]]) -> Mapping[str, str]:
    """The id of each cluster's entry by its first finding: the finding's own id, cut short.

    Where two would be cut to the same, both keep as much as tells them apart.
    """
    firsts = [c[0].id for c in clusters]
    names: dict[str, str] = {}
    length = SHORT_ID
    while firsts:
        cut = Counter(id[:length] for id in firsts)
        names |= {id: id[:length] for id in firsts if cut[id[:length]] == 1 or id == id[:length]}
        firsts = [id for id in firsts if id not in names]
        length += 2
    return names


def _entry(told: Sequence[Told], ids: Mapping[str, str], targets: Mapping[str, str]) -> Entry:
    return Entry(
        id=ids[told[0].id],
        kind=told[0].kind,
        slots=(*fill_slots(told), *_denies(told, targets)),
        evidence=tuple(map(_evidence, told)),
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


def _with_denials(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, each with the ids of the denials that bear on it."""
    deniers: dict[str, list[str]] = {}
    for entry in entries:
        for slot in entry.slots:
            if slot.name == "denies":
                for value in slot.values:
                    deniers.setdefault(value.text, []).append(entry.id)
    return tuple(replace(e, denied_by=tuple(deniers.get(e.id, ()))) for e in entries)
