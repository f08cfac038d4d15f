"""The annotated sets beside the repository, as examples."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from evaluation.names import outermost_names

from backchannel.reading.layout import lay_out
from backchannel.reading.learned.encoding import CASES, Tokenizer, encode
from backchannel.reading.learned.heads import CLAIM_TAGS, NAME_TAGS, TIME_TAGS
from backchannel.types import Report, Span
from training.examples import HELPER_TAGS, UNKNOWN, Example, Task, mark, unknown

Row = Mapping[str, Any]

_ROLES = ("source", "cue", "content")
# Only the title and the first five sentences of a MEANTIME report are fully annotated.
MEANTIME_SENTENCES = 6
# A predicate's factuality from which it happened, or did not.
SURE = 0.5
_CAPITALISED = (CASES.index("capitalised"), CASES.index("capitals"))


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
    """re3d and GUM: the outermost names of people, organisations, places and nationalities."""
    for name in ("re3d", "gum"):
        for row in read_rows(data / name / "data.jsonl.gz", split):
            report = report_of(row)
            pieces = encode(report, lay_out(report), tokenizer)
            tags = np_zeros(len(pieces))
            for span, kind in outermost_names(row):
                mark(tags, pieces, span, NAME_TAGS.index(f"B-{kind}"))
            if name == "gum":  # it marks no nationalities
                tags[(tags == 0) & np.isin(pieces.features[:, 0], _CAPITALISED)] = UNKNOWN
            yield Example(row["id"], Task.NAMES, pieces, tags, unknown(len(pieces)))


def load_actors(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """Sentences of the CAMEO quad-class set that were marked: who acts, and on whom."""
    tags = {"SOURCE_ACTOR": "source", "TARGET_ACTOR": "target", "SOURCE_AND_TARGET": "both"}
    for row in read_rows(data / "cameo_quad_actors" / "data.jsonl.gz", split):
        if row["has_actor_annotation"]:
            yield _tagged(row, Task.ACTORS, tags, tokenizer)


def load_hedges(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """The news of the Szeged set: cues of what is probable, possible, believed or a condition."""
    tags = {
        "EPISTEMIC_PROBABLE": "probable",
        "EPISTEMIC_POSSIBLE": "possible",
        "DOXASTIC": "believed",
        "CONDITION": "condition",
        "INVESTIGATION": "open",
    }
    for row in read_rows(data / "szeged_uncertainty" / "data.jsonl.gz", split):
        yield _tagged(row, Task.HEDGES, tags, tokenizer)


def load_facts(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """UDS: whether what a predicate tells happened; nothing is known of other words."""
    for row in read_rows(data / "uds_factuality" / "data.jsonl.gz", split):
        report = report_of(row)
        pieces = encode(report, lay_out(report), tokenizer)
        tags = unknown(len(pieces))
        for one in row["spans"]:
            happened = 1 + (one["factuality"] > SURE) - (one["factuality"] < -SURE)
            for number in pieces.within(Span(one["start"], one["end"])):
                tags[number] = happened
        yield Example(row["id"], Task.FACTS, pieces, tags, unknown(len(pieces)))


def _tagged(row: Row, task: Task, tags: Mapping[str, str], tokenizer: Tokenizer) -> Example:
    """A row with the stretches of some types marked."""
    report = report_of(row)
    pieces = encode(report, lay_out(report), tokenizer)
    marks = np_zeros(len(pieces))
    for one in (s for s in row["spans"] if s["type"] in tags):
        begin = HELPER_TAGS[task].index(f"B-{tags[one['type']]}")
        mark(marks, pieces, Span(one["start"], one["end"]), begin)
    return Example(row["id"], task, pieces, marks, unknown(len(pieces)))
