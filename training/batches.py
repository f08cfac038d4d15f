"""Examples cut into windows at random places, and a seeded plan of batches of one task each."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backchannel.reading.learned.encoding import PARAGRAPH, WINDOW, Pieces
from training.examples import Example, Task

# So many windows are sorted by length together.
POOL = 64
# So often a report is cut into its paragraphs, to be met as texts of a sentence or two.
APART = 0.15


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces `[start, end)` of an example."""

    example: Example
    start: int
    end: int

    def __len__(self) -> int:
        """How many pieces there are."""
        return self.end - self.start


def cuts(example: Example, draw: random.Random) -> Iterator[Cut]:
    """The whole example in windows; whether they are its paragraphs is drawn, or the first end."""
    count, start = len(example.pieces), 0
    if draw.random() < APART:
        edges = _paragraphs(example.pieces)
    elif count > WINDOW:
        edges = [draw.randint(WINDOW // 3, WINDOW)]
    else:
        edges = []
    for edge in (*edges, count):
        for first in range(start, edge, WINDOW):
            yield Cut(example, first, min(first + WINDOW, edge))
        start = edge


def _paragraphs(pieces: Pieces) -> list[int]:
    """Where the paragraphs start."""
    return [int(n) for n in pieces.features[:, PARAGRAPH].nonzero()[0]]


def epoch(examples: Sequence[Example], size: int, draw: random.Random) -> list[list[Cut]]:
    """Every example once, in batches of windows of like length, as long as `size` whole windows."""
    found = [cut for example in examples for cut in cuts(example, draw)]
    draw.shuffle(found)
    pools = [found[i : i + POOL] for i in range(0, len(found), POOL)]
    batches: list[list[Cut]] = []
    for pool in pools:
        batch: list[Cut] = []
        for cut in sorted(pool, key=len):
            if (len(batch) + 1) * len(cut) > size * WINDOW:
                batches.append(batch)
                batch = []
            batch.append(cut)
        batches.append(batch)
    draw.shuffle(batches)
    return batches


def plan(
    examples: Mapping[Task, Sequence[Example]],
    epochs: Mapping[Task, float],
    size: int,
    seed: int,
) -> list[list[Cut]]:
    """All batches of a run, the tasks mixed evenly; a part of an epoch is its first batches."""
    draw = random.Random(seed)
    placed: list[tuple[float, int, list[Cut]]] = []
    for task, count in epochs.items():
        batches: list[list[Cut]] = []
        for number in range(int(count + 0.999)):
            whole = epoch(examples[task], size, draw)
            batches += whole[: round(len(whole) * min(1.0, count - number))]
        placed += [
            ((i + draw.random()) / max(1, len(batches)), len(placed) + i, b)
            for i, b in enumerate(batches)
        ]
    return [b for _, _, b in sorted(placed, key=lambda p: p[:2])]
