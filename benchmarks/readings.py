"""Made-up readings of twenty years: what reports say, without texts that a reader could read."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests import factory

from backchannel.types import (
    Commitment,
    Contact,
    DateRange,
    Dating,
    Denial,
    Measure,
    Mention,
    Participant,
    Person,
    Quote,
    Reading,
    Report,
    Source,
    Span,
    Tally,
    Timex,
)
from backchannel.vocabularies import (
    ContactForm,
    DatingBasis,
    MeasureAction,
    MentionKind,
    SourceKind,
    TimexType,
)

SEED = 20140911
# Much is told of the first, little of the last.
STATES = (
    *("USA", "CHN", "RUS", "JPN", "PRK", "KOR", "IRN", "ISR", "GBR", "FRA", "DEU", "TUR", "IND"),
    *("PAK", "SAU", "EGY", "SYR", "IRQ", "UKR", "CUB", "VNM", "SRB", "NOR", "ETH", "KEN", "PER"),
    *("MYS", "THA", "IDN", "PHL"),
)
CITIES = (("Geneva", "CHE"), ("Vienna", "AUT"), ("Oslo", "NOR"), ("Doha", "QAT"), ("Hanoi", "VNM"))
# Words that no two reports share by chance: a report of nothing but common words copies all others.
WORDS = tuple(f"{a}{b}{c}" for a in "bdfgklmnprstv" for b in "aeiou" for c in ("nd", "rk", "sto"))
OFFICES = ("foreign minister", "defence minister", "chief negotiator", "prime minister")
FIRST = date(2004, 1, 1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Over how many states and days the reports are spread.

    A state is told of as often as its rank, to the power of `steepness`, goes into one.
    """

    states: int
    days: int
    steepness: int


WIDE = Spread(states=len(STATES), days=7300, steepness=1)
# As when a record keeps to one process: four states, every second report of the same two.
DENSE = Spread(states=4, days=1100, steepness=2)
# One in so many reports is a reprint, credits another outlet, has a denial, has a tally.
REPRINTED, CREDITING, DENYING, COUNTING = 8, 20, 8, 50


def make_readings(count: int, spread: Spread = WIDE) -> Iterator[Reading]:
    """So many readings, each with four findings or so."""
    draw = random.Random(SEED)
    last: Reading | None = None
    for number in range(count):
        if last and number % REPRINTED == 0:
            yield _reprint(last, number)
        else:
            last = _Maker(draw, spread, number).reading()
            yield last


def _reprint(reading: Reading, number: int) -> Reading:
    """What another outlet prints of the same the day after."""
    day = (reading.report.published or FIRST) + timedelta(1)
    report = replace(
        reading.report, name=f"made-{number}", outlet=f"Outlet {number % 40}", published=day
    )
    return replace(reading, report=report, published=_stated(day))


def _stated(day: date) -> Dating:
    return Dating(DateRange.of_day(day), DatingBasis.STATED)


class _Maker:
    """One report in the making: its draws, its sides, its day and its text."""

    def __init__(self, draw: random.Random, spread: Spread, number: int) -> None:
        states = STATES[: spread.states]
        weights = [1 / rank**spread.steepness for rank in range(1, len(states) + 1)]
        self.draw, self.number = draw, number
        self.day = FIRST + timedelta(draw.randrange(spread.days))
        self.sides = self._sides(states, weights)
        self.office = draw.choice(OFFICES)
        # Whoever holds an office holds it for four years.
        self.name = f"Ada {self.sides[0].title()}{self.office[:2].title()}{self.day.year // 4}"
        opening = f"the {self.office} {self.name} and {' and '.join(self.sides)} said "
        self.text = opening + " ".join(draw.choices(WORDS, k=300))

    def _sides(self, states: Sequence[str], weights: Sequence[float]) -> tuple[str, str]:
        left = right = ""
        while left == right:
            left, right = self.draw.choices(states, weights, k=2)
        return left, right

    def reading(self) -> Reading:
        """What the report says."""
        outlet = f"Outlet {self.number % 40}"
        report = Report(self.text, f"made-{self.number}", outlet=outlet, published=self.day)
        contacts = (self._contact("C1"), self._contact("C2"))
        denials = (self._denial(),) if self.number % DENYING == 1 else ()
        return Reading(
            report=report,
            published=_stated(self.day),
            timexes=tuple(self._timex() for _ in range(5)),
            mentions=tuple(self._mentions()),
            contacts=contacts,
            commitments=(self._commitment(),),
            measures=(self._measure(),),
            denials=denials,
            tallies=(self._tally(),) if self.number % COUNTING == 2 else (),
        )

    def _quote(self, words: int) -> Quote:
        starts = [n + 1 for n, letter in enumerate(self.text) if letter == " "]
        start = self.draw.choice(starts[6 : -words - 1])
        end = start
        for _ in range(words):
            end = self.text.index(" ", end + 1)
        return Quote(self.text[start:end], start, end)

    def _at(self, words: str) -> Quote:
        start = self.text.index(words)
        return Quote(words, start, start + len(words))

    def _mentions(self) -> Iterator[Mention]:
        for side in self.sides:
            yield Mention(self._at(side).span, MentionKind.PARTY, party=side)
        role = self._at(self.office).span
        yield Mention(
            self._at(self.name).span,
            MentionKind.PERSON,
            party=self.sides[0],
            person=self.name,
            role=role,
        )

    def _timex(self) -> Timex:
        quote = self._quote(2)
        day = DateRange.of_day(self.day)
        return Timex(Span(quote.start, quote.end), TimexType.DATE, self.day.isoformat(), day)

    def _said_by(self) -> tuple[Source, ...]:
        if self.number % CREDITING == 3:
            words = f"Outlet {self.draw.randrange(40)}"
            return (Source(Quote(words, 0, len(words)), SourceKind.MEDIA),)
        return (Source(self._quote(2), SourceKind.OFFICIAL),)

    def _contact(self, id: str) -> Contact:
        city, country = self.draw.choice(CITIES)
        role = self._at(self.office)
        person = self.draw.choice((Person(self._at(self.name), role), Person(None, role), None))
        left = Participant(self.sides[0], people=(person,) if person else ())
        return replace(
            factory.make_contact(id, place=(city, country)),
            evidence=(self._quote(14),),
            said_by=self._said_by(),
            form=self.draw.choice(list(ContactForm)),
            date=DateRange.of_day(self.day - timedelta(days=self.draw.randrange(20))),
            parties=(left, Participant(self.sides[1])),
            topic=self._quote(3),
        )

    def _commitment(self) -> Commitment:
        return replace(
            factory.make_commitment("K1"),
            evidence=(self._quote(14),),
            said_by=self._said_by(),
            debtor=self.sides[0],
            creditor=self.sides[1],
            act=self._quote(6),
        )

    def _measure(self) -> Measure:
        return replace(
            factory.make_measure("M1"),
            evidence=(self._quote(14),),
            action=self.draw.choice(list(MeasureAction)),
            what=self._quote(4),
            by=self.sides[0],
            on=self.sides[1],
            date=DateRange.of_day(self.day),
        )

    def _denial(self) -> Denial:
        opening = Quote(self.text[:120], 0, 120)
        denial = factory.make_denial("D1")
        return replace(denial, evidence=(opening,), by=self.sides[1], of=self._quote(8))

    def _tally(self) -> Tally:
        counts = [(self.draw.randrange(1, 20), "missing") for _ in range(3)]
        total = sum(count for count, _ in counts)
        tally = factory.make_tally("T1", total=total, counts=counts)
        return replace(tally, evidence=(self._quote(14),), of=self._quote(2))
