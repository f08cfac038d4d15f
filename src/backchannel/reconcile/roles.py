"""Who held an office when, as the reports tell it: a role without a name is somebody's."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from backchannel.reconcile.organs import organ_key
from backchannel.reconcile.people import same_person
from backchannel.reconcile.ranges import days_between
from backchannel.rules.loading import load_table
from backchannel.types import Contact, DateRange, Person, Reading

# Of two tellings of one office so much of the words is alike; those of two offices share less.
ROLES_ALIKE = 85.0
# A term is known only on the days on which somebody tells of it; offices are held for years, but
# without a report from about the same time nobody can know by whom.
SAME_TERM_DAYS = 183


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who is told to hold an office, on the day of the report."""

    name: str
    role: str
    told: DateRange | None


Holders = Mapping[str, Sequence[Holder]]
# The name of who held an office of a party at a time, if that is known: role, party, day.
FindHolder = Callable[[str, str, DateRange | None], str | None]


def find_holders(readings: Iterable[Reading]) -> Holders:
    """Those whom the reports tell with name and office, by their party."""
    found: defaultdict[str, list[Holder]] = defaultdict(list)
    for reading in readings:
        for party, holder in holders_in(reading):
            found[party].append(holder)
    return found


def holders_in(reading: Reading) -> Iterator[tuple[str, Holder]]:
    """Those whom a report tells with name and office, each with the party."""
    for party, name, role in (*_in_contacts(reading), *_in_mentions(reading)):
        yield party, Holder(name, role, reading.published.range)


def offices_in(reading: Reading) -> Iterator[tuple[str, str, DateRange | None]]:
    """Offices by which a report tells of somebody without a name: party, role and day."""
    for contact in reading.contacts:
        for party in contact.parties:
            for person in party.people:
                if person.role and not person.name and is_held_by_one(person.role.text):
                    yield party.party, person.role.text, contact.date or reading.published.range


def holder_of(role: str, party: str, day: DateRange | None, holders: Holders) -> str | None:
    """The name of who held the office at the time; None where nobody, or more than one, is told."""
    if not is_held_by_one(role):
        return None
    told = [
        h.name
        for h in holders.get(party, ())
        if is_of_term(day, h) and same_role(party, role, h.role)
    ]
    longest = max(told, key=lambda name: (len(name), name), default=None)
    return longest if longest and all(same_person(longest, name) for name in told) else None


def is_held_by_one(role: str) -> bool:
    """Whether the words tell of an office that one person holds, not of "a senior official"."""
    words = re.findall(r"\w+", role.casefold())
    held_by_many = load_table("reconcile")["roles_of_many"]
    return len(words) > 1 and words[0] not in ("a", "an") and not set(words) & set(held_by_many)


@lru_cache(maxsize=1 << 16)
def same_role(party: str, left: str, right: str) -> bool:
    """Whether two tellings are of one office of the party."""
    ones, others = _role_words(party, left), _role_words(party, right)
    ranks = set(load_table("reconcile")["ranks"])
    if ones & ranks != others & ranks:
        return False
    return fuzz.token_sort_ratio(" ".join(sorted(ones)), " ".join(sorted(others))) >= ROLES_ALIKE


@lru_cache(maxsize=4096)
def _role_words(party: str, role: str) -> frozenset[str]:
    words = organ_key(party, role.replace("-", " "))
    return words - {"ministry"} if len(words) > 2 else words


def is_of_term(day: DateRange | None, holder: Holder) -> bool:
    """Whether somebody told to hold an office held it on the day, as far as anybody can know."""
    gap = days_between(day, holder.told)
    return gap is not None and gap <= SAME_TERM_DAYS


def _in_contacts(reading: Reading) -> Iterator[tuple[str, str, str]]:
    for contact in reading.contacts:
        for party in contact.parties:
            for person in party.people:
                if person.name and person.role:
                    yield party.party, full_name(person, reading), person.role.text


def _in_mentions(reading: Reading) -> Iterator[tuple[str, str, str]]:
    text = reading.report.text
    for mention in reading.mentions:
        if mention.person and mention.party and mention.role:
            yield mention.party, mention.person, text[mention.role.start : mention.role.end]


def full_name(person: Person, reading: Reading) -> str:
    """The fullest name that the report has for a person told by name."""
    quote = person.name
    if quote is None:
        return ""
    known = (m.person for m in reading.mentions if m.person and m.span.overlaps(quote.span))
    return next((name for name in known if same_person(name, quote.text)), quote.text)


def people_of(contact: Contact, reading: Reading, find_holder: FindHolder) -> tuple[str, ...]:
    """The names of those who took part, told by name or by an office that is known to be theirs."""
    return tuple(_names(contact, reading, find_holder))


def _names(contact: Contact, reading: Reading, find_holder: FindHolder) -> Iterator[str]:
    for party in contact.parties:
        for person in party.people:
            if person.name:
                yield full_name(person, reading)
            elif person.role:
                day = contact.date or reading.published.range
                name = find_holder(person.role.text, party.party, day)
                if name:
                    yield name
