"""The words of a sentence by number, for rules that walk from word to word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.types import Span

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:mr|mrs|ms|dr|sens?|reps?|gov|gen|col|lt|capt|adm|st|jr|sr|prof|rev)\."
    r"|\w+(?:['’.-]\w+)*['’]?(?<!['’]['’])|''|--|[^\w\s]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in words and marks; `quoted` says which of them stand in a quotation."""

    text: str
    spans: tuple[tuple[int, int], ...]
    lowers: tuple[str, ...]
    quoted: tuple[bool, ...]

    def __len__(self) -> int:
        """How many words and marks there are."""
        return len(self.lowers)

    def low(self, index: int) -> str:
        """The word at a number in lower case; nothing beyond either end."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def span(self, first: int, end: int) -> Span:
        """From word number `first` up to, not including, `end`."""
        return Span(self.spans[first][0], self.spans[end - 1][1])

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital or a digit."""
        letter = self.text[self.spans[index][0]]
        return letter.isupper() or letter.isdigit()


def split_words(text: str, sentence: Span, quotations: Sequence[Span]) -> Words:
    """The words of a sentence; the quotations are those that overlap it."""
    found = [(m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, sentence.end)]
    ranges = [(q.start, q.end) for q in quotations]
    return Words(
        text,
        tuple(found),
        tuple(text[start:end].lower() for start, end in found),
        tuple(any(a <= start < b for a, b in ranges) for start, _ in found),
    )
