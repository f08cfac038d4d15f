"""The lists of the application: what each asks of the record, and by what it can be narrowed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backchannel.record import Rows
from backchannel.rules.states import party_name
from backchannel.types import Judgement
from backchannel.vocabularies import CommitmentState
from backchannel.web.answers import Answers
from backchannel.web.asked import Asked
from backchannel.web.timeline import moments
from backchannel.web.track_records import track_records
from backchannel.web.venues import venues
from backchannel.web.words import plain, write_channel

BY_PARTY = ("party", "since", "until", "as_of", "known_on")
BY_TIME = ("as_of", "known_on")
# Who is named less often than so many others is found by search.
MOST_OPTIONS = 300
BELIEFS = ("0.25", "0.5", "0.75")


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of the page itself: the words that a row can be chosen by under this name."""

    name: str
    label: str
    of: Callable[[Any], Sequence[str]]
    written: Callable[[str], str] = plain


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of rows: its name is its path, its template, and the query of the record.

    `rows` makes the rows where the record has no such query; `picture` is the script that draws
    them above the list.
    """

    name: str
    title: str
    lead: str
    takes: tuple[str, ...] = BY_PARTY
    choices: tuple[Choice, ...] = ()
    parties: Callable[[Any], Sequence[str]] | None = None
    page_length: int = 50
    rows: Callable[[Answers, Mapping[str, Any]], Rows[Any]] | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a choice can have, and how many rows have it."""

    value: str
    label: str
    count: int


def _one(name: str) -> Callable[[Any], Sequence[str]]:
    return lambda row: (str(getattr(row, name)),) if getattr(row, name) else ()


def _yes(name: str) -> Callable[[Any], Sequence[str]]:
    return lambda row: ("yes",) if getattr(row, name) else ()


def _belief(row: Any) -> Sequence[str]:
    """The steps that it reaches; a denial is not weighed."""
    return tuple(least for least in BELIEFS if (row.belief or 0) >= float(least))


def _named(*names: str) -> Callable[[Any], Sequence[str]]:
    return lambda row: tuple(p for name in names if (p := getattr(row, name)))


STAGES: Mapping[CommitmentState, str] = {
    CommitmentState.PROPOSED: "asked",
    CommitmentState.CONDITIONAL: "binding",
    CommitmentState.ACTIVE: "binding",
    CommitmentState.DELAYED: "binding",
    CommitmentState.DISCHARGED: "kept",
    CommitmentState.VIOLATED: "broken",
    CommitmentState.CANCELLED: "broken",
    CommitmentState.REFUSED: "broken",
}

STAGE_LABELS = {
    "asked": "asked or offered",
    "binding": "binding",
    "kept": "kept",
    "broken": "refused or broken off",
}

_KIND = Choice("kind", "Kind", _one("kind"))
_CERTAINTY = Choice("certainty", "Told as", _one("certainty"))
_BELIEF = Choice("belief", "Belief", _belief, "at least {}".format)
_PERSON = Choice("person", "Person", lambda row: row.people, str)
_STATUS = Choice("status", "Status", _one("status"))
_LEVEL = Choice("level", "Level", _one("level"))
_SECRET = Choice("secret", "In secret", _yes("secret"))
_DENIED = Choice("denied", "Flatly denied", _yes("denied_by"))

LISTINGS = (
    Listing(
        "contacts",
        "Contacts",
        "Who met, called or wrote to whom, in the open and in secret.",
        choices=(
            Choice("form", "Form", _one("form")),
            _STATUS,
            _LEVEL,
            _PERSON,
            _SECRET,
            _DENIED,
            _CERTAINTY,
            _BELIEF,
        ),
        parties=lambda row: row.parties,
    ),
    Listing(
        "processes",
        "Processes",
        "What each two parties have to do with one another; half a year of silence parts rounds.",
        parties=_named("left", "right"),
    ),
    Listing(
        "channels",
        "Channels",
        "Which organs talk to which, at which level, and how long they have been silent.",
        choices=(_LEVEL,),
        parties=_named("left", "right"),
        picture="network",
    ),
    Listing(
        "map",
        "Map",
        "Where contacts were held: a town as a point, a vaguer place as the land it lies in.",
        choices=(Choice("precision", "Told as", _one("precision")),),
        picture="map",
        rows=venues,
    ),
    Listing(
        "commitments",
        "Commitments",
        "Who owes what to whom, on which condition and by when, and what came of it.",
        choices=(
            Choice("stage", "Stage", lambda row: (STAGES[row.state],), STAGE_LABELS.__getitem__),
            _KIND,
            Choice("state", "State", _one("state")),
            Choice("overdue", "Overdue", _yes("is_overdue")),
            _DENIED,
            _BELIEF,
        ),
        parties=_named("debtor", "creditor"),
    ),
    Listing(
        "deadlocks",
        "Deadlocks",
        "Two sides of which each will act only when the other has.",
        parties=_named("left", "right"),
    ),
    Listing(
        "measures",
        "Measures",
        "Sanctions and other steps taken, eased or threatened, and what they answer.",
        choices=(
            Choice("action", "Action", _one("action")),
            _STATUS,
            Choice("link", "Tied to its reason", _one("link")),
            _DENIED,
            _BELIEF,
        ),
        parties=_named("by", "on"),
    ),
    Listing(
        "denials",
        "Denials",
        "Who says that something is not so. A denial stands beside what it denies.",
        takes=BY_TIME,
        choices=(
            Choice("by", "By", _one("by"), party_name),
            Choice("force", "Force", _one("force")),
        ),
    ),
    Listing(
        "tallies",
        "Tallies",
        "Counted people and things, their parts added up, and who counts them so.",
        takes=BY_TIME,
        choices=(
            Choice(
                "sum",
                "The parts",
                lambda row: {True: ("add up",), False: ("do not add up",)}.get(row.adds_up, ()),
            ),
        ),
    ),
    Listing(
        "conflicts",
        "Conflicts",
        "Claims that cannot both be true, word against word; the gravest first.",
        choices=(
            Choice("kind", "About a", _one("kind")),
            Choice("slot", "Over", _one("slot")),
        ),
        page_length=20,
    ),
    Listing(
        "timeline",
        "Timeline",
        "Contacts, commitments, measures and denials in the order of their days.",
        choices=(
            _KIND,
            _STATUS,
            _PERSON,
            Choice("channel", "Channel", lambda row: row.channels, write_channel),
            Choice("source", "Told by", lambda row: row.sources),
            _SECRET,
            _DENIED,
            _BELIEF,
        ),
        parties=lambda row: row.parties,
        rows=moments,
        picture="timeline",
    ),
    Listing(
        "reports",
        "Reports",
        "What the record has read.",
        takes=("known_on",),
        choices=(Choice("outlet", "Outlet", _one("outlet")),),
    ),
    Listing(
        "sources",
        "Sources",
        "Who is credited, by name or in the reports’ words, how firmly, and what came of it.",
        takes=("known_on",),
        choices=(
            _KIND,
            Choice("confirmed", "Later confirmed", _yes("confirmed")),
            Choice("contradicted", "Contradicted", _yes("contradicted")),
        ),
        rows=track_records,
    ),
    Listing(
        "judgements",
        "Judgements",
        "What people have decided of the findings, who and when; the newest first.",
        takes=(),
        choices=(Choice("verdict", "Verdict", _one("verdict")), Choice("who", "By", _one("who"))),
        rows=lambda answers, _: newest_judgements(answers),
    ),
    Listing(
        "origins",
        "Origins",
        "Pieces of reporting with the reports that go back to them: copies are one witness.",
        takes=("known_on",),
        choices=(Choice("agency", "Agency", _one("agency")),),
    ),
)


def newest_judgements(answers: Answers) -> Rows[Judgement]:
    """What the record keeps in the order made, the last first."""
    made = answers.record.judgements()
    return Rows(Judgement, tuple(reversed(made.items)))


def narrow(rows: Iterable[Any], listing: Listing, asked: Asked) -> tuple[Any, ...]:
    """The rows that have all the chosen values."""
    chosen = [(c.of, asked.get(c.name)) for c in listing.choices if asked.get(c.name)]
    return tuple(row for row in rows if all(value in of(row) for of, value in chosen))


def options(rows: Iterable[Any], choice: Choice) -> tuple[Option, ...]:
    """The values that the rows have, the most frequent first."""
    return _options(Counter(v for row in rows for v in choice.of(row)), choice.written)


def party_options(named: Iterable[Sequence[str]]) -> tuple[Option, ...]:
    """The parties that rows name, each row's once, in the order of their names."""
    found = _options(Counter(party for parties in named for party in set(parties)), party_name)
    return tuple(sorted(found, key=lambda option: option.label.casefold()))


def _options(counts: Mapping[str, int], written: Callable[[str], str]) -> tuple[Option, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Option(value, written(value), number) for value, number in ordered[:MOST_OPTIONS])
