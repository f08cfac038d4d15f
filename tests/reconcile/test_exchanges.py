"""Deadlocks, conflicts, channels and tallies that are checked."""

import pytest

from backchannel.reconcile import reconcile
from backchannel.reconcile.channels import find_channels
from backchannel.reconcile.conflicts import find_conflicts
from backchannel.reconcile.exchanges import find_deadlocks
from backchannel.reconcile.levels import level_of
from backchannel.reconcile.sums import check_tallies
from backchannel.types import Entry, Finding, Participant, Person, Quote
from backchannel.vocabularies import CommitmentKind, CommitmentState, Force
from tests import factory


def entries_of(*findings: Finding) -> tuple[Entry, ...]:
    """What reports of their own, a month apart, tell."""
    readings = [
        factory.make_reading(
            factory.make_report(
                f"{n} " * 30, name=f"r{n}", published=factory.day(f"2014-0{n + 1}-01")
            ),
            finding,
        )
        for n, finding in enumerate(findings)
    ]
    return reconcile(readings).entries


def owed(
    act: str, condition: str | None, by: str = "NOR", to: str = "SUD", **given: object
) -> Finding:
    return factory.make_commitment(
        act=act,
        condition=condition,
        debtor=by,
        creditor=to,
        evidence=act,
        **given,  # type: ignore[arg-type]
    )


REPORT = owed("hand over the report on the sailors", "Sudmark eases its port sanctions")
LIFTING = owed("ease the port sanctions", "the report on the sailors", "SUD", "NOR")


def test_two_conditions_that_cross_are_a_deadlock() -> None:
    (deadlock,) = find_deadlocks(entries_of(REPORT, LIFTING))
    assert (deadlock.left.party, deadlock.right.party) == ("NOR", "SUD")
    assert deadlock.left.waits_for == "Sudmark eases its port sanctions"


@pytest.mark.parametrize(
    "other",
    [
        owed("ease the port sanctions", None, "SUD", "NOR"),
        owed("send wheat", "a fishing treaty", "SUD", "NOR"),
        owed("ease the port sanctions", "the report on the sailors", "EUR", "NOR"),
        owed(
            "ease the port sanctions",
            "the report on the sailors",
            *("SUD", "NOR"),
            state=CommitmentState.DISCHARGED,
        ),
    ],
    ids=["no condition", "something else", "a third party", "done"],
)
def test_other_exchanges_are_none(other: Finding) -> None:
    assert find_deadlocks(entries_of(REPORT, other)) == ()


def test_a_demand_in_return_is_what_the_demanding_side_waits_for() -> None:
    demand = owed(
        "ease the port sanctions",
        "the report on the sailors",
        *("SUD", "NOR"),
        kind=CommitmentKind.DEMAND,
    )
    refusal = owed(
        "lift more sanctions",
        "progress on the sailors",
        *("SUD", "NOR"),
        kind=CommitmentKind.REFUSAL,
        state=CommitmentState.REFUSED,
    )
    (deadlock,) = find_deadlocks(entries_of(demand, refusal))
    assert (deadlock.left.party, deadlock.left.act) == ("NOR", "the report on the sailors")


def met(day: str, role: str, secret: bool = False) -> Finding:
    ministry, guard = Quote("Foreign Ministry", 0, 16), Quote("the State Guard", 0, 15)
    contact = factory.make_contact(date=day, secret=secret, evidence=f"They met: {role} {day}")
    parties = (
        Participant("NOR", ministry, (Person(None, Quote(role, 0, len(role))),)),
        Participant("SUD", guard),
    )
    import dataclasses

    return dataclasses.replace(contact, parties=parties)


def test_contacts_of_two_organs_are_a_channel() -> None:
    entries = entries_of(
        met("2014-01-06", "a senior official", secret=True), met("2014-02-06", "foreign minister")
    )
    (channel,) = find_channels(entries)
    assert (channel.left, channel.right) == (("NOR", "Foreign Ministry"), ("SUD", "State Guard"))
    assert (len(channel.contacts), channel.secret, channel.level) == (2, 1, "minister")
    assert channel.silent_days(factory.day("2014-02-16")) == 10


@pytest.mark.parametrize(
    ("role", "level"),
    [
        ("Prime Minister", "leader"),
        ("the deputy prime minister", "senior official"),
        ("vice president", "minister"),
        ("Foreign Minister", "minister"),
        ("deputy foreign minister", "senior official"),
        ("a director general of the ministry", "senior official"),
        ("working-level officials", "working level"),
        ("a fisherman", None),
    ],
)
def test_an_office_tells_a_level(role: str, level: str | None) -> None:
    assert level_of(role) == level


def test_a_flat_denial_and_two_places_are_conflicts_the_graver_first() -> None:
    words = "The envoys of both sides were at the lake hotel"
    readings = [
        factory.make_reading(
            factory.make_report(f"{n} " * 30, name=f"r{n}", outlet=f"Outlet {n}"),
            factory.make_contact(date="2014-09-06", place=place, secret=True, evidence=words),
            *([factory.make_denial(item="C1", force=Force.FLAT)] if n == 2 else []),
        )
        for n, place in enumerate([("Geneva", "CHE"), ("Vienna", "AUT"), None])
    ]
    found = find_conflicts(reconcile(readings).entries)
    assert [c.slot for c in found] == ["denied", "place"]
    assert {found[1].shown.value, found[1].other.value} == {"Geneva", "Vienna"}
    assert found[1].other.quote == words


@pytest.mark.parametrize(
    ("total", "counts", "text"),
    [
        (17, (5, 8, 4), "17 = 5 + 8 + 4"),
        (17, (5, 8), "17 = 5 + 8 + 4 not told"),
        (17, (5, 8, 6), "17 ≠ 5 + 8 + 6: 2 too many"),
    ],
    ids=["adds up", "not all told", "too many"],
)
def test_parts_are_added_up(total: int, counts: tuple[int, ...], text: str) -> None:
    parts = [(n, f"were counted {n}") for n in counts]
    (entry,) = entries_of(factory.make_tally(total=total, counts=parts))
    assert [check.text for check in check_tallies([entry])] == [text]


def test_a_count_elsewhere_is_found_in_the_parts() -> None:
    whole = factory.make_tally()
    rest = factory.make_tally(of="people not returned", total=12, counts=())
    texts = [check.text for check in check_tallies(entries_of(whole, rest))]
    assert any(text.startswith("12 people not returned = 8 + 4 = 17 - 5") for text in texts)
