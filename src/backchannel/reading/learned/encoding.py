"""A report as word pieces with what the encoder cannot see of them, in overlapping windows."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from backchannel.reading.marks import Layout
from backchannel.reading.quotations import find_quotations
from backchannel.types import Report, Span

Ints = NDArray[np.int64]

_WORD = re.compile(r"\w+")
CASES = ("none", "lower", "capitalised", "capitals", "digits")
CASE, PARAGRAPH, QUOTED = range(3)  # casing, first of its paragraph, inside a quotation
FEATURES = 3
# The most pieces of a window without its two marks, and how many it shares with the next: each
# piece is read with at least 16 others on either side. 32 and 64 gave no better figures on dev
# (docs/explanation/reader.md).
WINDOW = 318
OVERLAP = 32
CLS, SEP, PAD = 101, 102, 0


class Tokenizer(Protocol):
    """What is used of a `tokenizers.Tokenizer`."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Any:
        """The pieces of a text, with ids and offsets."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: ids, features, and where each starts and ends."""

    ids: Ints
    features: Ints
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self.starts)

    def within(self, span: Span) -> range:
        """The numbers of the pieces that share characters with a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """From the first of these pieces to the end of the last."""
        return Span(self.starts[first], self.ends[last])


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` go through the encoder together; `[first, last)` are kept of them."""

    start: int
    end: int
    first: int
    last: int


def encode(report: Report, layout: Layout, tokenizer: Tokenizer) -> Pieces:
    """The report's pieces, with casing, paragraph starts and quotations as features."""
    coded = tokenizer.encode(report.text, add_special_tokens=False)
    starts = tuple(start for start, _ in coded.offsets)
    ends = tuple(end for _, end in coded.offsets)
    features = np.zeros((len(starts), FEATURES), dtype=np.int64)
    pieces = Pieces(np.array(coded.ids, dtype=np.int64), features, starts, ends)
    features[:, CASE] = _cases(report.text, starts)
    for paragraph in layout.paragraphs:
        first = bisect_left(starts, paragraph.start)
        if first < len(starts):
            features[first, PARAGRAPH] = 1
    for quotation in find_quotations(report.text, layout.paragraphs):
        inside = pieces.within(quotation)
        features[inside.start : inside.stop, QUOTED] = 1
    return pieces


def _cases(text: str, starts: Sequence[int]) -> Ints:
    """The casing of the word in which each piece starts."""
    words = [m.span() for m in _WORD.finditer(text)]
    cases = np.array([0, *(case_of(text[start:end]) for start, end in words)], dtype=np.int64)
    ends = np.array([0, *(end for _, end in words)])
    places = np.array(starts, dtype=np.int64)
    number = np.searchsorted(np.array([start for start, _ in words]), places, side="right")
    return np.where(places < ends[number], cases[number], 0)


def case_of(word: str) -> int:
    """The casing of a word, as a number in `CASES`."""
    if word.isalpha() and word.islower():
        return CASES.index("lower")
    if any(c.isdigit() for c in word):
        return CASES.index("digits")
    if word.isupper():
        return CASES.index("capitals" if len(word) > 1 else "capitalised")
    if word[0].isupper():
        return CASES.index("capitalised")
    return CASES.index("lower") if any(c.isalpha() for c in word) else 0


def windows(count: int, size: int = WINDOW, overlap: int = OVERLAP) -> tuple[Window, ...]:
    """Windows of one width over so many pieces; each is kept of the one where it stands deepest."""
    if count <= size:
        return (Window(0, count, 0, count),) if count else ()
    number = -(-(count - overlap) // (size - overlap))
    width = -(-(count + (number - 1) * overlap) // number)
    starts = [min(i * (width - overlap), count - width) for i in range(number)]
    edges = [0, *((a + width + b) // 2 for a, b in pairwise(starts)), count]
    return tuple(
        Window(start, start + width, first, last)
        for start, (first, last) in zip(starts, pairwise(edges), strict=True)
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as the encoder takes them, filled up to the longest: ids, features, and a mask."""

    ids: Ints
    features: Ints
    mask: NDArray[np.float32]


def batch(cut: Sequence[tuple[Pieces, int, int]]) -> Batch:
    """Stretches `[start, end)` of pieces, each between its two marks."""
    longest = max(end - start for _, start, end in cut) + 2
    ids = np.full((len(cut), longest), PAD, dtype=np.int64)
    features = np.zeros((len(cut), longest, FEATURES), dtype=np.int64)
    mask = np.zeros((len(cut), longest), dtype=np.float32)
    for row, (pieces, start, end) in enumerate(cut):
        size = end - start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = pieces.ids[start:end]
        features[row, 1 : size + 1] = pieces.features[start:end]
        mask[row, : size + 2] = 1.0
    return Batch(ids, features, mask)
