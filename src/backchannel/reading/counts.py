"""Read the number that a phrase begins with: "17", "1,200", "forty-two", "2 million"."""

import re
from collections.abc import Mapping
from functools import cache

from backchannel.rules import load_table

_DIGITS = re.compile(r"\d[\d,]*")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# "another", "the other", "an": a single one.
_SINGLE = frozenset({"another", "other", "a", "an"})


def read_count(words: str) -> tuple[int, int] | None:
    """The number at the start of the words, and where it ends; None when there is none."""
    digits = _DIGITS.match(words)
    if digits:
        return _scaled(words, int(digits[0].replace(",", "")), digits.end())
    word = re.match(r"[A-Za-z]+(?:-[A-Za-z]+)?", words)
    if word is None:
        return None
    value = _word_values().get(word[0].lower())
    if value is None:
        return None
    return _scaled(words, value, word.end())


def _scaled(words: str, value: int, end: int) -> tuple[int, int]:
    scale = re.compile(r"\s+(hundred|thousand|million)\b", re.IGNORECASE).match(words, end)
    return (value * _SCALES[scale[1].lower()], scale.end()) if scale else (value, end)


@cache
def _word_values() -> Mapping[str, int]:
    numbers = load_table("tallies")["numbers"]
    units = {word: n for n, word in enumerate(numbers["units"].split(), 1)}
    tens = {word: 10 * n for n, word in enumerate(numbers["tens"].split(), 1)}
    joined = {
        f"{ten}-{unit}": tens[ten] + units[unit]
        for ten in tens
        if tens[ten] >= 20
        for unit in units
        if units[unit] < 10
    }
    return {**dict.fromkeys(_SINGLE, 1), **units, **tens, **joined}
