"""The JSON form of a reading: the interface that quality is measured in."""

from collections.abc import Iterable
from typing import Any

import msgspec

from backchannel.types import (
    Attribution,
    DateRange,
    Dating,
    Finding,
    Mention,
    Reading,
    Reason,
    Source,
    Span,
    Timex,
)

Json = dict[str, Any]


def write_reading(reading: Reading) -> bytes:
    """The reading as one line of JSON in UTF-8, without a newline."""
    return msgspec.json.encode(reading_to_json(reading))


def reading_to_json(reading: Reading) -> Json:
    """The reading as plain objects, with the field names of the gold guidelines."""
    return {
        "id": reading.report.name,
        "published": dating_to_json(reading.published),
        "contacts": [_finding(f) for f in reading.contacts],
        "commitments": [_finding(f) for f in reading.commitments],
        "measures": [_finding(f) for f in reading.measures],
        "denials": [_finding(f) for f in reading.denials],
        "tallies": [_finding(f) for f in reading.tallies],
        "attributions": [_attribution(a) for a in reading.attributions],
        "timexes": [_timex(t) for t in reading.timexes],
        "mentions": [_mention(m) for m in reading.mentions],
    }


def _finding(finding: Finding) -> Json:
    """The finding with the names of its fields as keys: `types` takes them from the guidelines."""
    plain: Json = msgspec.to_builtins(finding)
    return plain | {"said_by": [_source(s) for s in finding.said_by]}


def _source(source: Source) -> Json:
    return {"source": msgspec.to_builtins(source.quote), "kind": str(source.kind)}


def dating_to_json(dating: Dating) -> Json:
    """The day of publication with its reasons, as it stands in the JSON form of a reading."""
    return {
        **_ends(dating.range),
        "basis": str(dating.basis),
        "reasons": [_reason(r) for r in dating.reasons],
    }


def _reason(reason: Reason) -> Json:
    return {
        "quote": msgspec.to_builtins(reason.quote),
        **_ends(reason.range),
        "explanation": reason.explanation,
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "kind": str(attribution.kind),
        "certainty": str(attribution.certainty),
    }


def _timex(timex: Timex) -> Json:
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "type": str(timex.type),
        "value": timex.value,
        "edtf": timex.edtf,
        **_ends(timex.range),
    }


def _mention(mention: Mention) -> Json:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": str(mention.kind),
        "party": mention.party,
        "parties": list(mention.parties),
        "person": mention.person,
        "role": mention.role and _span(mention.role),
        "organ": mention.organ and _span(mention.organ),
        "country": mention.country,
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(s) for s in spans]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _ends(days: DateRange | None) -> Json:
    """The two ends as ISO days; null where the range is open, or where there is none."""
    plain: Json = msgspec.to_builtins(days or DateRange(None, None))
    return plain
