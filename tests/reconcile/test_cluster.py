from collections.abc import Sequence

import pytest

from backchannel.reconcile.block import months_of
from backchannel.reconcile.cluster import cluster
from backchannel.reconcile.compare import compare
from backchannel.reconcile.told import Told, tell
from backchannel.types import Finding
from backchannel.vocabularies import (
    CommitmentKind,
    ContactForm,
    ContactStatus,
    MeasureAction,
    MeasureStatus,
)
from tests import factory


def tell_apart(*findings: Finding) -> Sequence[Told]:
    """Each finding told by a report of its own, three days apart."""
    readings = [
        factory.make_reading(
            factory.make_report(f"Report {n}.", published=factory.day(f"2014-09-{11 + 3 * n}")),
            finding,
        )
        for n, finding in enumerate(findings)
    ]
    return tell(readings, {r.report.id: r.report.id for r in readings})


def contact(evidence: str, **given: object) -> Finding:
    cells = {"parties": ("NOR", "SWE"), **given}  # states both: what they share is no group
    return factory.make_contact(evidence=evidence, **cells)  # type: ignore[arg-type]


MET = contact("Norland's envoy saw a Sudmark general", date="2014-09-06", place=("Geneva", "CHE"))


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (contact("Both were at the lake hotel", date="2014-09-06", place=("Geneva", "CHE")), True),
        (contact("A weekend at the lake", date="2014-09-06..2014-09-07"), True),
        (contact("A weekend", date="2014-09-07..2014-09-08", place=("Geneva", "CHE")), False),
        (contact("A lunch", date="2014-09-06", place=("Vienna", "AUT")), False),
        (
            contact("A lunch", date="2014-09-06", parties=("NOR", "EUR"), place=("Geneva", "CHE")),
            False,
        ),
        (contact("They have spoken before"), False),
        (
            contact(
                "Talks are due",
                date="2014-09-06",
                status=ContactStatus.PLANNED,
                form=ContactForm.TALKS,
                place=("Geneva", "CHE"),
            ),
            True,
        ),
    ],
    ids=[
        "same day and place",
        "a range with the day",
        "the day after",
        "another country",
        "other parties",
        "nothing but the parties",
        "planned, then held",
    ],
)
def test_links_contacts(other: Finding, linked: bool) -> None:
    assert len(cluster(tell_apart(MET, other)).clusters) == (1 if linked else 2)


def test_what_was_over_when_told_is_not_what_came_later() -> None:
    earlier = contact("They spoke by telephone", secret=True)
    due = contact(
        "They will speak again", date="2014-09-20", status=ContactStatus.PLANNED, secret=True
    )
    assert "over before the other" in compare(*tell_apart(earlier, due)).reasons
    assert "over before the other" not in compare(*tell_apart(MET, due)).reasons
    assert len(cluster(tell_apart(earlier, due)).clusters) == 2


def test_two_places_of_one_day_link_when_more_speaks_for_it() -> None:
    vienna = contact(
        "Norland's envoy saw a Sudmark general",
        date="2014-09-06",
        place=("Vienna", "AUT"),
        secret=True,
    )
    assert len(cluster(tell_apart(MET, vienna)).clusters) == 1


def commitment(act: str, **given: object) -> Finding:
    words = f"Here it is told in words of its own: {act}"
    return factory.make_commitment(act=act, evidence=words, **given)  # type: ignore[arg-type]


OFFER = commitment("hand over the report on missing sailors")


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (commitment("deliver a report about the missing sailors"), True),
        (commitment("open its port to fishing boats"), False),
        (commitment("hand over the report on missing sailors", debtor="SUD"), False),
        (
            commitment("hand over the report on missing sailors", kind=CommitmentKind.REFUSAL),
            False,
        ),
        (commitment("deliver the report on sailors", kind=CommitmentKind.PROMISE), True),
    ],
    ids=[
        "other words",
        "another act",
        "another debtor",
        "a refusal",
        "an offer, then a promise",
    ],
)
def test_links_commitments(other: Finding, linked: bool) -> None:
    assert len(cluster(tell_apart(OFFER, other)).clusters) == (1 if linked else 2)


@pytest.mark.parametrize(
    ("act", "holds"),
    [("report", False), ("report on sailors", True), ("missing the sailors' report", True)],
    ids=["one word of three", "two", "all"],
)
def test_one_word_in_common_may_be_chance(act: str, holds: bool) -> None:
    reasons = compare(*tell_apart(OFFER, commitment(act))).reasons
    assert ("about the same" in reasons) is holds
    assert ("partly about the same" in reasons) is not holds


def measure(what: str, **given: object) -> Finding:
    return factory.make_measure(what=what, evidence=f"Sudmark acted: {what}", **given)  # type: ignore[arg-type]


LIFTED = measure("the ban on ferries", date="2014-07-04")


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (measure("a ferry ban", date="2014-07-01..2014-07-31"), True),
        (measure("the ban on ferries", date="2014-08-02"), False),
        (measure("the ban on ferries", date="2014-07-04", on="EUR"), False),
        (measure("the ban on ferries", date="2014-07-04", action=MeasureAction.IMPOSE), False),
        (measure("the ferry ban", date="2014-07-04", status=MeasureStatus.PLANNED), True),
    ],
    ids=["other words", "another day", "another target", "the opposite", "planned before"],
)
def test_links_measures(other: Finding, linked: bool) -> None:
    assert len(cluster(tell_apart(LIFTED, other)).clusters) == (1 if linked else 2)


def test_one_reports_two_contacts_stay_two_though_a_third_is_like_both() -> None:
    words = "Their envoys met on Saturday and again later, guests of the lakeside hotel said"
    first = factory.make_contact("C1", date="2014-09-06", evidence=words)
    second = factory.make_contact("C2", evidence=words)
    readings = [
        factory.make_reading(factory.make_report("Report 1."), first, second),
        factory.make_reading(factory.make_report("Report 2."), first, second),
    ]
    found = cluster(tell(readings, {r.report.id: r.report.id for r in readings}))
    assert [len(c) for c in found.clusters] == [2, 2]
    assert {str(t.days) for t in found.clusters[0]} in ({"2014-09-06"}, {"None"})


def test_a_match_names_the_tests_that_held() -> None:
    other = contact("Both were at the lake hotel", date="2014-09-06", place=("Geneva", "CHE"))
    left, right = tell_apart(MET, other)
    reasons = compare(left, right).reasons
    assert {"same parties", "exact days meet", "same place"} <= set(reasons)


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ("2014-11-30..2015-01-02", ("2014-11", "2014-12", "2015-01")),
        ("2014-09-15", ("2014-09",)),
        ("2014-09-06", ("2014-08", "2014-09")),
        ("2014-09-06..", ()),
        ("2014-01-01..2014-12-31", ()),
    ],
)
def test_a_range_and_ten_days_around_it_touch_months(days: str, months: tuple[str, ...]) -> None:
    assert months_of(factory.days(days)) == months


def test_undated_reprints_link() -> None:
    readings = [
        factory.make_reading(
            factory.make_report(outlet=outlet, published=None), factory.make_contact()
        )
        for outlet in ("The Daily", "The Post")
    ]
    assert len(cluster(tell(readings, {r.report.id: "one" for r in readings})).clusters) == 1
