"""The typed rows that the queries answer with, and the sequence that holds them."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from backchannel.errors import BackchannelError, ReportError
from backchannel.export.rows import is_range
from backchannel.reconcile.views import View
from backchannel.record.changes import Change, How
from backchannel.types import DateRange, Part
from backchannel.vocabularies import (
    Certainty,
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    Force,
    Kind,
    Link,
    MeasureAction,
    MeasureStatus,
    Outcome,
    SourceKind,
)

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows(Sequence[T], Generic[T]):
    """The answer to a query: an immutable sequence of rows of one type."""

    type: type[T]
    items: tuple[T, ...] = ()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        """The rows in order."""
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows[T]": ...
    def __getitem__(self, index: int | slice) -> "T | Rows[T]":
        """A row, or the rows of a slice."""
        if isinstance(index, slice):
            return Rows(self.type, self.items[index])
        return self.items[index]

    def to_frame(self) -> "pandas.DataFrame":
        """A pandas frame; a day range becomes two columns of days, `…_earliest` and `…_latest`."""
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise BackchannelError(
                "to_frame needs pandas: pip install 'backchannel[frame]'"
            ) from error
        columns: dict[str, list[Any]] = {}
        for field in fields(self.type):  # type: ignore[arg-type]
            cells = [getattr(row, field.name) for row in self.items]
            if is_range(field.type):
                columns[f"{field.name}_earliest"] = [c and c.earliest for c in cells]
                columns[f"{field.name}_latest"] = [c and c.latest for c in cells]
            else:
                columns[field.name] = cells
        return pandas.DataFrame(columns)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as it stands; `reported` is the day of the first report of it.

    `denied_by` are the parties that flatly deny it, `country` is where the place lies, `corrected`
    the slots of which people hold what is shown (so in all rows of entries).
    """

    id: str
    date: DateRange | None
    reported: DateRange | None
    form: ContactForm
    status: ContactStatus
    secret: bool
    parties: tuple[str, ...]
    people: tuple[str, ...]
    place: str | None
    topic: str | None
    outcome: Outcome
    certainty: Certainty
    origins: int
    reports: int
    denied_by: tuple[str, ...] = ()
    against: int = 0
    belief: float = 0.0
    level: str | None = None
    country: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment as it stands; `slipped` are the deadlines that later ones have replaced."""

    id: str
    date: DateRange | None
    reported: DateRange | None
    kind: CommitmentKind
    debtor: str
    creditor: str | None
    act: str
    condition: str | None
    deadline: DateRange | None
    state: CommitmentState
    certainty: Certainty
    origins: int
    reports: int
    denied_by: tuple[str, ...] = ()
    against: int = 0
    belief: float = 0.0
    is_overdue: bool = False
    slipped: tuple[DateRange, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure as it was last reported."""

    id: str
    date: DateRange | None
    reported: DateRange | None
    action: MeasureAction
    by: str
    on: str | None
    what: str
    because: str | None
    link: Link | None
    status: MeasureStatus
    certainty: Certainty
    origins: int
    reports: int
    denied_by: tuple[str, ...] = ()
    against: int = 0
    belief: float = 0.0
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DenialRow:
    """A denial; `denies` is the id of the entry that it bears on."""

    id: str
    by: str
    of: str
    force: Force
    denies: str | None
    published: DateRange | None
    origins: int
    reports: int
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A counted set; `adds_up` is None where there is no total, or no part, to check.

    `checks` say what the counts show, of themselves and beside other tallies.
    """

    id: str
    of: str
    total: int | None
    parts: tuple[Part, ...]
    adds_up: bool | None
    origins: int
    reports: int
    checks: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A contact, commitment, measure or denial in one line; a denial is dated by its report.

    `sources` are the kinds of source that it is credited to.
    """

    date: DateRange | None
    reported: DateRange | None
    kind: Kind
    id: str
    text: str
    status: str
    origins: int
    sources: tuple[SourceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source by name, or in the reports' words, and how much is credited to it."""

    source: str
    kind: SourceKind
    outlets: tuple[str, ...]
    findings: int
    reports: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report; `origin` is the id of the earliest report with the same reporting."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    published: DateRange | None
    origin: str
    findings: int


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two claims that cannot both be true; `slot` is "denied" where a party says it was not so."""

    id: str
    kind: Kind
    text: str
    slot: str
    shown: str
    shown_origins: int
    shown_outlets: tuple[str, ...]
    shown_quote: str
    other: str
    other_origins: int
    other_outlets: tuple[str, ...]
    other_quote: str


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Two findings that the program has linked, or kept apart, by little; `score` above zero links.

    They are linked where both are in one entry.
    """

    kind: Kind
    left: str
    right: str
    left_entry: str
    right_entry: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlockRow:
    """Two sides of which each will act only when the other has, and the entries that say so."""

    left: str
    left_act: str
    left_waits_for: str
    left_entry: str
    right: str
    right_act: str
    right_waits_for: str
    right_entry: str
    origins: int


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """Two organs (None: not named) that have talked; `silent_days`: since they last did."""

    left: str
    left_organ: str | None
    right: str
    right_organ: str | None
    level: str
    contacts: tuple[str, ...]
    secret: int
    mediators: tuple[str, ...]
    first: DateRange | None
    last: DateRange | None
    silent_days: int | None


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """What two parties have to do with one another; half a year of silence parts `rounds`."""

    left: str
    right: str
    rounds: tuple[DateRange, ...]
    contacts: int
    commitments: int
    measures: int
    round_contacts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One piece of reporting, and the reports that go back to it, the earliest first."""

    origin: str
    published: DateRange | None
    title: str
    agency: str | None
    outlets: tuple[str, ...]
    reports: int
    entries: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A report or an entry that has the words; `kind` is "report" or the kind of the entry.

    In `snippet` the words found stand between HIT_START and HIT_END. `date` is the day of the
    entry, or of the report, and `outlet` who published the report.
    """

    kind: str
    id: str
    title: str
    snippet: str
    outlet: str | None = None
    date: DateRange | None = None


HIT_START, HIT_END = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a call of `read` did: reports by what became of them, and what that has changed."""

    new: int
    known: int
    skipped: tuple[ReportError, ...]
    changes: tuple[Change, ...] = ()

    @property
    def entries(self) -> Mapping[Kind, int]:
        """How many entries it has brought, by kind."""
        return Counter(c.kind for c in self.changes if c.kind and c.how is How.ADDED)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a call of `read` has come: this report of this file has just been dealt with."""

    report: str
    file: int
    files: int
    reports: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries a query wants; a date range that may lie in [since, until] is inside.

    `as_of` asks how things stood on a day, `known_on` what had been published by a day. Of a list
    so many are left out at its start as `offset` says, and then at most `limit` are given.
    """

    party: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    as_of: datetime.date | None = None
    known_on: datetime.date | None = None
    limit: int | None = None
    offset: int = 0

    @property
    def view(self) -> View:
        """The two times alone."""
        return View(self.as_of, self.known_on)

    def page(self, several: tuple[T, ...]) -> tuple[T, ...]:
        """What of a whole list stands on the page asked for."""
        last = None if self.limit is None else self.offset + self.limit
        return several[self.offset : last]
