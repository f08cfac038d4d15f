"""Words, numbers and marks of a text, with where they stand."""

import re
from typing import NamedTuple

# A possessive "'s" is a word of its own, so that "Japan's" begins with the word "Japan".
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]\.(?=\s*[A-Z(,])"
    r"|['’][sS](?!\w)"
    r"|[^\W\d_]+(?:['’](?![sS](?!\w))[^\W\d_]+)*"
    r"|\d+(?:[.,]\d+)*|\n\s*\n|[^\s\w]"
)
_STRAIGHT = str.maketrans("’‘", "''")
# Capital texts keep a few small letters in their datelines: 0.3 parts wires in capitals (under
# 0.1) from prose (over 0.9).
CAPITALS_SHARE = 0.3


class Word(NamedTuple):
    """One word; `key` is its lower-case form with straight apostrophes."""

    start: int
    end: int
    text: str
    key: str


def split_words(text: str) -> list[Word]:
    """The words of a text in order."""
    plain = text.translate(_STRAIGHT)
    return [Word(m.start(), m.end(), m[0], m[0].lower()) for m in _WORD.finditer(plain)]


def is_capitals(text: str) -> bool:
    """Whether the text is written in capitals, so that they tell no names."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.islower, text)) / letters < CAPITALS_SHARE
