import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.learned.encoding import CASES, CLS, SEP, batch, case_of, windows
from backchannel.types import Span
from tests.reading.learned.factory import pieces_of


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("talks", "lower"),
        ("Oslo", "capitalised"),
        ("TASS", "capitals"),
        ("A", "capitalised"),
        ("G7", "digits"),
        ("_", "none"),
    ],
)
def test_casing_is_told_of_each_word(word: str, case: str) -> None:
    assert CASES[case_of(word)] == case


def test_features_tell_paragraphs_and_quotations() -> None:
    pieces = pieces_of('Envoys met.\n\nThe host said "We talked" today.')
    words = {pieces.starts[n]: pieces.features[n].tolist() for n in range(len(pieces))}
    today = max(words) - 5
    assert words[0] == [CASES.index("capitalised"), 1, 0]
    assert words[13] == [CASES.index("capitalised"), 1, 0]
    assert words[28] == [CASES.index("capitalised"), 0, 1]
    assert words[today] == [CASES.index("lower"), 0, 0]


@given(st.integers(0, 2000), st.integers(4, 60), st.integers(0, 60))
def test_windows_keep_every_piece_once(count: int, size: int, overlap: int) -> None:
    cut = windows(count, size, min(overlap, size // 2))
    kept = [n for w in cut for n in range(w.first, w.last)]
    assert kept == list(range(count))
    assert all(w.start <= w.first and w.last <= w.end <= count for w in cut)
    assert all(w.end - w.start <= size for w in cut)


def test_pieces_within_a_span_are_those_that_share_characters() -> None:
    pieces = pieces_of("Envoys met in Oslo.")
    assert list(pieces.within(Span(7, 13))) == [1, 2]
    assert list(pieces.within(Span(8, 9))) == [1]
    assert list(pieces.within(Span(6, 7))) == []


def test_a_batch_stands_between_its_marks() -> None:
    pieces = pieces_of("Envoys met in Oslo.")
    packed = batch([(pieces, 0, 5), (pieces, 3, 5)])
    assert packed.ids[0].tolist() == [CLS, 6, 3, 2, 4, 1, SEP]
    assert packed.ids[1].tolist() == [CLS, 4, 1, SEP, 0, 0, 0]
    assert np.array_equal(packed.mask.sum(axis=1), [7, 4])
