"""What has changed from one state of the record to another, entry by entry."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from backchannel.reconcile.rulings import BETWEEN
from backchannel.record.lines import summarise
from backchannel.types import Entry, Slot, Value
from backchannel.vocabularies import Kind, Standing


class How(StrEnum):
    """In which way an entry has changed."""

    DATED = "dated again"  # a report without a day, by what others tell of the same occasion
    ADDED = "added"
    CONFIRMED = "confirmed"  # by another origin
    REFINED = "refined"  # a finer value is shown
    MOVED_ON = "moved on"  # a later state or day has replaced the one shown
    CONTRADICTED = "contradicted"  # a value has come that cannot be true with the one shown
    CORRECTED = "corrected"  # a person holds a value of a slot to be right
    DENIED = "denied"
    RESOLVED = "resolved"  # a value that contradicted the one shown is gone
    WEAKENED = "weakened"  # fewer origins tell it
    CHANGED = "changed"  # in any other way
    JOINED = "joined"  # several have become one
    PARTED = "parted"  # one has become several
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that has changed: the entry, and where it is a slot's, the value then and now.

    A report has no kind: when it is dated again, `was` and `now` are the days of its publication.
    """

    how: How
    kind: Kind | None
    id: str
    text: str
    slot: str | None = None
    was: str | None = None
    now: str | None = None


def changes_between(before: Iterable[Entry], after: Iterable[Entry]) -> tuple[Change, ...]:
    """What has changed, in the order of `How`; entries are the same if they share a finding."""
    olds = {e.id: e for e in before}
    holder = {one.finding: old.id for old in olds.values() for one in old.evidence}
    found: list[Change] = []
    kept: defaultdict[str, list[Entry]] = defaultdict(list)
    for new in after:
        held = dict.fromkeys(holder[e.finding] for e in new.evidence if e.finding in holder)
        for id in held:
            kept[id].append(new)
        found += _changes([olds[id] for id in held], new)
    found += [_parted(olds[id], news) for id, news in kept.items() if len(news) > 1]
    found += [_change(How.REMOVED, old) for id, old in olds.items() if id not in kept]
    return tuple(sorted(found, key=lambda c: (list(How).index(c.how), c.kind or "", c.text, c.id)))


def _changes(olds: list[Entry], new: Entry) -> Iterator[Change]:
    if not olds:
        yield _change(How.ADDED, new)
        return
    if len(olds) > 1:
        was = ", ".join(sorted(old.id for old in olds))
        yield _change(How.JOINED, new, was=was)
    old = max(olds, key=lambda e: (e.id == new.id, len(e.evidence), e.id))
    if new.origins > old.origins:
        yield _change(How.CONFIRMED, new, None, str(old.origins), str(new.origins))
    if new.origins < old.origins:
        yield _change(How.WEAKENED, new, None, str(old.origins), str(new.origins))
    before = {slot.name: slot for slot in old.slots}
    for slot in new.slots:
        yield from _slot_changes(new, before.get(slot.name), slot)
    for name in before.keys() - {slot.name for slot in new.slots}:
        yield _change(How.CHANGED, new, name, before[name].values[0].text, None)
    if set(new.denied_by) - set(old.denied_by):
        yield _change(How.DENIED, new)


def _parted(old: Entry, news: Iterable[Entry]) -> Change:
    into = ", ".join(sorted(new.id for new in news))
    return _change(How.PARTED, old, now=into)


def _slot_changes(new: Entry, before: Slot | None, slot: Slot) -> Iterator[Change]:
    shown = slot.values[0].text
    was = before.values[0].text if before else None
    if (held := _held(slot)) and held != (_held(before) if before else ()):
        yield _change(How.CORRECTED, new, slot.name, was, BETWEEN.join(held))
        return
    standing = {value.text: value.standing for value in slot.values}
    if was != shown:
        how = _NAMES.get(standing.get(was or "", Standing.AGREED), How.CHANGED)
        yield _change(how if before else How.REFINED, new, slot.name, was, shown)
    known = _in_conflict(before.values if before else ())
    still = _in_conflict(slot.values)
    for text in sorted(still.keys() - known.keys() - {was}):
        yield _change(How.CONTRADICTED, new, slot.name, shown, text)
    if known and not still:
        yield _change(How.RESOLVED, new, slot.name, ", ".join(known), shown)


def _held(slot: Slot) -> tuple[str, ...]:
    """What a person holds of a slot."""
    return tuple(value.text for value in slot.values if value.judgement is not None)


_NAMES: Mapping[Standing, How] = {
    Standing.REFINED: How.REFINED,
    Standing.SUCCEEDED: How.MOVED_ON,
    Standing.CONFLICT: How.CONTRADICTED,
}


def _in_conflict(values: Iterable[Value]) -> Mapping[str, Value]:
    return {v.text: v for v in values if v.standing is Standing.CONFLICT}


def _change(
    how: How, entry: Entry, slot: str | None = None, was: str | None = None, now: str | None = None
) -> Change:
    return Change(how, entry.kind, entry.id, summarise(entry), slot, was, now)
