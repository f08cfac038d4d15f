"""Whose reporting a finding is: its report's, that of another it copies, or a credited outlet's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.ids import name_findings
from backchannel.reconcile.origins import Shared
from backchannel.reconcile.passages import shingles_of
from backchannel.rules.loading import load_table
from backchannel.types import Finding, Reading
from backchannel.vocabularies import SourceKind

# Of a passage that stands in another report most runs of words stand there; of one that was added
# to a copy hardly any. Between the two a copy's passage counts as reworded.
STANDS, ADDED = 0.6, 0.15
# Fewer runs of words can stand anywhere.
FEWEST_RUNS = 4


@dataclass(frozen=True, slots=True)
class _Texts:
    """The runs of words of each report, and the reports that it shares passages with."""

    runs: Mapping[str, frozenset[str]]
    origins: Mapping[str, str]
    older: Mapping[str, Sequence[Shared]]


def find_claim_origins(
    readings: Iterable[Reading], shared: Iterable[Shared], origins: Mapping[str, str]
) -> Mapping[str, str]:
    """The origin of each finding whose origin is not that of its report, by the finding's id.

    What a rewritten copy adds is its own; what a report takes over from another is the other's;
    what it credits to another outlet ("Northern Wire reported ...") is that outlet's.
    """
    several = tuple(readings)
    older: defaultdict[str, list[Shared]] = defaultdict(list)
    for pair in shared:
        older[pair.newer].append(pair)
    ids = {id for pair in shared for id in (pair.older, pair.newer)}
    runs = {r.report.id: shingles_of(r.report.text) for r in several if r.report.id in ids}
    texts = _Texts(runs, origins, older)
    credited = _reports_by_outlet(several)
    found: dict[str, str] = {}
    for reading in several:
        names = name_findings(reading)
        for finding in reading.findings:
            origin = _credited(finding, reading, credited, origins) or _shared(
                finding, reading, texts
            )
            if origin and origin != origins[reading.report.id]:
                found[names[finding.id]] = origin
    return found


def _shared(finding: Finding, reading: Reading, texts: _Texts) -> str | None:
    """The origin of the oldest report that has the passage; its own where a copy adds it."""
    report = reading.report.id
    pairs = texts.older.get(report, ())
    runs = _passage(finding, reading) if pairs else frozenset()
    if len(runs) < FEWEST_RUNS:
        return None
    stands = {p.older: len(runs & texts.runs[p.older]) / len(runs) for p in pairs}
    # The pairs come in the order of age.
    for pair in pairs:
        if stands[pair.older] >= STANDS:
            return texts.origins[pair.older]
    copied = [stands[pair.older] for pair in pairs if pair.is_copy]
    return report if copied and max(copied) < ADDED else None


def _passage(finding: Finding, reading: Reading) -> frozenset[str]:
    """The runs of words of the sentences that the finding rests on first."""
    text, span = reading.report.text, finding.evidence[0].span
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! ")) + 1
    ends = [n for mark in (". ", ".\n", "\n") if (n := text.find(mark, span.end)) >= 0]
    return shingles_of(text[start : min(ends, default=len(text))])


# --- What is credited to another outlet ---


def _credited(
    finding: Finding,
    reading: Reading,
    credited: Mapping[str, Sequence[Reading]],
    origins: Mapping[str, str],
) -> str | None:
    """The origin of the outlet that the report credits: its report if there is one, or its name."""
    own = {_outlet(name) for name in (reading.report.outlet, reading.report.agency) if name}
    for source in finding.said_by:
        outlet = _outlet(source.quote.text) if source.kind is SourceKind.MEDIA else ""
        if outlet and outlet not in own:
            theirs = [r for r in credited.get(outlet, ()) if r.report.id != reading.report.id]
            told = _best(finding, theirs)
            return origins[told.report.id] if told else outlet
    return None


def _best(finding: Finding, readings: Sequence[Reading]) -> Reading | None:
    """The report that has most of the words of the finding, and at least half of them."""
    words = set(_words(" ".join(q.text for q in finding.evidence)))
    shares = [
        (len(words & set(_words(r.report.text))) / (len(words) or 1), r.report.id, r)
        for r in readings
    ]
    share, _, best = max(shares, key=lambda s: s[:2], default=(0.0, "", None))
    return best if share >= 0.5 else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]{4,}", text.lower())


def _reports_by_outlet(readings: Iterable[Reading]) -> Mapping[str, Sequence[Reading]]:
    by_outlet: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for outlet in {reading.report.agency, reading.report.outlet}:
            if outlet:
                by_outlet[_outlet(outlet)].append(reading)
    return by_outlet


def _outlet(name: str) -> str:
    """An outlet's name without the words that many have: "the Northern Wire news agency"."""
    common = set(load_table("reconcile")["outlet_words"])
    words = [w for w in re.findall(r"[\w.]+", name.casefold()) if w not in common]
    return " ".join(words)
