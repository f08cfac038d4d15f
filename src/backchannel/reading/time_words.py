"""The words of time expressions as numbers: months, weekdays, numerals, ordinals, units."""

import re
from collections.abc import Mapping
from functools import cache

from backchannel.rules import load_table

HALF = 0.5
# Half of a unit in the next smaller one, behind the whole ones: "P2Y6M".
_HALVES = {"Y": "6M", "M": "15D", "D": "T12H", "TH": "30M", "TM": "30S"}
_MULTIPLES = {"decade": (10, "Y"), "century": (100, "Y"), "fortnight": (2, "W")}
MANY = -1  # "several", "a few": more than one, nobody says how many


@cache
def words(table: str) -> Mapping[str, int]:
    """A table of `rules/times.toml` from words to numbers."""
    found: Mapping[str, int] = load_table("times")[table]
    return found


@cache
def names(table: str) -> Mapping[str, str]:
    """A table of `rules/times.toml` from words to TIMEX3 codes."""
    found: Mapping[str, str] = load_table("times")[table]
    return found


def parse_month(word: str) -> int:
    """The number of a month by name, abbreviation or figure."""
    key = word.lower().rstrip(".")
    return int(key) if key.isdigit() else words("months")[key]


def parse_day(word: str) -> int:
    """The day of a month from "5", "5th" or "fifth"."""
    figures = re.match(r"\d+", word)
    return int(figures[0]) if figures else words("ordinals")[word.lower()]


def parse_ordinal(word: str) -> int:
    """The number of "third", "3rd" or "final" (-1)."""
    return -1 if word.lower() == "latter" else parse_day(word)


def parse_year(word: str) -> int:
    """A year of four figures, or of two as in "26 MAR 89" (1930 to 2029)."""
    year = int(word)
    if year >= 100:
        return year
    return year + (1900 if year >= 30 else 2000)


def parse_number(phrase: str) -> float:
    """The number that a phrase such as "two and a half" or "1,000" gives, or MANY."""
    total, current = 0.0, 0.0
    phrase = re.sub(r"\s+and\s+a\s+half", " 1/2", phrase.lower().strip())
    for word in re.split(r"[\s-]+", phrase):
        if word == "1/2":
            total += 0.5
        elif word[:1].isdigit():
            current += float(word.replace(",", ""))
        elif word in ("hundred", "thousand", "dozen"):
            current = max(current, 1) * words("numbers")[word]
        elif word == "couple":
            current = 2
        elif word in words("numbers"):
            current += words("numbers")[word]
        elif word != "of":
            return MANY
    return total + current


def parse_unit(word: str) -> str:
    """The unit in the singular: "centuries" gives "century"."""
    singular = re.sub(r"s$", "", word.lower())
    return "century" if singular == "centurie" else singular


def duration_of(number: float, unit: str) -> str:
    """The TIMEX3 value of so many units: "P3D", "PT2H", "P2Y6M", "PXM"."""
    code = names("units").get(unit, "Y")
    if number == MANY:
        return f"PTX{code[1]}" if code.startswith("T") else f"PX{code.removeprefix('2')}"
    if unit in _MULTIPLES:
        times, code = _MULTIPLES[unit]
        number *= times
    whole, half = int(number), number % 1 == HALF
    prefix, letter = ("PT", code[1]) if code.startswith("T") else ("P", code)
    if half and code in _HALVES:
        return f"{prefix}{f'{whole}{letter}' if whole else ''}{_HALVES[code]}"
    return f"{prefix}{number:g}{letter}"
