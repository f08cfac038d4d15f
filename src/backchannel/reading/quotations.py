"""Find what stands in quotation marks."""

import re
from collections.abc import Iterator, Sequence

from backchannel.types import Span

_MARK = re.compile(r"[\"“”«»]|''|``|’’|‘‘")
_OPENING = frozenset("“«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations with their marks; one left open runs to the end of its paragraph."""
    return tuple(q for paragraph in paragraphs for q in _within(text, paragraph))


def _within(text: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if mark[0] not in _CLOSING and not _measures(text, mark.start()):
                opened = mark.start()
        elif mark[0] not in _OPENING:
            yield Span(opened, mark.end())
            opened = None
    if opened is not None:
        yield Span(opened, paragraph.end)


def _measures(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches or closes what was never opened."""
    return (
        at > 0 and text[at] in "\"'" and not (text[at - 1].isspace() or text[at - 1] in "([-—–/,")
    )
