"""Score a model on the dev sets with the official scripts: `python -m training.scoring`."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from evaluation.figures import Figure, attribution_figures, record_figures
from evaluation.sets import GoldSet, Rows, load_rows

from backchannel.export import reading_to_json
from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.reading.learned.heads import COLUMNS, NAME_TAGS, TIME_TAGS
from backchannel.reading.learned.model import Model, load_model
from backchannel.reading.learned.reader import combined_reader, learned_reader
from backchannel.reading.learned.tags import marked_spans
from backchannel.reading.marks import Reader
from training.__main__ import SHARED, load_tokenizer
from training.running import torch_model
from training.sets import Row, outermost_names, read_rows, report_of


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


def span_figures(data: Path, model: Model) -> Iterator[tuple[str, float]]:
    """Exact spans and kinds of names (re3d dev) and times (TempEval-3 dev)."""
    names = [(row, set(outermost_names(row))) for row in read_rows(_path(data, "re3d"), "dev")]
    yield "names, re3d dev", _exact(model, names, "names")
    times = [(row, _times(row)) for row in read_rows(_path(data, "tempeval3"), "dev")]
    yield "times and types, TempEval-3 dev", _exact(model, times, "times")


def _path(data: Path, name: str) -> Path:
    return data / name / "data.jsonl.gz"


def _times(row: Row) -> set[tuple[object, str]]:
    from backchannel.types import Span

    found = [s for s in row["spans"] if s["type"] == "TIMEX3"]
    return {(Span(s["start"], s["end"]), s["timex_type"]) for s in found}


def _exact(model: Model, rows: list[tuple[Row, set[tuple[object, str]]]], column: str) -> float:
    """F1 over exact spans with their kind, in points."""
    tags = {"names": NAME_TAGS, "times": TIME_TAGS}[column]
    right = given = wanted = 0
    for row, gold in rows:
        report = report_of(row)
        answers = model.answers(report, rule_reader().lay_out(report))
        logits = answers.marks[:, COLUMNS[column].slice]
        found = set(marked_spans(logits, tags, answers.pieces, report.text))
        right, given, wanted = (
            right + len(found & gold),
            given + len(found),
            wanted + len(gold),
        )
    return 200 * right / (given + wanted) if given + wanted else 0.0


def main() -> int:
    """Print the figures of the rules and of the model side by side."""
    parser = argparse.ArgumentParser(prog="training.scoring", description=__doc__)
    parser.add_argument("model", type=Path, help="a checkpoint (.pt) or a folder with reader.onnx")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=["claims", "findings", "spans"])
    parser.add_argument("--rules", action="store_true", help="score the rules too")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.model.suffix == ".pt":
        model = torch_model(options.model, load_tokenizer())
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
        for name, value in span_figures(options.shared / "data", model):
            print(f"{name}: {value:.1f}")
    return 0


def show(figures: Iterator[Figure]) -> None:
    """Print figures with their intervals."""
    for f in figures:
        ends = f" ({f.interval[0]:.1f} to {f.interval[1]:.1f})" if f.interval else ""
        print(f"{f.name}: {f.value:.1f}{ends}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
