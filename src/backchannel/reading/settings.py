"""What the words around a name tell: a place or a party, an officeholder of the day."""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from backchannel.rules import load_table

REACH = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A person's term of office; an open or unknown end is None."""

    name: str
    forms: tuple[str, ...]
    party: str
    office: str
    start: datetime.date | None
    end: datetime.date | None

    def holds_on(self, day: datetime.date | None) -> bool:
        """Whether the term was running on a day, or may have been."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def _day(written: str | None, *, last: bool) -> datetime.date | None:
    """A day that may be told by its month or year alone: the first or last such day."""
    if not written:
        return None
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    if day:
        return datetime.date(year, month, day)
    month = month or (12 if last else 1)
    return datetime.date(year, month, calendar.monthrange(year, month)[1] if last else 1)


@cache
def terms() -> tuple[Term, ...]:
    """Every term of office of the table."""
    return tuple(
        Term(
            name=row["name"],
            forms=(row["name"], *row.get("aliases", ())),
            party=row["party"],
            office=row["office"],
            start=_day(row.get("from"), last=False),
            end=_day(row.get("to"), last=True),
        )
        for row in load_table("people")["term"]
    )


@cache
def terms_by_word() -> Mapping[str, tuple[Term, ...]]:
    """The terms by each word of the names, in lower case."""
    found: dict[str, list[Term]] = {}
    for term in terms():
        for word in {word.lower() for form in term.forms for word in form.split()}:
            found.setdefault(word, []).append(term)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _family_first() -> frozenset[str]:
    return frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "KHM", "SGP", "MYS"})


def surnames(term: Term) -> set[str]:
    """The words of a name by which alone its bearer may be called, in lower case."""
    last = {
        form.removesuffix(", Jr.").removesuffix(" Jr.").split()[-1].lower() for form in term.forms
    }
    first = {form.split()[0].lower() for form in term.forms}
    return last | first if term.party in _family_first() else last


def is_surname_in_office(name: str, day: datetime.date | None) -> bool:
    """Whether exactly one person of the table with this surname leads a party on a known day."""
    word = name.lower()
    if day is None:
        return False
    held = {
        t.name for t in terms_by_word().get(word, ()) if t.holds_on(day) and word in surnames(t)
    }
    return len(held) == 1


def is_place(text: str, start: int) -> bool:
    """Whether a state or capital that begins here is told as a place rather than as a party."""
    before = text[max(0, start - REACH) : start].lower().split()
    if before and before[-1] == "the":
        before.pop()
    if not before or any(before[-1].endswith(mark) for mark in ".,;:"):
        return False
    table = load_table("names")
    if before[-1] in _set("place_before"):
        return True
    moves = any(word.strip(",.") in _set("motion") for word in before[-5:-1])
    return before[-1] in table["place_after_motion"] and moves


def is_held_at(text: str, end: int) -> bool:
    """Whether a seat of government that ends here only tells where something is held."""
    behind = text[end : end + REACH].lower().split()[:2]
    return any(word.strip(",.") in _set("held") for word in behind)


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(load_table("names")[key])
