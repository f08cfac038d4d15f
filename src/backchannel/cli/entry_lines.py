"""Entries as lines of JSON, for programs that go through all of them."""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from backchannel.reconcile.belief import believe
from backchannel.record import Record
from backchannel.types import Entry
from backchannel.vocabularies import Kind


def write_entries(
    record: Record, as_of: datetime.date | None, known_on: datetime.date | None
) -> Iterator[bytes]:
    """A line for each entry; a finding is named as its report and reading name it."""
    found = {entry.id: entry for entry in record.entries(as_of, known_on)}
    labels, ratings = record.labels(), record.ratings()
    for entry in found.values():
        denials = [found[id] for id in entry.denied_by if id in found]
        belief = believe(entry, denials, ratings)
        yield msgspec.json.encode(
            {
                "id": entry.id,
                "kind": _plural(entry.kind),
                "slots": {slot.name: _values(slot.values) for slot in entry.slots},
                "findings": [
                    {"report": report, "id": label}
                    for report, label in (labels[e.finding] for e in entry.evidence)
                ],
                "origins": entry.origins,
                "against": len(belief.against),
                "belief": belief.number,
                "denied_by": entry.denied_by,
                "evidence": _evidence(entry),
            }
        )


def _plural(kind: Kind) -> str:
    return "tallies" if kind is Kind.TALLY else f"{kind}s"


def _values(values: Any) -> list[dict[str, Any]]:
    return [
        {"value": v.text, "standing": v.standing, "findings": v.findings}
        | ({} if v.judgement is None else {"judgement": v.judgement})
        for v in values
    ]


def _evidence(entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "finding": e.finding,
            "report": e.report,
            "origin": e.origin,
            "outlet": e.outlet,
            "certainty": e.certainty,
        }
        for e in entry.evidence
    ]
