"""Sources with what came of what they said: told how firmly, confirmed later, or contradicted."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backchannel.record import Rows
from backchannel.types import Entry, Evidence
from backchannel.vocabularies import Certainty, Force, SourceKind, Standing
from backchannel.web.answers import Answers

CERTAIN, CONFIRMED, CONTRADICTED = "certain", "confirmed", "contradicted"


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A source, and of its findings how many are told as certain, confirmed and contradicted.

    A finding is confirmed when another origin tells of the same thing on the same day or later, and
    contradicted when somebody flatly denies the thing, or another report gives a value that cannot
    be true with its own.
    """

    source: str
    kind: SourceKind
    outlets: tuple[str, ...]
    reports: int
    findings: int
    certain: int
    confirmed: int
    contradicted: int


def track_records(answers: Answers, filters: Mapping[str, Any]) -> Rows[TrackRow]:
    """The record's sources, the most credited first, each with what came of its findings."""
    credits = answers.record.credits()
    counts: defaultdict[tuple[str, SourceKind], Counter[str]] = defaultdict(Counter)
    entries = answers.record.entries(**filters)
    denials = frozenset(entry.id for entry in entries if _is_flat(entry))
    for entry in entries:
        contradicted = _contradicted(entry, denials)
        for evidence in entry.evidence:
            for source, kind in set(credits.get(evidence.finding, ())):
                came = _came_of(entry, evidence, contradicted)
                counts[source.lower(), kind].update(came)
    rows = (
        _row(row, counts[row.source.lower(), row.kind]) for row in answers.rows("sources", filters)
    )
    return Rows(TrackRow, tuple(rows))


def _row(row: Any, counts: Counter[str]) -> TrackRow:
    return TrackRow(
        source=row.source,
        kind=row.kind,
        outlets=row.outlets,
        reports=row.reports,
        findings=row.findings,
        certain=counts[CERTAIN],
        confirmed=counts[CONFIRMED],
        contradicted=counts[CONTRADICTED],
    )


def _came_of(entry: Entry, evidence: Evidence, contradicted: frozenset[str]) -> Iterator[str]:
    if evidence.certainty is Certainty.CERTAIN:
        yield CERTAIN
    if any(_confirms(other, evidence) for other in entry.evidence):
        yield CONFIRMED
    if evidence.finding in contradicted:
        yield CONTRADICTED


def _confirms(other: Evidence, one: Evidence) -> bool:
    days, since = other.published, one.published
    if other.origin == one.origin or not (days and days.latest and since and since.earliest):
        return False
    return days.latest >= since.earliest


def _contradicted(entry: Entry, flat_denials: frozenset[str]) -> frozenset[str]:
    """The findings that are contradicted: all of what is denied, else both sides of a conflict."""
    if flat_denials.intersection(entry.denied_by):
        return frozenset(evidence.finding for evidence in entry.evidence)
    return frozenset(
        finding
        for slot in entry.slots
        if any(value.standing is Standing.CONFLICT for value in slot.values)
        for value in slot.values
        for finding in value.findings
    )


def _is_flat(entry: Entry) -> bool:
    return any(s.name == "force" and s.values[0].text == Force.FLAT for s in entry.slots)
