from collections.abc import Sequence

import pytest

from backchannel.reconcile.slots import fill_slots
from backchannel.reconcile.told import tell
from backchannel.types import Finding
from backchannel.vocabularies import (
    CommitmentState,
    ContactStatus,
    Force,
    MeasureAction,
    MeasureStatus,
    Outcome,
)
from tests import factory

Values = Sequence[tuple[str, str]]


def slot(name: str, *findings: Finding, same_day: bool = False) -> Values:
    """The values of a slot with their standing; each finding is told ten days after the last."""
    readings = [
        factory.make_reading(
            factory.make_report(
                f"Report {n}.", published=factory.day(f"2014-09-{1 if same_day else 1 + 10 * n:02}")
            ),
            finding,
        )
        for n, finding in enumerate(findings)
    ]
    told = tell(readings, {r.report.id: r.report.id for r in readings})
    slots = fill_slots(sorted(told, key=lambda t: t.age))
    values = next((s.values for s in slots if s.name == name), ())
    return [(v.text, v.standing.value) for v in values]


def dated(*dates: str) -> Sequence[Finding]:
    return [factory.make_contact(date=date) for date in dates]


def placed(*places: tuple[str, str | None]) -> Sequence[Finding]:
    return [factory.make_contact(place=place) for place in places]


def with_status(*statuses: ContactStatus) -> Sequence[Finding]:
    return [factory.make_contact(status=status) for status in statuses]


@pytest.mark.parametrize(
    ("findings", "values"),
    [
        (dated("2014-09-06", "2014-09-06"), [("2014-09-06", "agreed")]),
        (
            dated("2014-09-01..2014-09-10", "2014-09-06"),
            [("2014-09-06", "agreed"), ("2014-09-01..2014-09-10", "refined")],
        ),
        (
            dated("2014-09-06", "2014-09-06", "2014-09-08"),
            [("2014-09-06", "agreed"), ("2014-09-08", "conflict")],
        ),
        (
            dated("2014-09-06", "2014-09-05.."),
            [("2014-09-06", "agreed"), ("2014-09-05..", "refined")],
        ),
    ],
    ids=["the same", "a finer one", "another day", "an open range"],
)
def test_days_refine_or_conflict(findings: Sequence[Finding], values: Values) -> None:
    assert slot("date", *findings) == values


@pytest.mark.parametrize(
    ("findings", "values"),
    [
        (
            placed(("China", "CHN"), ("Beijing", "CHN")),
            [("Beijing", "agreed"), ("China", "refined")],
        ),
        (
            placed(("a city in the northeast", "CHN"), ("Shenyang", "CHN")),
            [("Shenyang", "agreed"), ("a city in the northeast", "refined")],
        ),
        (
            placed(("Beijing", "CHN"), ("Shenyang", "CHN")),
            [("Beijing", "agreed"), ("Shenyang", "conflict")],
        ),
        (
            placed(("Beijing", "CHN"), ("Hanoi", "VNM"), ("Hanoi", "VNM")),
            [("Hanoi", "agreed"), ("Beijing", "conflict")],
        ),
        (
            placed(("central Geneva", "CHE"), ("Geneva", None)),
            [("Geneva", "agreed"), ("central Geneva", "refined")],
        ),
        (placed(("BEIJING", "CHN"), ("Beijing", "CHN")), [("BEIJING", "agreed")]),
        (
            placed(("CHINA", "CHN"), ("BEIJING", "CHN")),
            [("BEIJING", "agreed"), ("CHINA", "refined")],
        ),
    ],
    ids=["a country", "a description", "two cities", "two countries", "a part", "capitals", "both"],
)
def test_places_refine_or_conflict(findings: Sequence[Finding], values: Values) -> None:
    assert slot("place", *findings) == values


HELD, PLANNED = ContactStatus.HELD, ContactStatus.PLANNED
CALLED_OFF, POSSIBLE = ContactStatus.CALLED_OFF, ContactStatus.POSSIBLE


@pytest.mark.parametrize(
    ("statuses", "same_day", "values"),
    [
        ((PLANNED, HELD), False, [("held", "agreed"), ("planned", "succeeded")]),
        ((HELD, PLANNED), False, [("held", "agreed"), ("planned", "succeeded")]),
        ((PLANNED, CALLED_OFF), False, [("called_off", "agreed"), ("planned", "succeeded")]),
        ((HELD, CALLED_OFF), True, [("held", "agreed"), ("called_off", "conflict")]),
        ((POSSIBLE, PLANNED), True, [("planned", "agreed"), ("possible", "succeeded")]),
    ],
    ids=["planned, held", "no way back", "planned, called off", "one day", "one day, two stages"],
)
def test_a_status_succeeds_or_conflicts(
    statuses: Sequence[ContactStatus], same_day: bool, values: Values
) -> None:
    assert slot("status", *with_status(*statuses), same_day=same_day) == values


def test_the_state_of_a_commitment_is_the_last_reported() -> None:
    states = (
        CommitmentState.PROPOSED,
        CommitmentState.ACTIVE,
        CommitmentState.DISCHARGED,
    )
    findings = [factory.make_commitment(state=state) for state in states]
    wanted = [("discharged", "agreed"), ("proposed", "succeeded"), ("active", "succeeded")]
    assert slot("state", *findings) == wanted


def test_a_deadline_that_slips_is_succeeded_and_one_of_the_same_day_conflicts() -> None:
    findings = [
        factory.make_commitment(deadline=d) for d in ("2014-09-08..2014-09-14", "2014-10-31")
    ]
    wanted = [("2014-10-31", "agreed"), ("2014-09-08..2014-09-14", "succeeded")]
    assert slot("deadline", *findings) == wanted
    assert {s for _, s in slot("deadline", *findings, same_day=True)} == {"agreed", "conflict"}


def test_a_measure_goes_from_threat_to_deed() -> None:
    findings = [
        factory.make_measure(action=MeasureAction.THREATEN, status=MeasureStatus.POSSIBLE),
        factory.make_measure(action=MeasureAction.IMPOSE, status=MeasureStatus.DONE),
    ]
    assert slot("action", *findings) == [("impose", "agreed"), ("threaten", "succeeded")]
    assert slot("status", *findings) == [("done", "agreed"), ("possible", "succeeded")]


def test_people_and_parties_stand_side_by_side() -> None:
    findings = [
        factory.make_contact(people=("Ada Lind", "Per Holm")),
        factory.make_contact(people=("Lind",), parties=("NOR", "SUD", "EUR")),
    ]
    wanted = [("Ada Lind", "agreed"), ("Per Holm", "agreed"), ("Lind", "refined")]
    assert slot("people", *findings) == wanted
    assert slot("parties", *findings) == [(p, "agreed") for p in ("NOR", "SUD", "EUR")]


def test_silence_is_no_value() -> None:
    findings = [
        factory.make_contact(),
        factory.make_contact(secret=True, outcome=Outcome.NO_AGREEMENT),
    ]
    assert slot("secret", *findings) == [("yes", "agreed")]
    assert slot("outcome", *findings) == [("no_agreement", "agreed")]
    assert slot("place", *findings) == []


def test_a_later_flat_denial_replaces_no_comment() -> None:
    findings = [factory.make_denial(force=f) for f in (Force.NO_CONFIRMATION, Force.FLAT)]
    assert slot("force", *findings) == [("flat", "agreed"), ("no_confirmation", "succeeded")]


def test_a_count_that_nobody_claims_grows_but_does_not_shrink() -> None:
    growing = [factory.make_tally(total=n) for n in (17, 17, 18)]
    assert slot("total", *growing) == [("18", "agreed"), ("17", "succeeded")]
    shrinking = [factory.make_tally(total=n) for n in (17, 17, 16)]
    assert slot("total", *shrinking) == [("17", "agreed"), ("16", "conflict")]
