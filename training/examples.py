"""What a report teaches: its pieces, and what its annotators said of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from backchannel.reading.learned.candidates import Candidate, Surroundings
from backchannel.reading.learned.encoding import Ints, Pieces
from backchannel.reading.learned.heads import Columns, begin_inside
from backchannel.types import Span
from backchannel.vocabularies import Kind

UNKNOWN = -1


class Task(StrEnum):
    """The questions that sets answer; a batch holds reports of one task."""

    CLAIMS = "claims"
    FINDINGS = "findings"
    TIMES = "times"
    NAMES = "names"
    ACTORS = "actors"
    FACTS = "facts"
    HEDGES = "hedges"


# The tags of tasks that only help the encoder to learn: who acts on whom, what happened, hedges.
HELPER_TAGS = {
    Task.ACTORS: begin_inside(("source", "target", "both")),
    Task.FACTS: ("no", "unsure", "yes"),
    Task.HEDGES: begin_inside(("probable", "possible", "believed", "condition", "open")),
}


def _helpers() -> dict[Task, Columns]:
    columns, start = {}, 0
    for task, tags in HELPER_TAGS.items():
        columns[task] = Columns(start, start + len(tags))
        start += len(tags)
    return columns


HELPERS = _helpers()


@dataclass(frozen=True, slots=True)
class GoldAnchor:
    """A finding at the piece where its trigger word starts.

    `attributes` holds column offsets by name, `wanted` the keys of right answers by relation, and
    `stretches` the first and last piece by name (None where the finding has no such argument).
    """

    kind: Kind
    piece: int
    attributes: Mapping[str, int]
    certainty: int
    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stretches: Mapping[str, tuple[int, int] | None] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)


@dataclass(frozen=True, slots=True)
class Example:
    """A report of one task; `tags` and `heads` have an entry a piece, `UNKNOWN` where none is.

    `evidence` holds for each kind the ranges of pieces in which its findings are told, and
    `retold` those of them in which a finding is told again: no anchor stands there, nor is one
    wrong.
    """

    name: str
    task: Task
    pieces: Pieces
    tags: Ints
    heads: Ints
    anchors: tuple[GoldAnchor, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[tuple[Kind, range], ...] = ()
    retold: tuple[tuple[Kind, range], ...] = ()


def unknown(count: int) -> Ints:
    """An entry a piece, nothing known."""
    return np.full(count, UNKNOWN, dtype=np.int64)


def mark(tags: Ints, pieces: Pieces, span: Span, begin: int) -> range:
    """Tag a stretch: `begin` on its first piece, the next tag on the rest; returns its pieces."""
    inside = pieces.within(span)
    for number in inside:
        tags[number] = begin + (number > inside[0])
    return inside
