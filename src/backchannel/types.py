"""The nouns: what is read from a report and what is kept in the record."""

import datetime
import hashlib
from dataclasses import dataclass

from backchannel.vocabularies import (
    Certainty,
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    DatingBasis,
    Force,
    Kind,
    Link,
    MeasureAction,
    MeasureStatus,
    MentionKind,
    Outcome,
    SourceKind,
    Standing,
    TimexType,
    Verdict,
)

# --- Text and time -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in Unicode code points of a report's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that cannot quote anything."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot run from {self.start} to {self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """A span with its words."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateRange:
    """The earliest and the latest day that something can have been, both included, either open."""

    earliest: datetime.date | None
    latest: datetime.date | None

    def __post_init__(self) -> None:
        """Refuse a range that ends before it begins."""
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a range cannot run from {self.earliest} to {self.latest}")

    @classmethod
    def of_day(cls, day: datetime.date) -> "DateRange":
        """The range of a single day."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> "DateRange":
        """The range that `str` wrote: "2014-09-06", "2014-09-06..2014-09-07", "..2014-09-07"."""
        days = [datetime.date.fromisoformat(d) if d else None for d in text.split("..")]
        return cls(days[0], days[-1])

    def __str__(self) -> str:
        """A day, or both ends with two dots between (as EDTF does for one of a set)."""
        if self.earliest == self.latest and self.earliest:
            return self.earliest.isoformat()
        return f"{self.earliest or ''}..{self.latest or ''}"


@dataclass(frozen=True, slots=True)
class Report:
    """One published text; `name` is what its file or collection calls it."""

    text: str
    name: str
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    retrieved: datetime.datetime | None = None

    @property
    def id(self) -> str:
        """A digest of what makes the report itself: outlet, day and words (16 hex digits)."""
        parts = (self.outlet or "", str(self.published or ""), self.text)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reason:
    """One constraint behind an inferred publication date: the words, and what they imply."""

    quote: Quote
    range: DateRange
    explanation: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When a report was published: a range (None when nothing is known), stated or inferred."""

    range: DateRange | None
    basis: DatingBasis
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: TIMEX3 type and value, and the days it can mean (None when none).

    `edtf` tells what a range cannot: approximate, uncertain or open days, seasons and decades.
    """

    span: Span
    type: TimexType
    value: str
    range: DateRange | None = None
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or description, with the party or person that it was resolved to.

    `parties` lists the members of a group; `person` is the fullest name the report gives;
    `role` and `organ` are the words that describe a person; `country` (ISO 3166 alpha-3) is
    where a place lies.
    """

    span: Span
    kind: MentionKind
    party: str | None = None
    parties: tuple[str, ...] = ()
    person: str | None = None
    role: Span | None = None
    organ: Span | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: source and cue may be empty, content may lie in several pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: SourceKind
    certainty: Certainty = Certainty.CERTAIN


# --- Findings: what one report says --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever a finding is credited to, in the report's words."""

    quote: Quote
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened; `country` is ISO 3166 alpha-3."""

    name: Quote
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part: named, or told only by a role."""

    name: Quote | None
    role: Quote | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A party to a contact, with the organ and the people that acted for it."""

    party: str
    organ: Quote | None = None
    people: tuple[Person, ...] = ()
    mediator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A communication between two or more parties."""

    id: str
    evidence: tuple[Quote, ...]
    said_by: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    form: ContactForm
    status: ContactStatus
    secret: bool = False
    date: DateRange | None = None
    place: Place | None = None
    parties: tuple[Participant, ...]
    topic: Quote | None = None
    outcome: Outcome = Outcome.NONE_REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a debtor owes, or is asked to do for, a creditor."""

    id: str
    evidence: tuple[Quote, ...]
    said_by: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    kind: CommitmentKind
    debtor: str
    creditor: str | None = None
    act: Quote
    condition: Quote | None = None
    deadline: DateRange | None = None
    deadline_quote: Quote | None = None
    state: CommitmentState
    date: DateRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A coercive or conciliatory step of a state."""

    id: str
    evidence: tuple[Quote, ...]
    said_by: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    action: MeasureAction
    what: Quote
    by: str
    on: str | None = None
    date: DateRange | None = None
    status: MeasureStatus
    because: Quote | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Somebody says that something is not so; `item` is the id of the finding it bears on."""

    id: str
    evidence: tuple[Quote, ...]
    said_by: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    by: str
    of: Quote
    force: Force
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a counted set, and who counts it so."""

    count: int
    what: Quote
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A counted set broken into parts."""

    id: str
    evidence: tuple[Quote, ...]
    said_by: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    of: Quote
    total: int | None
    parts: tuple[Part, ...]


Finding = Contact | Commitment | Measure | Denial | Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one report says, knowing no other report."""

    report: Report
    published: Dating
    attributions: tuple[Attribution, ...] = ()
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    contacts: tuple[Contact, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    measures: tuple[Measure, ...] = ()
    denials: tuple[Denial, ...] = ()
    tallies: tuple[Tally, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all five kinds."""
        return (
            *self.contacts,
            *self.commitments,
            *self.measures,
            *self.denials,
            *self.tallies,
        )


# --- Entries: what the record holds --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an entry was read: one finding of one report, with the report's standing."""

    finding: str
    report: str
    origin: str
    outlet: str | None
    published: DateRange | None
    quotes: tuple[Quote, ...]
    said_by: tuple[Source, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot in words, the findings that give it, and how it stands.

    `country` is where a place lies. What a person holds has the number of the judgement, and no
    findings where no report tells it.
    """

    text: str
    findings: tuple[str, ...]
    standing: Standing = Standing.AGREED
    country: str | None = None
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of an entry with all its values, the one shown first."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in the record, reconciled from findings of one or many reports."""

    id: str
    kind: Kind
    slots: tuple[Slot, ...]
    evidence: tuple[Evidence, ...]
    denied_by: tuple[str, ...] = ()

    @property
    def origins(self) -> int:
        """How many independent pieces of reporting support the entry."""
        return len({e.origin for e in self.evidence})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on two findings, or on one: that it is wrong, or what a slot is.

    Whatever was decided in one go has one `number`; an undo bears that of what it undoes.
    """

    number: int
    left: str
    right: str | None
    verdict: Verdict
    why: str
    who: str
    when: datetime.datetime
    slot: str | None = None
    value: str | None = None
