"""Whose reporting a finding is: its report's, that of another it copies, or a credited outlet's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from backchannel.ids import name_findings
from backchannel.reconcile.origins import Shared, are_near
from backchannel.reconcile.passages import KEPT, shingles_of
from backchannel.rules.loading import load_table
from backchannel.types import Finding, Reading, Report
from backchannel.vocabularies import SourceKind

# Of a passage that stands in another report most runs of words stand there; of one that was added
# to a copy hardly any. Between the two a copy's passage counts as reworded.
STANDS, ADDED = 0.6, 0.15
# Fewer runs of words can stand anywhere.
FEWEST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What the claims of a report may go back to: reports with their origins.

    `older` are those that it shares text with, oldest first, each with what they share; `outlets`
    has those of about the same days by the outlets that it credits.
    """

    own: str
    older: Sequence[tuple[Shared, Reading]]
    outlets: Mapping[str, Sequence[Reading]]
    origins: Mapping[str, str]


def find_claim_origins(
    readings: Iterable[Reading], shared: Iterable[Shared], origins: Mapping[str, str]
) -> Mapping[str, str]:
    """The origin of each finding whose origin is not that of its report, by the finding's id.

    What a rewritten copy adds is its own; what a report takes over from another is the other's;
    what it credits to another outlet ("Northern Wire reported ...") is that outlet's.
    """
    by_id = {reading.report.id: reading for reading in readings}
    older: defaultdict[str, list[tuple[Shared, Reading]]] = defaultdict(list)
    for pair in shared:
        older[pair.newer].append((pair, by_id[pair.older]))
    by_outlet: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in by_id.values():
        for outlet in outlets_of(reading.report):
            by_outlet[outlet].append(reading)
    found: dict[str, str] = {}
    for id, reading in by_id.items():
        near = {
            outlet: [r for r in by_outlet.get(outlet, ()) if are_near(r, reading)]
            for outlet in outlets_credited(reading)
        }
        found |= claim_origins(reading, Around(origins[id], older.get(id, ()), near, origins))
    return found


def claim_origins(reading: Reading, around: Around) -> Mapping[str, str]:
    """Those of the findings of one report."""
    names = name_findings(reading)
    found = {
        names[finding.id]: _credited(finding, reading, around) or _shared(finding, reading, around)
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


def outlets_of(report: Report) -> frozenset[str]:
    """The names of who published a report and of the agency it came from, as outlets are told."""
    names = (_outlet(name) for name in (report.outlet, report.agency) if name)
    return frozenset(name for name in names if name)


def outlets_credited(reading: Reading) -> frozenset[str]:
    """The other outlets that a report credits with something."""
    named = (_outlets_credited(finding, reading) for finding in reading.findings)
    return frozenset(outlet for outlets in named for outlet in outlets)


def _outlets_credited(finding: Finding, reading: Reading) -> Iterator[str]:
    own = outlets_of(reading.report)
    for source in finding.said_by:
        outlet = _outlet(source.quote.text) if source.kind is SourceKind.MEDIA else ""
        if outlet and outlet not in own:
            yield outlet


def _credited(finding: Finding, reading: Reading, around: Around) -> str | None:
    """The origin of the outlet that the report credits: its report if there is one, or its name."""
    outlet = next(_outlets_credited(finding, reading), None)
    if outlet is None:
        return None
    theirs = [r for r in around.outlets[outlet] if r.report.id != reading.report.id]
    told = _best(finding, theirs)
    return around.origins[told.report.id] if told else outlet


def _best(finding: Finding, readings: Sequence[Reading]) -> Reading | None:
    """The report that has most of the words of the finding, and at least half of them."""
    words = frozenset(_words(" ".join(q.text for q in finding.evidence)))
    shares = [
        (len(words & _words(r.report.text)) / (len(words) or 1), r.report.id, r) for r in readings
    ]
    share, _, best = max(shares, key=lambda s: s[:2], default=(0.0, "", None))
    return best if share >= 0.5 else None


@lru_cache(maxsize=KEPT)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]{4,}", text.lower()))


@lru_cache(maxsize=4096)
def _outlet(name: str) -> str:
    """An outlet's name without the words that many have: "the Northern Wire news agency"."""
    common = set(load_table("reconcile")["outlet_words"])
    words = [w for w in re.findall(r"[\w.]+", name.casefold()) if w not in common]
    return " ".join(words)
