"""The loaded model: a report goes through it once, and every head reads the same answers."""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.errors import ModelError
from backchannel.reading.learned.encoding import (
    Batch,
    Ints,
    Pieces,
    Tokenizer,
    Window,
    batch,
    encode,
    windows,
)
from backchannel.reading.learned.heads import (
    CLAIM_TAGS,
    COLUMNS,
    DISTANCES,
    MARKS,
    RELATIONS,
    STEPS,
    WIDTH,
)
from backchannel.reading.marks import Layout
from backchannel.types import Report
from backchannel.weights import weights_folder

Floats = NDArray[np.float32]
Run = Callable[[Batch], tuple[Floats, Floats, Floats]]

# Windows that go through the encoder together: more of them filled memory, not the cores.
TOGETHER = 4
# How much an anchor heeds whether its piece is thought to lie in the evidence of such a finding
# (docs/explanation/reader.md).
HEEDED = 0.3
# Left vectors are kept only of pieces that can be a cue or an anchor.
CAN_BEGIN = 0.02


@dataclass(frozen=True, slots=True)
class Tables:
    """What the relations know besides the vectors: distance, kind of mention, and a bias."""

    distance: Floats
    known: Floats
    bias: Floats

    @classmethod
    def parse(cls, text: str) -> "Tables":
        """The tables that the exporter wrote as JSON."""
        rows = json.loads(text)
        return cls(*(np.array(rows[n], dtype=np.float32) for n in ("distance", "known", "bias")))


@dataclass(frozen=True, slots=True)
class Answers:
    """What the model says of a report: a row of marks and a right vector each piece.

    `left` holds the left vectors of pieces that can begin a cue or carry a finding, and
    `openings` the right vectors of each window's opening mark, which stands for "nothing".
    """

    pieces: Pieces
    windows: tuple[Window, ...]
    marks: Floats
    left: Mapping[int, Floats]
    right: NDArray[np.float16]
    openings: Floats
    tables: Tables

    def scores(self, relation: str, begin: int, start: int, end: int) -> Floats:
        """How well each piece in `[start, end)` fits a relation that begins at a piece."""
        return self.scores_at(relation, begin, np.arange(start, end))

    def scores_at(self, relation: str, begin: int, places: Ints) -> Floats:
        """How well each of these pieces fits a relation that begins at a piece."""
        number = RELATIONS.index(relation)
        right = self.right[places, number].astype(np.float32)
        matched: Floats = right @ self.left[begin][number] / np.float32(WIDTH**0.5)
        matched += self.tables.distance[number, distance_steps(places - begin)]
        matched += self.tables.bias[number]
        return matched

    def score_of_nothing(self, relation: str, begin: int) -> float:
        """How well the opening mark fits: the relation has no end."""
        number = RELATIONS.index(relation)
        index = bisect_right([w.first for w in self.windows], begin) - 1
        matched = self.openings[index, number] @ self.left[begin][number] / WIDTH**0.5
        step = distance_steps(np.array([self.windows[index].start - 1 - begin]))
        return float(matched + self.tables.distance[number, step[0]] + self.tables.bias[number])

    def reach(self, begin: int) -> tuple[int, int]:
        """The pieces that stood in one window with a piece."""
        index = bisect_right([w.first for w in self.windows], begin) - 1
        return self.windows[index].start, self.windows[index].end


_EDGES = np.array(STEPS)
# onnxruntime joins an addition and the normalisation behind it into one operation that takes eight
# times as long as the two: an eighth of the whole model's time.
SLOW = ("SkipLayerNormFusion",)


def distance_steps(offsets: Ints) -> Ints:
    """The number of the step in which each distance (pieces, either way) lies."""
    size = np.searchsorted(_EDGES, np.abs(offsets), side="right")
    steps: Ints = DISTANCES // 2 + np.sign(offsets) * size
    return steps


class Model:
    """A loaded model; it remembers its answers to the last report, which every head asks for."""

    def __init__(self, run: Run, tokenizer: Tokenizer, tables: Tables) -> None:
        """A model that is run by this function."""
        self._run = run
        self._tokenizer = tokenizer
        self._tables = tables
        self._last: tuple[str, Answers] | None = None

    def answers(self, report: Report, layout: Layout) -> Answers:
        """What the model says of a report."""
        if self._last is None or self._last[0] != report.text:
            self._last = (report.text, self._read(report, layout))
        return self._last[1]

    def _read(self, report: Report, layout: Layout) -> Answers:
        pieces = encode(report, layout, self._tokenizer)
        cut = windows(len(pieces))
        marks = [np.zeros((0, MARKS), dtype=np.float32)]
        right = [np.zeros((0, len(RELATIONS), WIDTH), dtype=np.float16)]
        openings: list[Floats] = []
        left: dict[int, Floats] = {}
        for number in range(0, len(cut), TOGETHER):
            group = cut[number : number + TOGETHER]
            found = self._run(batch([(pieces, w.start, w.end) for w in group]))
            for row, window in enumerate(group):
                kept = slice(window.first - window.start + 1, window.last - window.start + 1)
                own = found[0][row, kept]
                marks.append(own)
                right.append(found[2][row, kept].astype(np.float16))
                openings.append(found[2][row, 0].copy())  # a view would keep the whole batch
                for place in np.flatnonzero(_can_begin(own)):
                    left[window.first + int(place)] = found[1][row, kept.start + int(place)].copy()
        return Answers(
            pieces,
            cut,
            np.concatenate(marks),
            left,
            np.concatenate(right),
            np.stack(openings) if openings else np.zeros((0, len(RELATIONS), WIDTH), np.float32),
            self._tables,
        )


def _can_begin(marks: Floats) -> NDArray[np.bool_]:
    """Which pieces can begin a cue or carry a finding."""
    claims = softmax(marks[:, COLUMNS["claims"].slice])
    cue = claims[:, CLAIM_TAGS.index("B-cue")] + claims[:, CLAIM_TAGS.index("I-cue")]
    anchored = _anchored(marks).max(axis=1, initial=0.0)
    possible: NDArray[np.bool_] = np.maximum(cue, anchored) > CAN_BEGIN
    return possible


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def sigmoid(logits: Floats) -> Floats:
    """Probabilities, each for itself."""
    shares: Floats = np.float32(1.0) / (np.float32(1.0) + np.exp(-logits))
    return shares


def anchor_scores(answers: Answers) -> Floats:
    """The probability of each kind of anchor (columns as in `ANCHOR_KINDS`) at each piece."""
    return _anchored(answers.marks)


def _anchored(marks: Floats) -> Floats:
    own = marks[:, COLUMNS["anchors"].slice]
    return sigmoid(own + np.float32(HEEDED) * marks[:, COLUMNS["evidence"].slice])


def load_model(folder: Path | None = None, *, threads: int = 2) -> Model:
    """The model in a folder, or the one that ships in the package."""
    import onnxruntime  # a fifth of a second that the commands without a model need not wait
    import tokenizers

    folder = folder or weights_folder()
    for name in ("reader.onnx", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ModelError(f"{folder / name} is missing: make it with `make train`")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        str(folder / "reader.onnx"),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(SLOW),
    )
    if session.get_outputs()[0].shape[-1] != MARKS:
        raise ModelError(f"{folder / 'reader.onnx'} has other heads: make it with `make train`")
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tables = Tables.parse(session.get_modelmeta().custom_metadata_map["tables"])
    return Model(_runner(session), tokenizer, tables)


def _runner(session: Any) -> Run:
    def run(one: Batch) -> tuple[Floats, Floats, Floats]:
        inputs = {"ids": one.ids, "features": one.features}  # windows of a report are of one width
        marks, left, right = session.run(["marks", "left", "right"], inputs)
        return marks, left, right

    return run
