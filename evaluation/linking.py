"""How well findings of different reports are linked: gold findings, and the reader's own."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from backchannel.export import reading_to_json
from backchannel.reconcile.cluster import cluster
from backchannel.reconcile.origins import find_origins
from backchannel.reconcile.told import tell
from backchannel.types import Commitment, Contact, Denial, Finding, Measure, Reading, Tally
from backchannel.vocabularies import Kind
from evaluation.figures import Figure
from evaluation.sets import GoldSet, Row, load_scorer

FIELDS: Mapping[str, tuple[Kind, type[Finding]]] = {
    "contacts": (Kind.CONTACT, Contact),
    "commitments": (Kind.COMMITMENT, Commitment),
    "measures": (Kind.MEASURE, Measure),
    "denials": (Kind.DENIAL, Denial),
    "tallies": (Kind.TALLY, Tally),
}
# What gold and readings call one thing; the fields of gold whose values are quotes.
_RENAMED = {"source": "quote"}
_QUOTES = frozenset(
    {"evidence", "source", "name", "organ", "role", "topic", "act", "condition", "deadline_quote"}
    | {"what", "because", "of"}
)


def link_figures(gold_set: GoldSet, links: Path) -> Iterator[Figure]:
    """Pairwise F1 of links (`score_links.py`): from gold findings, and from the reader's.

    Of the reader's, only links whose both ends it found count ("reachable").
    """
    digest = hashlib.sha256(links.read_bytes()).hexdigest()[:12]
    gold_links = json.loads(links.read_text("utf-8"))
    read = [gold_set.readings[key] for key in gold_set.gold]
    told_by_gold = [as_annotated(one, gold_set.gold[one.report.name]) for one in read]
    for name, readings, findings in (
        ("gold findings linked", told_by_gold, gold_set.gold),
        ("read findings linked", read, {r.report.name: reading_to_json(r) for r in read}),
    ):
        scored = load_scorer("score_links").score(
            gold_set.reports, gold_set.gold, gold_links, findings, list(_entries(readings))
        )
        for field, both in scored.items():
            f1 = 100 * both["reachable"]["f1"]
            yield Figure(f"{gold_set.name}: {name}, {field} F1", f1, digest, note=gold_set.note)


def as_annotated(reading: Reading, gold: Row) -> Reading:
    """The reading with the annotators' findings in place of the reader's."""
    text = reading.report.text
    found = {
        field: tuple(_finding(item, type, text) for item in gold[field])
        for field, (_, type) in FIELDS.items()
    }
    return replace(reading, **found)  # type: ignore[arg-type]


def _finding(item: Row, type: type[Finding], text: str) -> Finding:
    near = max(0, text.find(item["evidence"][0]))
    return msgspec.convert(_with_places(item, text, near), type)


def _with_places(value: Any, text: str, near: int, field: str = "") -> Any:
    """An annotation with each quote where it stands, from its first evidence on if it can."""
    if isinstance(value, str) and field in _QUOTES:
        start = text.find(value, near)
        start = start if start >= 0 else max(0, text.find(value))
        return {"text": value, "start": start, "end": start + len(value)}
    if isinstance(value, list):
        return [_with_places(one, text, near, field) for one in value]
    if isinstance(value, Mapping):
        return {_RENAMED.get(k, k): _with_places(v, text, near, k) for k, v in value.items()}
    return value


def _entries(readings: Iterable[Reading]) -> Iterator[Row]:
    """The clusters in the form that `score_links.py` reads."""
    several = list(readings)
    names = {r.report.id: r.report.name for r in several}
    fields = {kind: field for field, (kind, _) in FIELDS.items()}
    for told in cluster(tell(several, find_origins(several))).clusters:
        found = [{"report": names[t.report], "id": t.finding.id} for t in told]
        yield {"kind": fields[told[0].kind], "findings": found}
