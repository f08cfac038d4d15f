import random

import pytest
from training.batches import cuts, plan
from training.examples import Example, Task, unknown

from backchannel.reading.learned.encoding import PARAGRAPH, WINDOW
from tests.reading.learned.factory import pieces_of


def example(words: int, task: Task = Task.TIMES) -> Example:
    pieces = pieces_of(" ".join("x" * (1 + n % 7) for n in range(words)))
    return Example(str(words), task, pieces, unknown(words), unknown(words))


def test_cuts_hold_every_piece_once() -> None:
    for words in (1, WINDOW, WINDOW + 1, 1000):
        found = list(cuts(example(words), random.Random(3)))
        assert [n for c in found for n in range(c.start, c.end)] == list(range(words))
        assert all(len(c) <= WINDOW for c in found)


def test_a_plan_is_the_same_for_a_seed_and_holds_one_task_a_batch() -> None:
    examples = {
        Task.TIMES: [example(40), example(700)],
        Task.CLAIMS: [example(50, Task.CLAIMS)],
    }
    epochs = {Task.TIMES: 2.0, Task.CLAIMS: 1.0}
    found = [plan(examples, epochs, 2, seed) for seed in (1, 1, 2)]
    assert found[0] == found[1]
    for batches in found:
        assert all(len({c.example.task for c in one}) == 1 for one in batches)
        assert sum(len(c) for one in batches for c in one) == 2 * 740 + 50


def test_a_report_cut_apart_is_met_paragraph_by_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.batches.APART", 1.0)
    one = example(600)
    one.pieces.features[[0, 20, 50], PARAGRAPH] = 1
    found = [(c.start, c.end) for c in cuts(one, random.Random(3))]
    assert found == [(0, 20), (20, 50), (50, 50 + WINDOW), (50 + WINDOW, 600)]
