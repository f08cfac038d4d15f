"""The annotated sets beside the repository, as examples."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from backchannel.reading.layout import lay_out
from backchannel.reading.learned.encoding import Tokenizer, encode
from backchannel.reading.learned.heads import CLAIM_TAGS, NAME_TAGS, TIME_TAGS
from backchannel.types import Report, Span
from training.examples import UNKNOWN, Example, Task, mark, unknown

Row = Mapping[str, Any]

_ROLES = ("source", "cue", "content")
_NAMES = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "nationality",
}
# Only the title and the first five sentences of a MEANTIME report are fully annotated.
MEANTIME_SENTENCES = 6


def read_rows(path: Path, split: str) -> list[Row]:
    """The rows of one split of a JSON Lines file, compressed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row.get("split") == split]


def report_of(row: Row) -> Report:
    """The report in a row of any set."""
    published = row.get("published") or row.get("dct")
    return Report(
        text=row["text"],
        name=row["id"],
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=date.fromisoformat(published[:10]) if published else None,
    )


def load_claims(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """PolNeAR: source, cue and content, each source and content piece with its cue."""
    for row in read_rows(data / "polnear" / "data.jsonl.gz", split):
        report = report_of(row)
        pieces = encode(report, lay_out(report), tokenizer)
        tags, heads = np_zeros(len(pieces)), unknown(len(pieces))
        spans = {one["id"]: one for one in row["spans"]}
        for relation in row["relations"]:
            _mark_claim(relation["args"], spans, pieces, tags, heads)
        yield Example(row["id"], Task.CLAIMS, pieces, tags, heads)


def np_zeros(count: int) -> Any:
    """An entry a piece, all outside."""
    return unknown(count) + 1


def _mark_claim(args: Row, spans: Mapping[str, Row], pieces: Any, tags: Any, heads: Any) -> None:
    cue = UNKNOWN
    for role in ("cue", "source", "content"):
        begin = CLAIM_TAGS.index(f"B-{role}")
        for fragment in _fragments(args.get(role, ()), spans):
            inside = mark(tags, pieces, fragment, begin)
            if role == "cue":
                cue = inside[0] if cue == UNKNOWN and inside else cue
            for number in inside:
                heads[number] = cue


def _fragments(ids: Sequence[str], spans: Mapping[str, Row]) -> list[Span]:
    """The pieces of text of some annotated spans, in order."""
    found = []
    for one in (spans[i] for i in ids):
        found += [Span(*f) for f in one.get("fragments", [[one["start"], one["end"]]])]
    return sorted(found)


def load_times(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """TempEval-3 and the annotated part of MEANTIME: time expressions and their types."""
    for name, field in (("tempeval3", "timex_type"), ("meantime", "subtype")):
        for row in read_rows(data / name / "data.jsonl.gz", split):
            report = report_of(row)
            pieces = encode(report, lay_out(report), tokenizer)
            tags = np_zeros(len(pieces))
            for one in row["spans"]:
                if one["type"] == "TIMEX3" and f"B-{one.get(field)}" in TIME_TAGS:
                    begin = TIME_TAGS.index(f"B-{one[field]}")
                    mark(tags, pieces, Span(one["start"], one["end"]), begin)
            sentences = row.get("sentences", [])[:MEANTIME_SENTENCES]
            if sentences:
                tags[pieces.within(Span(0, sentences[-1][1])).stop :] = UNKNOWN
            yield Example(row["id"], Task.TIMES, pieces, tags, unknown(len(pieces)))


def load_names(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """re3d: the outermost names of people, organisations, places and nationalities."""
    for row in read_rows(data / "re3d" / "data.jsonl.gz", split):
        report = report_of(row)
        pieces = encode(report, lay_out(report), tokenizer)
        tags = np_zeros(len(pieces))
        for span, kind in outermost_names(row):
            mark(tags, pieces, span, NAME_TAGS.index(f"B-{kind}"))
        yield Example(row["id"], Task.NAMES, pieces, tags, unknown(len(pieces)))


def outermost_names(row: Row) -> list[tuple[Span, str]]:
    """The names of a row that lie in no longer one."""
    named = [s for s in row["spans"] if s["type"] in _NAMES]
    kept: list[tuple[Span, str]] = []
    for one in sorted(named, key=lambda s: s["start"] - s["end"]):
        span = Span(one["start"], one["end"])
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, _NAMES[one["type"]]))
    return sorted(kept)
