"""Score a model on the dev sets with the official scripts: `python -m training.scoring`."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from evaluation.figures import (
    Counts,
    Figure,
    attribution_figures,
    f1,
    name_figure,
    record_figures,
)
from evaluation.sets import GoldSet, Rows, load_rows

from backchannel.export import reading_to_json
from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.reading.learned.heads import COLUMNS, NAME_TAGS, TIME_TAGS
from backchannel.reading.learned.model import Model, load_model
from backchannel.reading.learned.reader import combined_reader, learned_reader
from backchannel.reading.learned.tags import marked_spans
from backchannel.reading.marks import Reader
from backchannel.types import Span
from training.__main__ import SHARED, load_tokenizer
from training.running import torch_model
from training.sets import Row, read_rows, report_of


def read_all(rows: Rows, reader: Reader) -> Rows:
    """What a reader finds in each report."""
    return {k: reading_to_json(read(report_of(row), reader)) for k, row in rows.items()}


def claim_figures(gold: Path, reader: Reader, name: str) -> Iterator[Figure]:
    """Attribution on PolNeAR dev."""
    rows = load_rows(gold / "attribution.polnear.dev.jsonl")
    yield from attribution_figures(GoldSet(name, rows, rows, read_all(rows, reader)))


def finding_figures(gold: Path, reader: Reader, name: str) -> Iterator[Figure]:
    """The five kinds on the open dev reports."""
    known = {k: r for k, r in load_rows(gold / "gold.jsonl").items() if r["split"] == "dev"}
    texts = {k: r for k, r in load_rows(gold / "reports.jsonl").items() if k in known}
    yield from record_figures(GoldSet(name, texts, known, read_all(texts, reader)))


def span_figures(data: Path, model: Model) -> Iterator[Figure]:
    """Exact spans and kinds of names (re3d, and the news of GUM) and times (TempEval-3)."""
    for name, genre in (("re3d", None), ("gum", "news")):
        rows = [r for r in read_rows(_path(data, name), "dev") if r.get("genre") == genre]
        known = {row["id"]: row for row in rows}
        found = {key: _found(model, row, "names") for key, row in known.items()}
        yield name_figure(GoldSet(f"model, {name} dev", known, known, {}), found)
    rows = read_rows(_path(data, "tempeval3"), "dev")
    counts = [_counts(_found(model, row, "times"), _times(row)) for row in rows]
    yield Figure("model, TempEval-3 dev: times with their types F1", f1(counts), "")


def _path(data: Path, name: str) -> Path:
    return data / name / "data.jsonl.gz"


def _times(row: Row) -> set[tuple[Span, str]]:
    found = [s for s in row["spans"] if s["type"] == "TIMEX3"]
    return {(Span(s["start"], s["end"]), s["timex_type"]) for s in found}


def _found(model: Model, row: Row, column: str) -> set[tuple[Span, str]]:
    tags = {"names": NAME_TAGS, "times": TIME_TAGS}[column]
    report = report_of(row)
    answers = model.answers(report, rule_reader().lay_out(report))
    logits = answers.marks[:, COLUMNS[column].slice]
    return set(marked_spans(logits, tags, answers.pieces, report.text))


def _counts(found: set[tuple[Span, str]], gold: set[tuple[Span, str]]) -> Counts:
    return len(found & gold), len(found), len(gold)


def main() -> int:
    """Print the figures of the rules and of the model side by side."""
    parser = argparse.ArgumentParser(prog="training.scoring", description=__doc__)
    parser.add_argument("model", type=Path, help="a checkpoint (.pt) or a folder with reader.onnx")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--larger", type=Path, help="folder of MPNet, for a checkpoint on it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=["claims", "findings", "spans"])
    parser.add_argument("--rules", action="store_true", help="score the rules too")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.model.suffix == ".pt":
        model = torch_model(options.model, load_tokenizer(options.larger))
    else:
        model = load_model(options.model, threads=options.threads)
    learned = learned_reader(model)
    claims = replace(rule_reader(), find_attributions=learned.find_attributions)
    readers = {"model": learned, "model's claims, rules' anchors": claims}
    readers |= {"model's claims, anchors of both": combined_reader(model)}
    readers |= {"rules": rule_reader()} if options.rules else {}
    for name, reader in readers.items():
        if options.only in (None, "claims") and not name.startswith("model's"):
            show(claim_figures(options.shared / "gold", reader, f"{name}, PolNeAR dev"))
        if options.only in (None, "findings"):
            show(finding_figures(options.shared / "gold", reader, f"{name}, gold dev"))
    if options.only in (None, "spans"):
        show(span_figures(options.shared / "data", model))
    return 0


def show(figures: Iterator[Figure]) -> None:
    """Print figures with their intervals."""
    for f in figures:
        ends = f" ({f.interval[0]:.1f} to {f.interval[1]:.1f})" if f.interval else ""
        print(f"{f.name}: {f.value:.1f}{ends}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
