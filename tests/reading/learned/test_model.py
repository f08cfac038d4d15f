from pathlib import Path

import numpy as np
import pytest

from backchannel.errors import ModelError
from backchannel.reading import rule_reader
from backchannel.reading.learned.encoding import Batch
from backchannel.reading.learned.heads import COLUMNS, MARKS, RELATIONS, WIDTH
from backchannel.reading.learned.model import Model, distance_steps, load_model
from backchannel.types import Report
from tests.reading.learned.factory import Words, tables

LEFT = 3.0


def run(one: Batch) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Marks that repeat the ids, so that each row shows which piece it is of."""
    marks = np.zeros((*one.ids.shape, MARKS), np.float32)
    marks[..., COLUMNS["times"].start] = one.ids
    left = np.full((*one.ids.shape, len(RELATIONS), WIDTH), LEFT, np.float32)
    return marks, left, left


def report(words: int) -> Report:
    return Report(text=" ".join("x" * (1 + n % 90) for n in range(words)), name="made by hand")


@pytest.mark.parametrize("words", [0, 1, 318, 319, 2000])
def test_every_piece_has_the_marks_of_its_own(words: int) -> None:
    one = report(words)
    answers = Model(run, Words(), tables()).answers(one, rule_reader().lay_out(one))
    assert answers.marks.shape == (words, MARKS)
    assert answers.marks[:, COLUMNS["times"].start].tolist() == [1 + n % 90 for n in range(words)]
    assert len(answers.right) == words


def test_a_report_is_run_once_for_all_heads() -> None:
    calls: list[int] = []

    def counted(one: Batch) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        calls.append(len(one.ids))
        return run(one)

    one = report(10)
    model, layout = Model(counted, Words(), tables()), rule_reader().lay_out(one)
    assert model.answers(one, layout) is model.answers(one, layout)
    assert calls == [1]


def test_distances_are_told_both_ways() -> None:
    steps = distance_steps(np.array([-1000, -1, 0, 1, 1000]))
    assert steps.tolist() == [0, 12, 13, 14, 26]


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"missing|needs"):
        load_model(tmp_path)
