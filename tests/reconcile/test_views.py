"""How an entry stood on a day, what was known on a day, and what came of a commitment."""

from collections.abc import Sequence

import pytest

from backchannel.reconcile import reconcile
from backchannel.reconcile.lifecycles import life_cycle, steps_of
from backchannel.reconcile.views import View, seen
from backchannel.types import Entry, Finding
from backchannel.vocabularies import CommitmentState, ContactStatus, Kind
from tests import factory

PROMISE = "Norland will deliver its report on the missing sailors to Sudmark"


def entry_of(kind: Kind, *told: tuple[str, Finding]) -> Entry:
    """The entry that reports of these days tell together."""
    readings = [
        factory.make_reading(
            factory.make_report(f"{n} " * 30, name=f"r{n}", published=factory.day(day)), finding
        )
        for n, (day, finding) in enumerate(told)
    ]
    (entry,) = (e for e in reconcile(readings).entries if e.kind is kind)
    return entry


def contact(status: ContactStatus, date: str) -> Finding:
    return factory.make_contact(
        status=status, date=date, place=("Geneva", "CHE"), evidence="The envoys at the lake hotel"
    )


MEETING = entry_of(
    Kind.CONTACT,
    ("2014-09-01", contact(ContactStatus.PLANNED, "2014-09-06")),
    ("2014-09-20", contact(ContactStatus.HELD, "2014-09-06")),
)


def status(view: View) -> str | None:
    found = seen(MEETING, view)
    return found and next(s.values[0].text for s in found.slots if s.name == "status")


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), "held"),
        (View(as_of=factory.day("2014-08-31")), None),
        (View(as_of=factory.day("2014-09-03")), "planned"),
        (View(as_of=factory.day("2014-09-06")), "held"),
        (View(known_on=factory.day("2014-09-19")), "planned"),
        (View(known_on=factory.day("2014-09-20")), "held"),
        (View(factory.day("2014-09-10"), factory.day("2014-09-10")), "planned"),
    ],
    ids=["now", "before all", "planned", "on the day", "not yet told", "told", "both times"],
)
def test_a_meeting_has_two_times(view: View, expected: str | None) -> None:
    assert status(view) == expected


def commitment(state: CommitmentState, deadline: str | None = None) -> Finding:
    return factory.make_commitment(
        state=state,
        act="deliver its report on the missing sailors",
        evidence=PROMISE,
        deadline=deadline,
    )


OWED: Sequence[tuple[str, Finding]] = (
    ("2014-07-04", commitment(CommitmentState.ACTIVE, "2014-09-08..2014-09-14")),
    ("2014-09-20", commitment(CommitmentState.DELAYED, "2014-10-31")),
    ("2014-11-20", commitment(CommitmentState.DISCHARGED)),
)
DEBT = entry_of(Kind.COMMITMENT, *OWED)


@pytest.mark.parametrize(
    ("day", "state", "overdue", "slips"),
    [
        ("2014-09-10", "active", False, 0),
        ("2014-09-15", "active", True, 0),
        ("2014-09-20", "delayed", False, 1),
        ("2014-11-01", "delayed", True, 1),
        ("2014-11-20", "discharged", False, 1),
    ],
    ids=["in time", "passed", "put off", "passed again", "done"],
)
def test_a_commitment_on_a_day(day: str, state: str, overdue: bool, slips: int) -> None:
    life = life_cycle(DEBT, factory.day(day))
    assert life is not None
    assert (life.state.value, life.is_overdue, life.slips) == (state, overdue, slips)


def test_before_it_was_made_there_is_none() -> None:
    assert life_cycle(DEBT, factory.day("2014-07-03")) is None


def test_the_steps_come_in_the_order_of_days() -> None:
    assert [(str(s.day), s.state.value) for s in steps_of(DEBT)] == [
        ("2014-07-04", "active"),
        ("2014-09-20", "delayed"),
        ("2014-11-20", "discharged"),
    ]


def test_what_is_only_proposed_is_never_overdue() -> None:
    asked = entry_of(
        Kind.COMMITMENT, ("2014-07-04", commitment(CommitmentState.PROPOSED, "2014-09-14"))
    )
    life = life_cycle(asked, factory.day("2015-01-01"))
    assert life is not None
    assert not life.is_overdue


def test_a_slot_settled_again_with_all_findings_is_the_same() -> None:
    far = factory.day("2030-01-01")
    for entry in (MEETING, DEBT):
        assert seen(entry, View(as_of=far, known_on=far)) == entry
