"""Processes: all that two parties have to do with one another, in rounds of contacts."""

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from backchannel.types import DateRange, Entry
from backchannel.vocabularies import ContactStatus, Kind, Standing

# A pause longer than this ends a round: talks that go on meet, or are put off, within a season.
PAUSE = datetime.timedelta(days=180)
# A contact known to no better than a year tells no round.
LONGEST = datetime.timedelta(days=120)
USED = (ContactStatus.HELD, ContactStatus.ONGOING)


@dataclass(frozen=True, slots=True)
class Round:
    """Contacts that followed one another without a long pause."""

    days: DateRange
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """Two parties, their rounds in the order of days, and what they share, by kind."""

    left: str
    right: str
    rounds: tuple[Round, ...]
    entries: tuple[tuple[Kind, int], ...]


def find_processes(entries: Iterable[Entry]) -> tuple[Process, ...]:
    """The processes in which there was any contact, the busiest first."""
    shared: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for pair in itertools.combinations(sorted(_parties(entry)), 2):
            shared.setdefault(pair, []).append(entry)
    found = [_process(pair, between) for pair, between in shared.items()]
    with_contacts = [p for p in found if p.rounds]
    return tuple(sorted(with_contacts, key=lambda p: (-_size(p), p.left, p.right)))


def _size(process: Process) -> int:
    return sum(count for _, count in process.entries)


def _process(pair: tuple[str, str], entries: Sequence[Entry]) -> Process:
    counts = Counter(entry.kind for entry in entries)
    return Process(
        left=pair[0],
        right=pair[1],
        rounds=tuple(_rounds(entries)),
        entries=tuple((kind, counts[kind]) for kind in Kind if counts[kind]),
    )


def _rounds(entries: Iterable[Entry]) -> Iterator[Round]:
    dated = sorted((*days, e.id) for e in entries if (days := _days(e)))
    held: list[tuple[datetime.date, datetime.date, str]] = []
    for contact in dated:
        if held and contact[0] - max(last for _, last, _ in held) > PAUSE:
            yield _round(held)
            held = []
        held.append(contact)
    if held:
        yield _round(held)


def _round(held: Sequence[tuple[datetime.date, datetime.date, str]]) -> Round:
    days = DateRange(held[0][0], max(last for _, last, _ in held))
    return Round(days, tuple(id for _, _, id in held))


def _days(entry: Entry) -> tuple[datetime.date, datetime.date] | None:
    """The days of a contact that took place and is dated well enough."""
    told = {slot.name: slot.values[0].text for slot in entry.slots}
    if told.get("status") not in USED or "date" not in told:
        return None
    days = DateRange.parse(told["date"])
    if not days.earliest or not days.latest or days.latest - days.earliest > LONGEST:
        return None
    return days.earliest, days.latest


def _parties(entry: Entry) -> set[str]:
    names = ("parties", "debtor", "creditor", "by", "on")
    slots = (slot for slot in entry.slots if slot.name in names)
    return {v.text for slot in slots for v in slot.values if v.standing is Standing.AGREED}
