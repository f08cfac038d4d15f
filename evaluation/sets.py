"""The gold sets: where they lie, how the reader reads them, which official script scores them."""

import gzip
import hashlib
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from backchannel.errors import ReportError
from backchannel.export import reading_to_json
from backchannel.ingest import load_reports
from backchannel.pipeline import read
from backchannel.reading.learned.reader import default_reader
from backchannel.types import Reading
from backchannel.workers import cores

SHARED = Path(__file__).parents[2] / "shared"
GOLD = SHARED / "gold"
DATA = SHARED / "data"

Row = Mapping[str, Any]
Rows = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Reports, what annotators found in them and what the reader found, all by report id."""

    name: str
    reports: Rows
    gold: Rows
    predicted: Rows
    note: str = ""
    readings: Mapping[str, Reading] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What tells whether the gold has changed (12 hex digits)."""
        text = json.dumps(self.gold, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def load_gold_set(
    name: str,
    reports: Path,
    gold: Path,
    split: str | None = None,
    *,
    genre: str | None = None,
    note: str = "",
) -> GoldSet:
    """Read the reports of a set; `split` and `genre` keep one part of it."""
    kept = {
        key: row
        for key, row in load_rows(gold).items()
        if split in (None, row.get("split")) and genre in (None, row.get("genre"))
    }
    texts = {key: row for key, row in load_rows(reports).items() if key in kept}
    readings = read_texts(texts)
    predicted = {key: reading_to_json(reading) for key, reading in readings.items()}
    return GoldSet(name, texts, kept, predicted, note, readings)


def load_rows(path: Path) -> Rows:
    """A JSON Lines file, compressed or not, by id."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}


def read_texts(rows: Rows) -> Mapping[str, Reading]:
    """What the reader that ships makes of each report, as a user hands it over."""
    reader = default_reader(cores())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(f"{json.dumps(one)}\n" for one in _as_handed_over(rows)), "utf-8")
        readings = {}
        for report in load_reports(path):
            if isinstance(report, ReportError):
                raise report
            readings[report.name] = read(report, reader)
    return readings


def _as_handed_over(rows: Rows) -> Iterator[Row]:
    """The rows with the fields that a user's file would have, and no gold."""
    fields = ("id", "text", "published", "outlet", "agency", "title", "url")
    for row in rows.values():
        dated = {**row, "published": row.get("published") or row.get("dct")}
        yield {field: dated[field] for field in fields if dated.get(field)}


def load_scorer(name: str) -> ModuleType:
    """An official scoring script as a module."""
    if str(GOLD) not in sys.path:  # one of them imports another
        sys.path.append(str(GOLD))
    spec = importlib.util.spec_from_file_location(name, GOLD / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GOLD / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
