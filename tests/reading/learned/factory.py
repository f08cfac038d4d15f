"""A tokenizer and answers made by hand, so that no test needs weights."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from backchannel.reading.layout import lay_out
from backchannel.reading.learned.encoding import Pieces, encode, windows
from backchannel.reading.learned.heads import (
    COLUMNS,
    DISTANCES,
    MARKS,
    MENTION_FEATURES,
    RELATIONS,
    WIDTH,
)
from backchannel.reading.learned.model import Answers, Tables
from backchannel.types import Report


class Words:
    """A tokenizer whose pieces are words and marks."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Any:
        """Every word and mark with an id of its own length."""
        assert not add_special_tokens
        found = [m.span() for m in re.finditer(r"\w+|[^\w\s]", sequence)]
        return SimpleNamespace(ids=[end - start for start, end in found], offsets=found)


def pieces_of(text: str) -> Pieces:
    """The words of a text as pieces."""
    report = Report(text=text, name="made by hand")
    return encode(report, lay_out(report), Words())


def tables() -> Tables:
    """Tables that know nothing, and think nothing likely."""
    return Tables(
        np.zeros((len(RELATIONS), DISTANCES), np.float32),
        np.zeros((len(RELATIONS), len(MENTION_FEATURES)), np.float32),
        np.full(len(RELATIONS), -3.0, np.float32),
    )


def answers_for(
    pieces: Pieces,
    marks: Mapping[tuple[int, int], float],
    arcs: Mapping[tuple[str, int], tuple[int, ...]],
) -> Answers:
    """Answers with these marks by `(piece, column)`, and arcs from `(relation, piece)` to pieces.

    Each beginning of an arc takes the next dimension of the vectors for itself.
    """
    rows = np.full((len(pieces), MARKS), -5.0, np.float32)
    rows[:, COLUMNS["claims"].start] = 0.0
    rows[:, COLUMNS["evidence"].slice] = 0.0
    for (piece, column), value in marks.items():
        rows[piece, column] = value
    left = {p: np.zeros((len(RELATIONS), WIDTH), np.float32) for _, p in arcs}
    right = np.zeros((len(pieces), len(RELATIONS), WIDTH), np.float16)
    for dimension, ((relation, begin), ends) in enumerate(arcs.items()):
        number = RELATIONS.index(relation)
        left[begin][number, dimension] = 50.0
        right[list(ends), number, dimension] = 1.0
    cut = windows(len(pieces))
    openings = np.zeros((len(cut), len(RELATIONS), WIDTH), np.float32)
    return Answers(pieces, cut, rows, left, right, openings, tables())


class Fixed:
    """A model that always gives these answers."""

    def __init__(self, answers: Answers) -> None:
        """Answer with these."""
        self.fixed = answers

    def answers(self, *_: object) -> Answers:
        """Whatever the report."""
        return self.fixed
