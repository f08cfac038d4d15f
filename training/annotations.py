"""Annotations kept apart from the texts that they mark (stand-off): every quote as its place.

The reports of `../shared` may not enter this repository, our own annotations of them may: a report
is known by the digest of its text (many a name holds its title). To add some, annotate reports of
the raw collection in the form of the gold collection, then

python -m training.annotations ANNOTATED.jsonl >> training/annotations.jsonl
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.sets import SHARED

Row = Mapping[str, Any]

ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")
# The fields whose values are quotes; all others hold codes, days, numbers or words of a list.
_QUOTES = frozenset(
    {"evidence", "source", "name", "organ", "role", "topic", "act", "condition", "deadline_quote"}
    | {"what", "because", "of"}
)


def own_annotations(shared: Path, path: Path = ANNOTATIONS) -> Iterator[tuple[Row, Row]]:
    """The reports that we annotated, each with what was found in it, in the gold's form."""
    reports = {digest(row["text"]): row for row in _raw_reports(shared)}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        report = reports[row.pop("digest")]
        yield report, {"id": report["id"], **with_quotes(row, report["text"])}


def _raw_reports(shared: Path) -> Iterator[Row]:
    with gzip.open(shared / "reports" / "raw.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def digest(text: str) -> str:
    """What a report is known by: the first 64 bits of the SHA-256 of its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def with_places(value: Any, text: str, field: str = "") -> Any:
    """An annotation with the first place `[start, end]` of each quote instead of its words."""
    if isinstance(value, str) and field in _QUOTES:
        start = text.index(value)
        return [start, start + len(value)]
    if isinstance(value, list):
        return [with_places(one, text, field) for one in value]
    if isinstance(value, Mapping):
        return {name: with_places(one, text, name) for name, one in value.items()}
    return value


def with_quotes(value: Any, text: str, field: str = "") -> Any:
    """An annotation with the words of each quote instead of its place."""
    if isinstance(value, list) and field in _QUOTES and all(isinstance(n, int) for n in value):
        start, end = value
        return text[start:end]
    if isinstance(value, list):
        return [with_quotes(one, text, field) for one in value]
    if isinstance(value, Mapping):
        return {name: with_quotes(one, text, name) for name, one in value.items()}
    return value


def main() -> int:
    """Print annotated reports with places for quotes; returns the exit status."""
    texts = {row["id"]: row["text"] for row in _raw_reports(SHARED)}
    for path in sys.argv[1:]:
        for row in map(json.loads, Path(path).read_text("utf-8").splitlines()):
            text = texts[row.pop("id")]
            apart = {"digest": digest(text), **with_places(row, text)}
            print(json.dumps(apart, separators=(",", ":")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
