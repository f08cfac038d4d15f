import numpy as np

from backchannel.reading.learned.heads import TIME_TAGS
from backchannel.reading.learned.tags import iter_runs, marked_spans, smoothed
from tests.reading.learned.factory import pieces_of


def test_a_run_ends_where_one_begins_anew() -> None:
    anew = [False, False, True, False, False]
    assert list(iter_runs([1, 1, 1, 0, 2], anew)) == [(1, 0, 2), (1, 2, 3), (2, 4, 5)]
    assert list(iter_runs([], [])) == []


def test_tags_mark_spans_with_their_names() -> None:
    text = "They met on May 5 for two hours."
    pieces = pieces_of(text)
    logits = np.zeros((len(pieces), len(TIME_TAGS)), np.float32)
    logits[:, 0] = 1.0
    for piece, tag in ((3, "B-DATE"), (4, "I-DATE"), (6, "B-DURATION"), (7, "I-DURATION")):
        logits[piece, TIME_TAGS.index(tag)] = 5.0
    found = [(text[s.start : s.end], n) for s, n in marked_spans(logits, TIME_TAGS, pieces, text)]
    assert found == [("May 5", "DATE"), ("two hours", "DURATION")]


def test_a_single_word_does_not_break_a_run() -> None:
    logs = np.log(np.array([[0.1, 0.9]] * 3 + [[0.6, 0.4]] + [[0.1, 0.9]] * 3, np.float32))
    free, dear = np.zeros((2, 2), np.float32), np.float32(1) - np.eye(2, dtype=np.float32)
    assert smoothed(logs, free) == [1, 1, 1, 0, 1, 1, 1]
    assert smoothed(logs, dear) == [1] * 7
    assert smoothed(logs[:0], dear) == []
