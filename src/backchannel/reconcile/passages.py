"""What two reports share: runs of words, and the names and figures that set forms do not share."""

import re
from dataclasses import dataclass
from functools import lru_cache

# The runs of words of a report take 100 KB, of 3,000 reports more than all else together; pairs are
# checked in the order of days, so that the reports of a few busy days are enough to keep.
KEPT = 500
SHINGLE_WORDS = 4
# Below this many shingles a share is chance: two-line reports of one event look alike.
FEWEST_SHINGLES = 12
DATELINE = 40
_FIGURE = re.compile(r"\d[\d.,/:-]*\d|\d+")
# A word in capitals that does not open a sentence.
_NAME = re.compile(r"(?<![.!?\n]\s)(?<!^)\b[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the shorter of two reports stands in the longer, from 0 to 1.

    `shared` is how many runs of words stand in both; names and figures are 1 where it has none.
    """

    words: float
    shared: int
    names: float
    figures: float


@dataclass(frozen=True, slots=True)
class Marks:
    """What a report is compared by; `names` are None where capitals do not show them.

    Names and figures are those behind the dateline, whose place and day a copy may change; `first`
    has those of the dateline.
    """

    shingles: frozenset[str]
    names: frozenset[str] | None
    figures: frozenset[str]
    first: frozenset[str]


@lru_cache(maxsize=KEPT)
def marks_of(text: str) -> Marks:
    """The shingles, names and figures of a text."""
    body = text[DATELINE:]
    is_shouted = sum(map(str.isupper, body)) > sum(map(str.islower, body))
    names, figures = _particulars(body)
    first = frozenset[str]().union(*_particulars(text[:DATELINE]))
    return Marks(shingles_of(text), None if is_shouted else names, figures, first)


def _particulars(text: str) -> tuple[frozenset[str], frozenset[str]]:
    names = (name.casefold() for name in _NAME.findall(text))
    return frozenset(names), frozenset(_FIGURE.findall(text))


@lru_cache(maxsize=KEPT)
def shingles_of(text: str) -> frozenset[str]:
    """Every run of a few words, without capitals and punctuation."""
    words = re.findall(r"\w+", text.lower())
    if not words:
        return frozenset()
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return frozenset(" ".join(words[n : n + SHINGLE_WORDS]) for n in runs)


def likeness(left: Marks, right: Marks) -> Likeness:
    """How alike two reports are; two short ones are not, or wholly."""
    short, long = sorted((left, right), key=lambda marks: len(marks.shingles))
    shared = len(short.shingles & long.shingles)
    if len(short.shingles) < FEWEST_SHINGLES:
        is_same = bool(short.shingles) and short.shingles == long.shingles
        return Likeness(float(is_same), shared, float(is_same), float(is_same))
    return Likeness(
        words=shared / len(short.shingles),
        shared=shared,
        names=_within(short.names, long.names, long.first),
        figures=_within(short.figures, long.figures, long.first),
    )


def _within(
    short: frozenset[str] | None, long: frozenset[str] | None, first: frozenset[str]
) -> float:
    return len(short & (long | first)) / len(short) if short and long is not None else 1.0
