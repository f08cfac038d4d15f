"""Channels: which organ of one side talks to which of the other, at which level, over time."""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backchannel.reconcile.levels import levels
from backchannel.reconcile.organs import organ_key
from backchannel.types import DateRange, Entry
from backchannel.vocabularies import ContactStatus, Standing

# Only what took place makes a channel.
USED = (ContactStatus.HELD, ContactStatus.ONGOING)
UNKNOWN = "unknown"
End = tuple[str, str | None]
_IDLE = re.compile(r"^(?:the|its|their|his|her)\s+|^\w+['’]s\s+|['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Channel:
    """Two ends, each a party with its organ (None when no report names one), and their contacts.

    The contacts are in the order of days; `level` is the highest of any, `last_day` the latest that
    the last dated contact can have been.
    """

    left: tuple[str, str | None]
    right: tuple[str, str | None]
    contacts: tuple[str, ...]
    levels: tuple[str, ...]
    secret: int
    mediators: tuple[str, ...]
    first: DateRange | None
    last: DateRange | None

    @property
    def level(self) -> str:
        """The highest level of its contacts."""
        known = [level for level in self.levels if level != UNKNOWN]
        return min(known, key=levels().index) if known else UNKNOWN

    def silent_days(self, day: datetime.date) -> int | None:
        """How many days before this day its last contact was; None when no contact has a day."""
        last = self.last and (self.last.latest or self.last.earliest)
        return (day - last).days if last else None


def find_channels(entries: Iterable[Entry]) -> tuple[Channel, ...]:
    """The channels of all contacts that took place, the busiest first."""
    used: dict[object, tuple[tuple[End, End], list[Entry]]] = {}
    for entry in entries:
        for ends in _ends(entry):
            # One body under several names is one end, shown by the name that came first.
            key = tuple((party, organ and organ_key(party, organ)) for party, organ in ends)
            used.setdefault(key, (ends, []))[1].append(entry)
    found = [_channel(ends, contacts) for ends, contacts in used.values()]
    return tuple(sorted(found, key=lambda c: (-len(c.contacts), str(c.left), str(c.right))))


def _ends(entry: Entry) -> Iterator[tuple[tuple[str, str | None], tuple[str, str | None]]]:
    """Each pair of parties that talked, with the organ that acted for each."""
    if _shown(entry, "status") not in USED:
        return
    organs = dict(_organs(entry))
    between = [p for p in _agreed(entry, "parties") if p not in _agreed(entry, "mediators")]
    for left, right in itertools.combinations(sorted(between), 2):
        yield (left, organs.get(left)), (right, organs.get(right))


def _organs(entry: Entry) -> Iterator[tuple[str, str]]:
    """The organ of each party that most origins name (the first value stands last: it wins)."""
    for text in reversed(_agreed(entry, "organs")):
        party, organ = text.split(": ", 1)
        yield party, _IDLE.sub("", organ).strip()


def _channel(
    ends: tuple[tuple[str, str | None], tuple[str, str | None]], contacts: list[Entry]
) -> Channel:
    ordered = sorted(contacts, key=lambda e: (_last_day(e), e.id))
    dated = [days for e in ordered if (days := _days(e))]
    mediators = dict.fromkeys(m for e in ordered for m in _agreed(e, "mediators"))
    return Channel(
        left=ends[0],
        right=ends[1],
        contacts=tuple(e.id for e in ordered),
        levels=tuple(_shown(e, "level") or UNKNOWN for e in ordered),
        secret=sum(_shown(e, "secret") == "yes" for e in ordered),
        mediators=tuple(mediators),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
    )


def _last_day(entry: Entry) -> datetime.date:
    days = _days(entry)
    return (days and (days.latest or days.earliest)) or datetime.date.max


def _days(entry: Entry) -> DateRange | None:
    text = _shown(entry, "date")
    return DateRange.parse(text) if text else None


def _shown(entry: Entry, name: str) -> str | None:
    return next((s.values[0].text for s in entry.slots if s.name == name), None)


def _agreed(entry: Entry, name: str) -> list[str]:
    values = next((s.values for s in entry.slots if s.name == name), ())
    return [v.text for v in values if v.standing is Standing.AGREED]
