"""Where the evidence contradicts itself: values that cannot both be true, and flat denials."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backchannel.types import Entry, Evidence, Slot, Value
from backchannel.vocabularies import Force, Kind, Standing

# What is asked first about an entry weighs most: whether it was at all, then what came of it, then
# where, when and how many, then who. Origins on the weaker side multiply it.
GRAVITY: Mapping[str, int] = {
    "denied": 6,
    "status": 5,
    "state": 5,
    "action": 5,
    "outcome": 4,
    "total": 4,
    "parts": 4,
    "place": 3,
    "date": 3,
    "deadline": 3,
    "debtor": 2,
    "creditor": 2,
    "by": 2,
    "on": 2,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a conflict: what it says, by how many origins, in whose words."""

    value: str
    origins: int
    outlets: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims on one slot of an entry ("denied": on whether it was at all)."""

    entry: str
    kind: Kind
    slot: str
    shown: Claim
    other: Claim

    @property
    def weight(self) -> int:
        """How grave it is: by the slot, and by the origins of the side that has fewer."""
        return GRAVITY.get(self.slot, 1) * min(self.shown.origins, self.other.origins)


def find_conflicts(entries: Iterable[Entry]) -> tuple[Conflict, ...]:
    """All true conflicts, the gravest first."""
    known = {entry.id: entry for entry in entries}
    found = [c for entry in known.values() for c in (*_of_slots(entry), *_of_denials(entry, known))]
    gravest = (-c.weight for c in found)
    order = sorted(zip(gravest, found, strict=True), key=lambda p: (p[0], p[1].entry, p[1].slot))
    return tuple(conflict for _, conflict in order)


def _of_slots(entry: Entry) -> Iterable[Conflict]:
    for slot in entry.slots:
        for value in slot.values:
            if value.standing is Standing.CONFLICT:
                shown = _claim(entry, slot, slot.values[0])
                yield Conflict(entry.id, entry.kind, slot.name, shown, _claim(entry, slot, value))


def _of_denials(entry: Entry, known: Mapping[str, Entry]) -> Iterable[Conflict]:
    denials = [known[id] for id in entry.denied_by if id in known]
    flat = [d for d in denials if _shown(d, "force") == Force.FLAT]
    for party in dict.fromkeys(_shown(d, "by") for d in flat):
        said = tuple(e for d in flat if _shown(d, "by") == party for e in d.evidence)
        yield Conflict(
            entry.id,
            entry.kind,
            "denied",
            _words("told", entry.evidence),
            _words(party, said),
        )


def _claim(entry: Entry, slot: Slot, value: Value) -> Claim:
    # What agrees with the shown value, or is coarser, speaks for it.
    standing = (Standing.AGREED, Standing.REFINED)
    same = [v for v in slot.values if value is slot.values[0] and v.standing in standing]
    findings = {f for v in (value, *same) for f in v.findings}
    own = [e for e in entry.evidence if e.finding in value.findings]
    told = [*own, *(e for e in entry.evidence if e.finding in findings and e not in own)]
    return _words(value.text, told)


def _words(value: str, evidence: Iterable[Evidence]) -> Claim:
    told = tuple(evidence)
    outlets = (e.outlet or f"report {e.report}" for e in told)
    return Claim(
        value=value,
        origins=len({e.origin for e in told}),
        outlets=tuple(dict.fromkeys(outlets)),
        quote=" ".join(told[0].quotes[0].text.split()),
    )


def _shown(entry: Entry, name: str) -> str:
    return next((s.values[0].text for s in entry.slots if s.name == name), "")
