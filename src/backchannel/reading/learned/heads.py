"""What the model answers for each word piece: the columns of its marks, and its relations.

Training and run time both read their shapes from here, so the two cannot disagree.
"""

from dataclasses import dataclass

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
    TimexType,
)

OUTSIDE = "O"
# One argument vector of a relation; 48 kept the 20 relations under a tenth of the encoder's work.
WIDTH = 48
ANCHOR_KINDS = (Kind.CONTACT, Kind.COMMITMENT, Kind.MEASURE, Kind.DENIAL)


def begin_inside(names: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that mark stretches of text: "O", and for each name "B-" and "I-"."""
    return (OUTSIDE, *(f"{edge}-{name}" for name in names for edge in "BI"))


CLAIM_TAGS = begin_inside(("source", "cue", "content"))
NAME_TAGS = begin_inside(("person", "organisation", "place", "nationality"))
TIME_TAGS = begin_inside(tuple(TimexType))

# The attributes of each kind of anchor, with their values in the order of the model's columns.
ATTRIBUTES: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.CONTACT: {
        "form": tuple(ContactForm),
        "status": tuple(ContactStatus),
        "outcome": tuple(Outcome),
        "secret": ("no", "yes"),
    },
    Kind.COMMITMENT: {"kind": tuple(CommitmentKind), "state": tuple(CommitmentState)},
    Kind.MEASURE: {
        "action": tuple(MeasureAction),
        "status": tuple(MeasureStatus),
        "link": tuple(Link),
    },
    Kind.DENIAL: {"force": tuple(Force)},
}
CERTAINTIES = tuple(Certainty)

# A cue points at the words of its source and of its content.
CLAIM_RELATIONS = ("source", "content")
# An anchor points at mentions and time expressions. A commitment points at who speaks and to whom:
# which of them is bound follows from its kind.
POINTERS: dict[Kind, tuple[str, ...]] = {
    Kind.CONTACT: ("party", "person", "place", "date"),
    Kind.COMMITMENT: ("by", "to", "deadline"),
    Kind.MEASURE: ("by", "on", "date"),
    Kind.DENIAL: ("by",),
}
# An anchor points at the first and the last piece of a stretch of text, or at none.
STRETCHES: dict[Kind, tuple[str, ...]] = {
    Kind.CONTACT: (),
    Kind.COMMITMENT: ("act", "condition"),
    Kind.MEASURE: ("what", "because"),
    Kind.DENIAL: ("of",),
}


def bound(kind: str) -> tuple[str, str]:
    """The relations of the debtor and of the creditor in a commitment of a kind."""
    return ("to", "by") if kind == CommitmentKind.DEMAND else ("by", "to")


def _relations() -> tuple[str, ...]:
    pointers = dict.fromkeys(name for kind in ANCHOR_KINDS for name in POINTERS[kind])
    stretches = dict.fromkeys(name for kind in ANCHOR_KINDS for name in STRETCHES[kind])
    edges = (f"{name} {edge}" for name in stretches for edge in ("first", "last"))
    return (*CLAIM_RELATIONS, *pointers, *edges)


RELATIONS = _relations()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a question's answers stand among the marks of a piece: `[start, end)`."""

    start: int
    end: int

    @property
    def slice(self) -> slice:
        """The columns as an index."""
        return slice(self.start, self.end)


def _layout() -> dict[str, Columns]:
    sizes = {"claims": len(CLAIM_TAGS), "names": len(NAME_TAGS), "times": len(TIME_TAGS)}
    sizes["anchors"] = len(ANCHOR_KINDS)
    sizes["evidence"] = len(ANCHOR_KINDS)
    sizes["certainty"] = len(CERTAINTIES)
    for kind in ANCHOR_KINDS:
        for name, values in ATTRIBUTES[kind].items():
            sizes[f"{kind} {name}"] = len(values)
    columns, start = {}, 0
    for name, size in sizes.items():
        columns[name] = Columns(start, start + size)
        start += size
    return columns


COLUMNS = _layout()
MARKS = max(c.end for c in COLUMNS.values())

# How far a piece stands from its anchor, in steps that widen (pieces, either way).
STEPS = (1, 2, 3, 4, 6, 8, 11, 16, 24, 36, 56, 90, 140)
DISTANCES = 2 * len(STEPS) + 1
# What is known of a mention beside an anchor: its kind; whether it is named often in the report;
# whether the anchor's words are credited to it, it is the subject of the anchor's word, or stands
# in the anchor's sentence.
MENTION_FEATURES = (
    *("party", "nationality", "organ", "person", "role", "group", "place"),
    *("often", "speaker", "acting", "near"),
)
