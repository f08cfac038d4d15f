"""Try thresholds of the learned heads on the dev reports, each report read by the model once.

python -m training.tuning build/training/last.pt
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import torch
from evaluation.figures import attribution_figures, record_figures
from evaluation.sets import GoldSet, Rows, load_rows

from backchannel.export import reading_to_json
from backchannel.pipeline import read
from backchannel.reading.layout import lay_out
from backchannel.reading.learned import anchors, attributions, combining
from backchannel.reading.learned import model as scores
from backchannel.reading.learned.heads import ANCHOR_KINDS
from backchannel.reading.learned.model import Answers, Model, load_model
from backchannel.reading.learned.reader import combined_reader, learned_reader
from backchannel.reading.marks import Layout, Reader
from backchannel.types import Attribution, Report
from training.__main__ import SHARED, load_tokenizer
from training.findings import FIELDS
from training.running import torch_model
from training.sets import report_of


class Remembered(Model):
    """A model that reads each report once, however often it is asked."""

    def __init__(self, model: Model) -> None:
        """Remember what this model answers."""
        self._model = model
        self._known: dict[str, Answers] = {}

    def answers(self, report: Report, layout: Layout) -> Answers:
        """What the model says of a report."""
        if report.text not in self._known:
            self._known[report.text] = self._model.answers(report, layout)
        return self._known[report.text]


@dataclass(frozen=True, slots=True)
class Trial:
    """A constant of a module and the values to try."""

    module: ModuleType
    name: str
    values: Sequence[object]


BOLD = dict(attributions.BOLDNESS)
CLAIM_TRIALS = (
    Trial(
        attributions,
        "BOLDNESS",
        tuple(
            BOLD | {"source": source, "cue": cue}
            for source, cue in ((0.0, 0.0), (0.3, 0.5), (0.3, 0.9), (0.6, 0.9), (0.6, 1.3))
        ),
    ),
    Trial(attributions, "BOLDNESS", tuple(BOLD | {"content": c} for c in (-0.5, 0.5))),
    Trial(attributions, "CHANGE", (0.0, 0.5, 2.0)),
    Trial(attributions, "ANEW", (0.5, 0.95)),
    Trial(attributions, "POOL", (0.05, 0.2, 9.0)),
    Trial(attributions, "HEED", (0.0, 1.0, 2.0)),
    Trial(attributions, "SHY", (0.08, 0.3, 9.0)),
)
LOW = dict.fromkeys(ANCHOR_KINDS, 0.2)
COMBINED_TRIALS = (
    Trial(
        combining,
        "DOUBTED",
        tuple(dict.fromkeys(ANCHOR_KINDS, t / 100) for t in (0, 3, 6, 10, 20, 30, 40)),
    ),
    Trial(
        combining,
        "ADDED",
        tuple(dict.fromkeys(ANCHOR_KINDS, t / 100) for t in (30, 40, 50, 60, 70, 80, 100)),
    ),
)
FINDING_TRIALS = (
    Trial(
        anchors,
        "THRESHOLDS",
        tuple(dict.fromkeys(ANCHOR_KINDS, t / 100) for t in (20, 30, 40, 50, 60, 70)),
    ),
    *(
        Trial(anchors, "CHOSEN", tuple(anchors.CHOSEN | {name: c / 10} for c in (2, 3, 4, 5, 6)))
        for name in anchors.CHOSEN
    ),
    Trial(anchors, "FALLBACK", (0.02, 0.05, 0.1, 0.2)),
    Trial(anchors, "APART", (3, 10)),
    Trial(scores, "HEEDED", (0.0, 0.15, 0.6, 1.0)),
)


def try_values(trials: Sequence[Trial], score: Callable[[], str]) -> Iterator[str]:
    """One line a value; each constant is put back when its values have been tried."""
    for trial in trials:
        usual = getattr(trial.module, trial.name)
        for value in trial.values:
            setattr(trial.module, trial.name, value)
            shown = list(value.values()) if isinstance(value, Mapping) else value
            yield f"{trial.name} = {shown}: {score()}"
        setattr(trial.module, trial.name, usual)


def read_all(rows: Rows, reader: Reader) -> Rows:
    """What a reader finds in each report."""
    return {k: reading_to_json(read(report_of(row), reader)) for k, row in rows.items()}


def main() -> int:
    """Print a line for each value of each constant."""
    parser = argparse.ArgumentParser(prog="training.tuning", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--larger", type=Path, help="folder of MPNet, for a checkpoint on it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=["claims", "findings"])
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    is_checkpoint = options.model.suffix == ".pt"
    model = Remembered(
        torch_model(options.model, load_tokenizer(options.larger))
        if is_checkpoint
        else load_model(options.model, threads=options.threads)
    )
    reader = learned_reader(model)
    gold = options.shared / "gold"
    if options.only in (None, "claims"):
        claims = load_rows(gold / "attribution.polnear.dev.jsonl")
        for line in try_values(CLAIM_TRIALS, lambda: _claims(claims, model)):
            print(line, flush=True)
    if options.only in (None, "findings"):
        known = {k: r for k, r in load_rows(gold / "gold.jsonl").items() if r["split"] == "dev"}
        texts = {k: r for k, r in load_rows(gold / "reports.jsonl").items() if k in known}
        for line in try_values(FINDING_TRIALS, lambda: _findings(texts, known, reader)):
            print(line, flush=True)
        anchors.THRESHOLDS.update(LOW)
        both = combined_reader(model)
        for line in try_values(COMBINED_TRIALS, lambda: _findings(texts, known, both)):
            print(line, flush=True)
    return 0


def _claims(rows: Rows, model: Model) -> str:
    """Attribution alone: mentions tell the kind of a source, which is not scored."""
    predicted = {}
    for key, row in rows.items():
        report = report_of(row)
        found = attributions.find_attributions(model, report, lay_out(report), ())
        predicted[key] = {"attributions": [_spans(one) for one in found]}
    figures = attribution_figures(GoldSet("claims", rows, rows, predicted))
    return " ".join(f"{f.name.split(': ')[1]} {f.value:.1f}" for f in figures)


def _spans(one: Attribution) -> dict[str, list[list[int]]]:
    parts = {"source": one.source, "cue": one.cue, "content": one.content}
    return {name: [[s.start, s.end] for s in spans] for name, spans in parts.items()}


def _findings(texts: Rows, known: Rows, reader: Reader) -> str:
    figures = record_figures(GoldSet("gold", texts, known, read_all(texts, reader)))
    learned = {f"{field} {part} F1" for field in FIELDS.values() for part in ("found", "slots")}
    shown = ((f.name.split(": ")[1], f.value) for f in figures)
    return " ".join(f"{n.removesuffix(' F1')} {v:.1f}" for n, v in shown if n in learned)


if __name__ == "__main__":
    sys.exit(main())
