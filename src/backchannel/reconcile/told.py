"""A finding with what reconciling needs to know of its report."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from types import MappingProxyType

from backchannel.ids import kind_of, name_findings
from backchannel.reconcile.outlets import outlets_of
from backchannel.reconcile.roles import FindHolder, find_holders, holder_of, people_of
from backchannel.rules.loading import load_table
from backchannel.rules.states import is_state
from backchannel.types import (
    Commitment,
    Contact,
    DateRange,
    Denial,
    Finding,
    Measure,
    Reading,
    Tally,
)
from backchannel.vocabularies import Kind

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
_CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_NUMBER = {word: str(n) for words in (_ORDINALS, _CARDINALS) for n, word in enumerate(words, 1)}
_ROUND = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\s(?:\w+\s)?(?:rounds?|sessions?|summit|meeting)\b"
)
_SIDES = re.compile(rf"\b({'|'.join(_CARDINALS)}|\d+)[ -](?:party|nation|way|sided|country)\b")


def _number(word: str) -> str:
    return _NUMBER.get(word) or re.sub(r"\D", "", word)


@dataclass(frozen=True)
class Told:
    """A finding under its id in the record, with the standing of its report."""

    id: str
    finding: Finding
    report: str
    origin: str
    outlet: str | None
    published: DateRange | None
    parties: frozenset[str]
    outlets: frozenset[str] = frozenset()  # who published the report, by the names of `outlets_of`
    people: tuple[str, ...] = ()  # the names of those who took part in a contact
    meant: DateRange | None = None  # of a denial: when what it denies would have happened

    @cached_property
    def kind(self) -> Kind:
        """Which of the five kinds it is of."""
        return kind_of(self.finding)

    @cached_property
    def days(self) -> DateRange | None:
        """When the thing told happened or will happen; None for a denial or a tally."""
        return None if isinstance(self.finding, Denial | Tally) else self.finding.date

    @cached_property
    def about(self) -> str:
        """What it is about, in the report's words; empty where a contact has no topic."""
        match self.finding:
            case Contact(topic=topic):
                return topic.text if topic else ""
            case Commitment(act=quote) | Measure(what=quote) | Denial(of=quote) | Tally(of=quote):
                return quote.text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that say what it is about."""
        return content_words(self.about)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Those of them that stand at its start."""
        return content_words(" ".join(self.about.split()[:2]))

    @cached_property
    def told_words(self) -> frozenset[str]:
        """All the words of the quotes that it rests on."""
        return content_words(self._evidence)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words of the place where it happened."""
        place = self.finding.place if isinstance(self.finding, Contact) else None
        return content_words(place.name.text if place else "")

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The words of its quotes, of what it is about and of its place."""
        return self.told_words | self.words | self.place_words

    @cached_property
    def rounds(self) -> frozenset[str]:
        """Which rounds or sessions of a series the evidence names."""
        found = _ROUND.finditer(self._evidence)
        return frozenset(_number(m[1]) for m in found)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Parties that are no state, and the talks themselves by how many sides they have."""
        sides = (f"{_number(m[1])} sides" for m in _SIDES.finditer(self._evidence))
        return frozenset((*sides, *(p for p in self.parties if not is_state(p))))

    @cached_property
    def _evidence(self) -> str:
        return " ".join(quote.text for quote in self.finding.evidence).lower()

    @cached_property
    def age(self) -> tuple[datetime.date, datetime.date, str]:
        """Sorts by publication, the undated last, then by id."""
        days = self.published or DateRange(None, None)
        latest = days.latest or days.earliest or datetime.date.max
        return (latest, days.earliest or latest, self.id)


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry content, each cut so as to stand for all its forms."""
    return frozenset(filter(None, map(_content, re.findall(r"[^\W_]+", text.lower()))))


@lru_cache(maxsize=1 << 15)
def _content(word: str) -> str:
    """What stands for a word and all its forms; nothing where it carries no content."""
    stem, kin = _stem(word), kin_words()
    is_content = len(word) > 3 or word.isdigit() or stem in kin
    return kin.get(stem, stem) if is_content and word not in idle_words() else ""


def _stem(word: str) -> str:
    singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return singular[:6]


@cache
def idle_words() -> frozenset[str]:
    """Words of four letters and more that say nothing of what a finding is about."""
    return frozenset(load_table("reconcile")["idle"])


@cache
def kin_words() -> Mapping[str, str]:
    """For the stem of each word that has others of its meaning, the stem of the first of them."""
    table = load_table("reconcile")["kin"]
    return {_stem(word): _stem(words[0]) for words in table for word in words}


@cache
def generic_words() -> frozenset[str]:
    """Words that any measure or commitment can be told by, and no more is said of it."""
    return content_words(" ".join(load_table("reconcile")["generic"]))


def tell(
    readings: Iterable[Reading],
    origins: Mapping[str, str],
    claim_origins: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Told, ...]:
    """Every finding of the readings, by id, so that the order of reports makes no difference.

    `origins` are those of the reports; `claim_origins` those of findings that have another.
    """
    several = tuple(readings)
    find_holder = partial(holder_of, holders=find_holders(several))
    told = (one for r in several for one in tell_report(r, origins, claim_origins, find_holder))
    return tuple(sorted(told, key=lambda t: t.id))


def tell_report(
    reading: Reading,
    origins: Mapping[str, str],
    claim_origins: Mapping[str, str],
    find_holder: FindHolder,
) -> Iterable[Told]:
    """Every finding of one report; `find_holder` names those whom it tells by their offices."""
    names = name_findings(reading)
    for finding in reading.findings:
        yield Told(
            id=names[finding.id],
            finding=finding,
            report=reading.report.id,
            origin=claim_origins.get(names[finding.id], origins[reading.report.id]),
            outlet=reading.report.outlet or reading.report.agency,
            published=reading.published.range,
            parties=_parties(finding, reading),
            outlets=outlets_of(reading.report),
            people=(
                people_of(finding, reading, find_holder) if isinstance(finding, Contact) else ()
            ),
            meant=_days_meant(finding, reading),
        )


def _parties(finding: Finding, reading: Reading) -> frozenset[str]:
    match finding:
        case Contact(parties=parties):
            named: Iterable[str | None] = (p.party for p in parties)
        case Commitment(debtor=debtor, creditor=creditor):
            named = (debtor, creditor)
        case Measure(by=by, on=on):
            named = (by, on)
        case Denial(by=by):
            named = (by, *_named_within(finding, reading))
        case Tally():
            named = _named_within(finding, reading)
    return frozenset(party for party in named if party)


def _named_within(finding: Finding, reading: Reading) -> Iterable[str | None]:
    """The parties that the evidence names: all that a denial tells of whom it is about."""
    for quote in finding.evidence:
        for mention in reading.mentions:
            if quote.span.holds(mention.span):
                yield mention.party
                yield from mention.parties


def _days_meant(finding: Finding, reading: Reading) -> DateRange | None:
    """The first days that the denied words name."""
    if not isinstance(finding, Denial):
        return None
    named = (t.range for t in reading.timexes if t.range and finding.of.span.holds(t.span))
    return next(named, None)
