"""From first and last pieces to an argument in the report's words."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from backchannel.reading.learned.model import Answers
from backchannel.types import Span

# The longest argument, in pieces: 99 of 100 acts on the train reports are shorter.
LONGEST = 60
# Marks that an argument neither begins nor ends with.
_EDGES = " \n\t,;:.\"“”'’-–—"


def stretch(name: str, anchor: int, answers: Answers, text: str, *, needed: bool) -> Span | None:
    """The best stretch of text in a relation; None where nothing fits better and none is needed."""
    start, end = answers.reach(anchor)
    first = answers.scores(f"{name} first", anchor, start, end)
    last = answers.scores(f"{name} last", anchor, start, end)
    beyond = np.full(LONGEST - 1, -np.inf, dtype=last.dtype)
    both = first[:, None] + sliding_window_view(np.append(last, beyond), LONGEST)
    begin, length = divmod(int(both.argmax()), LONGEST)
    nothing = answers.score_of_nothing(f"{name} first", anchor)
    nothing += answers.score_of_nothing(f"{name} last", anchor)
    if not needed and nothing > both[begin, length]:
        return None
    return trimmed(text, answers.pieces.span(start + begin, start + begin + length))


def trimmed(text: str, span: Span) -> Span | None:
    """The span without marks at its ends; None when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if start < end else None
