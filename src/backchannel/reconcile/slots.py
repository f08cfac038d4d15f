"""Which slots an entry of each kind has, where their values come from, and how they are settled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backchannel.reconcile.places import settle_places
from backchannel.reconcile.told import Told
from backchannel.reconcile.values import (
    Given,
    Settle,
    Stages,
    settle_days,
    settle_moving_days,
    settle_one,
    settle_people,
    settle_side_by_side,
    settle_stages,
)
from backchannel.types import Contact, DateRange, Place, Quote, Slot, Tally
from backchannel.vocabularies import (
    CommitmentState,
    ContactStatus,
    Force,
    Kind,
    MeasureAction,
    MeasureStatus,
    Outcome,
)


@dataclass(frozen=True, slots=True)
class SlotKind:
    """A slot: its name, how its values are read from a finding, and how they are settled."""

    name: str
    values: Callable[[Any], Iterable[object]]
    settle: Settle


def field(name: str) -> Callable[[Any], Iterable[object]]:
    """The field of that name, where the finding has it."""

    def values(finding: object) -> Iterator[object]:
        value = getattr(finding, name)
        if value is not None:
            yield value

    return values


def _secret(contact: Contact) -> Iterator[object]:
    # A report that does not call a contact secret does not say that it was open.
    if contact.secret:
        yield "yes"


def _parties(contact: Contact) -> Iterator[object]:
    return (p.party for p in contact.parties)


def _people(contact: Contact) -> Iterator[object]:
    return (q.name for p in contact.parties for q in p.people if q.name)


def _outcome(contact: Contact) -> Iterator[object]:
    if contact.outcome is not Outcome.NONE_REPORTED:
        yield contact.outcome


def _parts(tally: Tally) -> Iterator[object]:
    if tally.parts:
        yield " + ".join(f"{part.count} {part.what.text}" for part in tally.parts)


# Each state with its phase and its step within the phase: see `settle_stages`.
CONTACT_STAGES: Stages = {
    ContactStatus.POSSIBLE: (0, 0),
    ContactStatus.PROPOSED: (1, 0),
    ContactStatus.PLANNED: (2, 0),
    ContactStatus.ONGOING: (3, 0),
    ContactStatus.HELD: (4, 0),
    ContactStatus.REFUSED: (4, 0),
    ContactStatus.CALLED_OFF: (4, 0),
}
OUTCOME_STAGES: Stages = {
    Outcome.PROGRESS: (0, 0),
    Outcome.AGREEMENT: (1, 0),
    Outcome.NO_AGREEMENT: (1, 0),
}
# A commitment once in force can be delayed, broken, and taken up again.
COMMITMENT_STAGES: Stages = {
    CommitmentState.PROPOSED: (0, 0),
    CommitmentState.CONDITIONAL: (1, 0),
    CommitmentState.ACTIVE: (2, 0),
    CommitmentState.DELAYED: (2, 1),
    CommitmentState.DISCHARGED: (2, 2),
    CommitmentState.VIOLATED: (2, 2),
    CommitmentState.CANCELLED: (2, 2),
    CommitmentState.REFUSED: (2, 2),
}
MEASURE_STAGES: Stages = {
    MeasureStatus.POSSIBLE: (0, 0),
    MeasureStatus.PLANNED: (1, 0),
    MeasureStatus.DONE: (2, 0),
}
# What is threatened may be imposed; what is imposed may be told as tightened or extended.
ACTION_STAGES: Stages = {
    MeasureAction.THREATEN: (0, 0),
    MeasureAction.IMPOSE: (1, 0),
    MeasureAction.TIGHTEN: (1, 1),
    MeasureAction.EXTEND: (1, 1),
    MeasureAction.EASE: (1, 0),
    MeasureAction.LIFT: (1, 1),
}
FORCE_STAGES: Stages = {Force.NO_CONFIRMATION: (0, 0), Force.FLAT: (1, 0)}

SLOTS: Mapping[Kind, tuple[SlotKind, ...]] = {
    Kind.CONTACT: (
        SlotKind("form", field("form"), settle_side_by_side),
        SlotKind("status", field("status"), settle_stages(CONTACT_STAGES)),
        SlotKind("secret", _secret, settle_side_by_side),
        SlotKind("date", field("date"), settle_days),
        SlotKind("place", field("place"), settle_places),
        SlotKind("parties", _parties, settle_side_by_side),
        SlotKind("people", _people, settle_people),
        SlotKind("topic", field("topic"), settle_side_by_side),
        SlotKind("outcome", _outcome, settle_stages(OUTCOME_STAGES)),
    ),
    Kind.COMMITMENT: (
        SlotKind("kind", field("kind"), settle_side_by_side),
        SlotKind("debtor", field("debtor"), settle_one),
        SlotKind("creditor", field("creditor"), settle_one),
        SlotKind("act", field("act"), settle_side_by_side),
        SlotKind("condition", field("condition"), settle_side_by_side),
        SlotKind("deadline", field("deadline"), settle_moving_days),
        SlotKind("state", field("state"), settle_stages(COMMITMENT_STAGES)),
        SlotKind("date", field("date"), settle_days),
    ),
    Kind.MEASURE: (
        SlotKind("action", field("action"), settle_stages(ACTION_STAGES)),
        SlotKind("what", field("what"), settle_side_by_side),
        SlotKind("by", field("by"), settle_one),
        SlotKind("on", field("on"), settle_one),
        SlotKind("date", field("date"), settle_days),
        SlotKind("status", field("status"), settle_stages(MEASURE_STAGES)),
        SlotKind("because", field("because"), settle_side_by_side),
        SlotKind("link", field("link"), settle_one),
    ),
    Kind.DENIAL: (
        SlotKind("by", field("by"), settle_one),
        SlotKind("of", field("of"), settle_side_by_side),
        SlotKind("force", field("force"), settle_stages(FORCE_STAGES)),
    ),
    Kind.TALLY: (
        SlotKind("of", field("of"), settle_side_by_side),
        SlotKind("total", field("total"), settle_one),
        SlotKind("parts", _parts, settle_one),
    ),
}


def fill_slots(cluster: Sequence[Told]) -> tuple[Slot, ...]:
    """The slots of an entry, with every value that its findings give."""
    filled = ((kind, gather(kind, cluster)) for kind in SLOTS[cluster[0].kind])
    return tuple(Slot(kind.name, kind.settle(given)) for kind, given in filled if given)


def gather(kind: SlotKind, cluster: Sequence[Told]) -> tuple[Given, ...]:
    """The values of a slot, each once (capitals make no difference), with who gives it."""
    values: dict[str, list[tuple[object, Told]]] = {}
    for one in cluster:
        for value in kind.values(one.finding):
            values.setdefault(write(value).casefold(), []).append((value, one))
    return tuple(_give(told) for told in values.values())


def _give(told: Sequence[tuple[object, Told]]) -> Given:
    value = told[0][0]
    countries = (v.country for v, _ in told if isinstance(v, Place) and v.country)
    return Given(
        text=write(value),
        told=tuple(dict.fromkeys(one for _, one in told)),
        days=value if isinstance(value, DateRange) else None,
        country=next(countries, None),
    )


def write(value: object) -> str:
    """A value in words: a quote and a place in the report's own."""
    if isinstance(value, Place):
        return value.name.text
    return " ".join(value.text.split()) if isinstance(value, Quote) else str(value)
