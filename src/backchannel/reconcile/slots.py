"""Which slots an entry of each kind has, where their values come from, and how they are settled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from backchannel.reconcile.counts import settle_parts, settle_totals
from backchannel.reconcile.levels import find_levels, settle_levels
from backchannel.reconcile.places import can_be_one_place, settle_places
from backchannel.reconcile.spans import can_be_one_day, settle_days
from backchannel.reconcile.told import Told
from backchannel.reconcile.values import (
    Given,
    Settle,
    Stages,
    Witness,
    settle_moving,
    settle_one,
    settle_people,
    settle_plans,
    settle_side_by_side,
    settle_stages,
)
from backchannel.types import Contact, DateRange, Measure, Place, Quote, Slot, Source, Tally
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


def _organs(contact: Contact) -> Iterator[object]:
    return (f"{p.party}: {' '.join(p.organ.text.split())}" for p in contact.parties if p.organ)


def _mediators(contact: Contact) -> Iterator[object]:
    return (p.party for p in contact.parties if p.mediator)


def _outcome(contact: Contact) -> Iterator[object]:
    if contact.outcome is not Outcome.NONE_REPORTED:
        yield contact.outcome


def _parts(tally: Tally) -> Iterator[object]:
    if tally.parts:
        yield " + ".join(f"{part.count} {part.what.text}" for part in tally.parts)


HELD, ONGOING = ContactStatus.HELD, ContactStatus.ONGOING
REFUSED, CALLED_OFF = ContactStatus.REFUSED, ContactStatus.CALLED_OFF
CONTACT_STAGES = Stages(
    steps={
        ContactStatus.POSSIBLE: (0, 0),
        ContactStatus.PROPOSED: (1, 0),
        ContactStatus.PLANNED: (1, 1),
        REFUSED: (1, 2),
        CALLED_OFF: (1, 2),
        ONGOING: (1, 3),
        HELD: (2, 0),
    },
    passes=(
        (REFUSED, HELD),
        (CALLED_OFF, HELD),
        (REFUSED, ONGOING),
        (CALLED_OFF, ONGOING),
        (ONGOING, CALLED_OFF),
    ),
)
OUTCOME_STAGES = Stages(
    steps={Outcome.PROGRESS: (0, 0), Outcome.AGREEMENT: (1, 1), Outcome.NO_AGREEMENT: (1, 0)},
    # Talks that had failed may still end in an agreement; an agreement is not taken back by them.
    passes=((Outcome.NO_AGREEMENT, Outcome.AGREEMENT),),
)
_DONE, _ASKED = CommitmentState.DISCHARGED, CommitmentState.REFUSED
_BROKEN = (CommitmentState.DELAYED, CommitmentState.VIOLATED, CommitmentState.CANCELLED, _ASKED)
# A commitment once in force can be delayed, broken, and taken up again; what is done is done.
COMMITMENT_STAGES = Stages(
    steps={
        CommitmentState.PROPOSED: (0, 0),
        CommitmentState.CONDITIONAL: (1, 0),
        CommitmentState.ACTIVE: (2, 0),
        CommitmentState.DELAYED: (2, 1),
        CommitmentState.VIOLATED: (2, 2),
        CommitmentState.CANCELLED: (2, 2),
        CommitmentState.REFUSED: (2, 2),
        CommitmentState.DISCHARGED: (3, 0),
    },
    passes=(
        *((state, _DONE) for state in _BROKEN),
        (_ASKED, CommitmentState.ACTIVE),
        (CommitmentState.ACTIVE, _ASKED),
        (_ASKED, CommitmentState.CONDITIONAL),
        (CommitmentState.CONDITIONAL, _ASKED),
    ),
    news=_BROKEN,
)
MEASURE_STAGES = Stages(
    steps={
        MeasureStatus.POSSIBLE: (0, 0),
        MeasureStatus.PLANNED: (1, 0),
        MeasureStatus.DONE: (2, 0),
    }
)
_HARDER = (MeasureAction.IMPOSE, MeasureAction.TIGHTEN, MeasureAction.EXTEND)
_SOFTER = (MeasureAction.EASE, MeasureAction.LIFT)
# What is threatened may be imposed; what is imposed may be told as tightened or extended.
ACTION_STAGES = Stages(
    steps={
        MeasureAction.THREATEN: (0, 0),
        **dict.fromkeys(_HARDER, (1, 0)),
        **dict.fromkeys(_SOFTER, (1, 0)),
    },
    passes=(*product(_HARDER, _SOFTER), *product(_SOFTER, _HARDER)),
)
FORCE_STAGES = Stages(steps={Force.NO_CONFIRMATION: (0, 0), Force.FLAT: (1, 0)})

settle_planned_days = settle_plans(can_be_one_day, settle_days)
settle_planned_places = settle_plans(can_be_one_place, settle_places)
settle_moving_days = settle_moving(can_be_one_day, settle_days)

SLOTS: Mapping[Kind, tuple[SlotKind, ...]] = {
    Kind.CONTACT: (
        SlotKind("form", field("form"), settle_side_by_side),
        SlotKind("status", field("status"), settle_stages(CONTACT_STAGES)),
        SlotKind("secret", _secret, settle_side_by_side),
        SlotKind("date", field("date"), settle_planned_days),
        SlotKind("place", field("place"), settle_planned_places),
        SlotKind("parties", _parties, settle_side_by_side),
        SlotKind("people", _people, settle_people),
        SlotKind("organs", _organs, settle_side_by_side),
        SlotKind("mediators", _mediators, settle_side_by_side),
        SlotKind("level", find_levels, settle_levels),
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
        SlotKind("date", field("date"), settle_planned_days),
        SlotKind("status", field("status"), settle_stages(MEASURE_STAGES)),
        SlotKind("because", field("because"), settle_side_by_side),
        SlotKind("link", field("link"), settle_side_by_side),
    ),
    Kind.DENIAL: (
        SlotKind("by", field("by"), settle_one),
        SlotKind("of", field("of"), settle_side_by_side),
        SlotKind("force", field("force"), settle_stages(FORCE_STAGES)),
    ),
    Kind.TALLY: (
        SlotKind("of", field("of"), settle_side_by_side),
        SlotKind("total", field("total"), settle_totals),
        SlotKind("parts", _parts, settle_parts),
    ),
}


PLANS = frozenset(
    (
        *(ContactStatus.PLANNED, ContactStatus.PROPOSED, ContactStatus.POSSIBLE),
        *(ContactStatus.REFUSED, ContactStatus.CALLED_OFF),
        *(MeasureStatus.PLANNED, MeasureStatus.POSSIBLE),
    )
)


def fill_slots(cluster: Sequence[Told]) -> tuple[Slot, ...]:
    """The slots of an entry, with every value that its findings give."""
    witnesses = {one.id: _witness(one) for one in cluster}
    filled = ((kind, gather(kind, cluster, witnesses)) for kind in SLOTS[cluster[0].kind])
    return tuple(Slot(kind.name, kind.settle(given)) for kind, given in filled if given)


def settle_again(kind: Kind, slot: Slot, witnesses: Mapping[str, Witness]) -> Slot | None:
    """The slot as these findings alone would have it; None when they give it no value."""
    given = tuple(
        Given(
            text=value.text,
            told=told,
            days=DateRange.parse(value.text) if slot.name in ("date", "deadline") else None,
            country=value.country,
        )
        for value in slot.values
        if (told := tuple(witnesses[f] for f in value.findings if f in witnesses))
    )
    settle = next((k.settle for k in SLOTS[kind] if k.name == slot.name), settle_side_by_side)
    return Slot(slot.name, settle(given)) if given else None


def _witness(told: Told) -> Witness:
    status = told.finding.status if isinstance(told.finding, Contact | Measure) else None
    return Witness(
        finding=told.id,
        origin=told.origin,
        published=told.published,
        is_plan=status in PLANS,
        said_by=words_of_sources(told.finding.said_by),
    )


def words_of_sources(said_by: Iterable[Source]) -> frozenset[str]:
    """The words of the sources, so that one and the same claimant is known again."""
    return frozenset(" ".join(source.quote.text.casefold().split()) for source in said_by)


def gather(
    kind: SlotKind, cluster: Sequence[Told], witnesses: Mapping[str, Witness]
) -> tuple[Given, ...]:
    """The values of a slot, each once (capitals make no difference), with who gives it."""
    values: dict[str, list[tuple[object, Witness]]] = {}
    for one in cluster:
        for value in kind.values(one.finding):
            values.setdefault(write(value).casefold(), []).append((value, witnesses[one.id]))
    return tuple(_give(told) for told in values.values())


def _give(told: Sequence[tuple[object, Witness]]) -> Given:
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
