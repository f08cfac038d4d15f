"""Tallies checked: parts against total, claimant against claimant, tally against tally."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from backchannel.types import Entry
from backchannel.vocabularies import Kind

_PART = re.compile(r"(\d+) ([^+]*)")
# As many parts as anybody lists: more would find sums that mean nothing.
MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Count:
    """A counted set with its parts."""

    entry: str
    of: str
    total: int | None
    parts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What checking a tally has shown: that it adds up, by how much it does not, or what else."""

    entry: str
    text: str
    is_sound: bool


def check_tallies(entries: Iterable[Entry]) -> tuple[Check, ...]:
    """What the tallies say of themselves and of one another."""
    counts = [count for entry in entries if (count := _count(entry))]
    return tuple(check for one in counts for check in _check(one, counts))


def _count(entry: Entry) -> Count | None:
    if entry.kind is not Kind.TALLY:
        return None
    told = {slot.name: slot.values[0].text for slot in entry.slots}
    parts = tuple((int(n), what.strip()) for n, what in _PART.findall(told.get("parts", "")))
    total = told.get("total")
    return Count(entry.id, told.get("of", ""), int(total) if total else None, parts)


def _check(one: Count, others: Iterable[Count]) -> Iterator[Check]:
    yield from _against_parts(one)
    for other in others:
        if other.entry != one.entry and other.total is not None:
            yield from _against_other(one, other)


def _against_parts(one: Count) -> Iterator[Check]:
    if one.total is None or not one.parts:
        return
    counts = [n for n, _ in one.parts]
    found, difference = " + ".join(map(str, counts)), one.total - sum(counts)
    if difference == 0:
        yield Check(one.entry, f"{one.total} = {found}", True)
    elif difference > 0:
        yield Check(one.entry, f"{one.total} = {found} + {difference} not told", True)
    else:
        yield Check(one.entry, f"{one.total} ≠ {found}: {-difference} too many", False)


def _against_other(one: Count, other: Count) -> Iterator[Check]:
    """A count elsewhere that some parts of this one make up, or what is left without some."""
    if one.total is None or not one.parts or other.total in {one.total, *(n for n, _ in one.parts)}:
        return
    numbers = [n for n, _ in one.parts][:MOST_PARTS]
    for size in range(1, len(numbers)):
        for chosen in combinations(range(len(numbers)), size):
            if sum(numbers[n] for n in chosen) == other.total:
                made = " + ".join(str(numbers[n]) for n in chosen)
                rest = "".join(f" - {m}" for n, m in enumerate(numbers) if n not in chosen)
                less = f" = {one.total}{rest}" if one.total == sum(numbers) else ""
                text = f"{other.total} {other.of} = {made}{less}"
                yield Check(one.entry, f"{text} ({other.entry})", True)
                return
