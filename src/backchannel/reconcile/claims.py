"""Whose reporting a finding is: its report's, that of another it copies, or a credited outlet's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from backchannel.ids import name_findings
from backchannel.reconcile.groups import Groups
from backchannel.reconcile.origins import Shared
from backchannel.reconcile.outlets import outlet_name, outlets_of
from backchannel.reconcile.passages import shingles_of
from backchannel.reconcile.told import Told
from backchannel.types import Finding, Reading
from backchannel.vocabularies import SourceKind

# Of a passage that stands in another report most runs of words stand there; of one that was added
# to a copy hardly any. Between the two a copy's passage counts as reworded.
STANDS, ADDED = 0.6, 0.15
# Fewer runs of words can stand anywhere.
FEWEST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What the claims of a report may go back to: reports with their origins.

    `older` are those that it shares text with, oldest first, each with what they share.
    """

    own: str
    older: Sequence[tuple[Shared, Reading]]
    origins: Mapping[str, str]


def find_claim_origins(
    readings: Iterable[Reading], shared: Iterable[Shared], origins: Mapping[str, str]
) -> Mapping[str, str]:
    """The origin of each finding whose origin is not that of its report, by the finding's id.

    What a rewritten copy adds is its own; what a report takes over from another is the other's;
    what it credits to another outlet ("Northern Wire reported ...") is that outlet's, and goes by
    the outlet's name until it is known what else tells of the same (see `credit_outlets`).
    """
    by_id = {reading.report.id: reading for reading in readings}
    older: defaultdict[str, list[tuple[Shared, Reading]]] = defaultdict(list)
    for pair in shared:
        older[pair.newer].append((pair, by_id[pair.older]))
    found: dict[str, str] = {}
    for id, reading in by_id.items():
        found |= claim_origins(reading, Around(origins[id], older.get(id, ()), origins))
    return found


def claim_origins(reading: Reading, around: Around) -> Mapping[str, str]:
    """Those of the findings of one report."""
    names = name_findings(reading)
    found = {
        names[finding.id]: _credited(finding, reading) or _shared(finding, reading, around)
        for finding in reading.findings
    }
    return {id: origin for id, origin in found.items() if origin and origin != around.own}


def _shared(finding: Finding, reading: Reading, around: Around) -> str | None:
    """The origin of the oldest report that has the passage; its own where a copy adds it."""
    runs = _passage(finding, reading) if around.older else frozenset()
    if len(runs) < FEWEST_RUNS:
        return None
    stands = [
        (pair, len(runs & shingles_of(older.report.text)) / len(runs))
        for pair, older in around.older
    ]
    for pair, share in stands:
        if share >= STANDS:
            return around.origins[pair.older]
    copied = [share for pair, share in stands if pair.is_copy]
    return reading.report.id if copied and max(copied) < ADDED else None


def _passage(finding: Finding, reading: Reading) -> frozenset[str]:
    """The runs of words of the sentences that the finding rests on first."""
    text, span = reading.report.text, finding.evidence[0].span
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! ")) + 1
    ends = [n for mark in (". ", ".\n", "\n") if (n := text.find(mark, span.end)) >= 0]
    return shingles_of(text[start : min(ends, default=len(text))])


# --- What is credited to another outlet ---


def _credited(finding: Finding, reading: Reading) -> str | None:
    """The name of the other outlet that a report credits with a finding."""
    own = outlets_of(reading.report)
    named = (outlet_name(s.quote.text) for s in finding.said_by if s.kind is SourceKind.MEDIA)
    return next((outlet for outlet in named if outlet and outlet not in own), None)


def credit_outlets(told: Sequence[Told]) -> Sequence[Told]:
    """Findings that tell of one thing, oldest first, each with whose reporting it is.

    What is credited to an outlet has the origin of what the outlet itself tells of the thing first,
    which may be credited to another in turn.
    """
    own: dict[str, str] = {}
    for one in told:
        for outlet in one.outlets:
            own.setdefault(outlet, one.origin)
    if not any(one.origin in own for one in told):
        return told
    names = {*own, *own.values()}
    groups = Groups(sorted(names, key=lambda name: (name in own, name)))
    for outlet, origin in own.items():
        groups.join(outlet, origin)
    return [
        replace(one, origin=groups.of(one.origin)) if one.origin in own else one for one in told
    ]
