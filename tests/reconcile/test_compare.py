import pytest

from backchannel.reconcile.block import bound_days
from backchannel.reconcile.compare import FORBIDDEN, WEIGHED, compare, name_of, weights_of
from backchannel.reconcile.ranges import overlap_of_days
from backchannel.reconcile.told import content_words, tell
from backchannel.types import Finding
from backchannel.vocabularies import Kind
from tests import factory


@pytest.mark.parametrize("kind", Kind)
def test_every_weight_belongs_to_a_test(kind: Kind) -> None:
    assert set(weights_of(kind)) <= {"always", *(name_of(test) for test in WEIGHED[kind])}


def reasons(left: Finding, right: Finding) -> tuple[str, ...]:
    readings = [
        factory.make_reading(factory.make_report(f"Report {n}."), one)
        for n, one in enumerate((left, right))
    ]
    return compare(*tell(readings, {r.report.id: r.report.id for r in readings})).reasons


def test_what_a_test_forbids_no_other_makes_up_for() -> None:
    first = factory.make_contact(date="2014-09-06", place=("Geneva", "CHE"))
    later = factory.make_contact(date="2014-09-20", place=("Geneva", "CHE"))
    readings = [
        factory.make_reading(factory.make_report(f"Report {n}."), one)
        for n, one in enumerate((first, later))
    ]
    match = compare(*tell(readings, {r.report.id: r.report.id for r in readings}))
    assert (match.score, match.reasons) == (FORBIDDEN, ("exact days apart",))


DAYS = ("2014-09-06", "2014-09-07..2014-09-08", "2014-09-01..2014-09-30", "2014-11-02", None)


@pytest.mark.parametrize("left", DAYS)
@pytest.mark.parametrize("right", DAYS)
def test_bound_days_that_do_not_meet_are_forbidden_to_be_one(
    left: str | None, right: str | None
) -> None:
    for make in (factory.make_contact, factory.make_measure, factory.make_commitment):
        readings = [
            factory.make_reading(factory.make_report(f"Report {n}."), make(date=day))
            for n, day in enumerate((left, right))
        ]
        pair = tell(readings, {r.report.id: r.report.id for r in readings})
        if overlap_of_days(*map(bound_days, pair)) is False:
            assert compare(*pair).score == FORBIDDEN


def test_people_count_by_name_not_by_part_of_a_name() -> None:
    met = [
        factory.make_contact(people=[name])
        for name in ("Kim Sol", "Kim Bora", "Sol Kim", "Anders Kim")
    ]
    assert "different people" in reasons(met[0], met[1])
    assert "share a person" in reasons(met[0], met[2])
    assert "different people" in reasons(met[2], met[3])


def test_rounds_and_sides_are_told_in_words_and_figures() -> None:
    first = factory.make_contact(evidence="the second round of five-party talks")
    other = factory.make_contact(evidence="the 2nd round of the 5-nation talks")
    third = factory.make_contact(evidence="a third round of talks")
    assert {"same round", "share a group"} <= set(reasons(first, other))
    assert "different rounds" in reasons(first, third)


def test_words_of_one_meaning_are_one_word() -> None:
    assert content_words("duties on microchips") == content_words("tariff, semiconductors")
    assert content_words("aid") == content_words("assistance")
