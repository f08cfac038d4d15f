"""Whether two names are of one person: short forms, orders of names, ways to spell them."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

# Kim Kye-gwan and Kim Gye Gwan, Qaddafi and Gaddafi stand above it; Kim Jong Un and Kim Jong Il
# below.
SPELLED_ALIKE = 80.0
# Of shorter words one letter is too much of a difference: Reagan and Regan were two.
FEWEST_LETTERS = 6
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "an",
        "ar",
        "as",
        "at",
        "bin",
        "ben",
        "ibn",
        "abu",
        "de",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "da",
        "do",
        "dos",
        "di",
        "du",
        "y",
        "and",
        "jr",
        "sr",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
    ]
)


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name: no capitals, accents, hyphens, particles."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[a-z]+", "".join(c for c in bare if not unicodedata.combining(c)))
    return tuple(w for w in words if w not in _PARTICLES)


def same_person(left: str, right: str) -> bool:
    """Whether one of two names can be another form of the other.

    A surname alone can be short for any full name that has it; two full names have a family name
    in common, first or last, and given names that are alike.
    """
    short, long = sorted((name_words(left), name_words(right)), key=len)
    if not short:
        return False
    if len(short) == 1:
        return any(_spelled_alike(short[0], word) for word in long)
    return not _initials_clash(short, long) and _same_full_name(short, long)


def _same_full_name(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if {w for w in short if len(w) > 1} <= {w for w in long if len(w) > 1}:
        return True
    for family in {short[0], short[-1]} & {long[0], long[-1]}:
        given = ["".join(w for w in name if w != family) for name in (short, long)]
        if _spelled_alike(given[0], given[1]):
            return True
    in_order = (zip(short, name, strict=False) for name in (long, long[::-1]))
    return len(short) == len(long) and any(all(_spelled_alike(*p) for p in o) for o in in_order)


def _initials_clash(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether both have initials, and not the same: two Bushes were George W. and George H. W."""
    ones, others = ({w for w in name if len(w) == 1} for name in (left, right))
    return bool(ones and others and ones != others)


def _spelled_alike(left: str, right: str) -> bool:
    if left == right:
        return True
    are_long = min(len(left), len(right)) >= FEWEST_LETTERS
    return are_long and fuzz.ratio(left, right) >= SPELLED_ALIKE
