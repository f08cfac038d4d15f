"""Occasions: contacts and measures by which reports can be known to tell of the same days."""

from collections.abc import Iterator
from dataclasses import dataclass

from backchannel.types import Contact, DateRange, Measure, Reading
from backchannel.vocabularies import Certainty, ContactStatus, MeasureStatus

# A day and the two beside it are as good as the day.
NARROW = 3
# Parties of whom the record has more days do not tell by these which one is meant. Of 8 clues of
# train reports with so few, the others as record, 6 told the day; of 26 by words such as "today" or
# "last week" 8, so those are left out.
FEW = 5
HAPPENED = (ContactStatus.HELD, ContactStatus.ONGOING, MeasureStatus.DONE)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that happened, as a finding of a report tells it.

    `key` says what it was and between whom ("contact JPN PRK"); `country` where, if told; `days` is
    None where the report is not dated, for then nor is what it tells.
    """

    report: str
    finding: str
    key: str
    country: str | None
    days: DateRange | None

    def may_be(self, other: "Occasion") -> bool:
        """Whether the two can be one: the same between the same, not in two countries."""
        apart = self.country and other.country and self.country != other.country
        return self.key == other.key and not apart


def occasions_of(reading: Reading) -> Iterator[Occasion]:
    """What the report tells as certain and as over: of what day, if the report has one."""
    is_dated = is_narrow(reading.published.range)
    for step in steps_of(reading):
        key = _key_of(step)
        if key and step.status in HAPPENED and step.certainty is Certainty.CERTAIN:
            place = step.place if isinstance(step, Contact) else None
            country = place.country if place else None
            if not is_dated:
                yield Occasion(reading.report.name, step.id, key, country, None)
            elif is_narrow(step.date):
                yield Occasion(reading.report.name, step.id, key, country, step.date)


def steps_of(reading: Reading) -> tuple[Contact | Measure, ...]:
    """The findings that can be occasions."""
    return (*reading.contacts, *reading.measures)


def _key_of(step: Contact | Measure) -> str | None:
    if isinstance(step, Measure):
        return f"{step.action} {step.by} {step.on}" if step.on else None
    parties = sorted({p.party for p in step.parties if not p.mediator})
    return f"contact {' '.join(parties)}" if parties[1:] else None


def is_narrow(days: DateRange | None) -> bool:
    """Whether a range tells the day, or the two or three that it can be."""
    if days is None or days.earliest is None or days.latest is None:
        return False
    return (days.latest - days.earliest).days < NARROW
