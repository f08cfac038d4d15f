"""What the heads mark in a text, before the resolvers make findings of it.

A head is a function; a `Reader` holds one for each question that is put to a text. The rule sets
are heads, and so are the learned ones: each can be exchanged alone (`dataclasses.replace`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from backchannel.reading.nearby import Credited, credited, outermost
from backchannel.types import Attribution, Dating, Mention, Report, Span, Timex
from backchannel.vocabularies import Kind, MentionKind, TimexType


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening "BEIJING, Sept. 11 (Kyodo) -": the whole, its place and its day."""

    span: Span
    place: Span | None = None
    day: Span | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out; sentences leave out boilerplate, byline and dateline."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    boilerplate: tuple[Span, ...] = ()
    byline: Span | None = None
    agency: str | None = None
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class TimeMark:
    """The extent and type of a time expression, not yet resolved to a value."""

    span: Span
    type: TimexType


@dataclass(frozen=True, slots=True)
class NameMark:
    """The extent and kind of a name or description, not yet resolved to a party or person."""

    span: Span
    kind: MentionKind


class Role(StrEnum):
    """What an argument is to its anchor."""

    PARTY = "party"
    MEDIATOR = "mediator"
    PERSON = "person"
    ORGAN = "organ"
    PLACE = "place"
    DATE = "date"
    TOPIC = "topic"
    DEBTOR = "debtor"
    CREDITOR = "creditor"
    ACT = "act"
    CONDITION = "condition"
    DEADLINE = "deadline"
    BY = "by"
    ON = "on"
    WHAT = "what"
    BECAUSE = "because"
    OF = "of"
    TOTAL = "total"
    PART = "part"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Argument:
    """A stretch of text and its role; a party, person, place or date points at a mention."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """The word that carries a finding, with its evidence, arguments and attributes.

    `attributes` holds the classes of GUIDELINES.md (form, status, kind, state, action, …) by
    name, in the values of the vocabularies in `types`.
    """

    kind: Kind
    span: Span
    evidence: tuple[Span, ...]
    arguments: tuple[Argument, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    def spans(self, role: Role) -> tuple[Span, ...]:
        """The arguments with this role, in the order marked."""
        return tuple(a.span for a in self.arguments if a.role is role)

    def first(self, role: Role) -> Span | None:
        """The first argument with this role."""
        return next(iter(self.spans(role)), None)


@dataclass(frozen=True, eq=False)
class Scene:
    """A report with all that has been resolved in it, on which the finding heads work.

    Without slots, and the same only as itself, so that what many heads look up is made once.
    """

    report: Report
    layout: Layout
    published: Dating
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @property
    def text(self) -> str:
        """The text of the report."""
        return self.report.text

    @cached_property
    def outer(self) -> tuple[Mention, ...]:
        """The outermost mentions, in order."""
        return outermost(self.mentions)

    def attributions_at(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose content shares a character with a span, in order."""
        return tuple(self.attributions[n] for n in self._credited.numbers_at(span))

    @cached_property
    def _credited(self) -> Credited:
        return credited(self.attributions)


@dataclass(frozen=True, slots=True)
class Reader:
    """The heads that read a report, in the order in which they are asked."""

    lay_out: Callable[[Report], Layout]
    mark_times: Callable[[Report, Layout], tuple[TimeMark, ...]]
    mark_names: Callable[[Report, Layout], tuple[NameMark, ...]]
    find_attributions: Callable[[Report, Layout, tuple[Mention, ...]], tuple[Attribution, ...]]
    find_anchors: Callable[[Scene], tuple[Anchor, ...]]
