"""Whatever the order of reading, reading twice, or withdrawing and reading again: one record."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.record import Record
from backchannel.record.changes import How, changes_between
from backchannel.types import Reading
from tests import factory
from tests.reconcile.test_entries import readings
from tests.record.flow import keep, open_plain

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def state_after(work: Callable[[Record], None]) -> object:
    """Everything that the record answers, after some work on an empty one."""
    with tempfile.TemporaryDirectory() as folder, open_plain(Path(folder) / "r") as record:
        work(record)
        return (
            record.entries(),
            [record.links(entry.id) for entry in record.entries()],
            record.timeline(),
            record.conflicts(),
            record.channels(),
            record.origins(),
            record.sources(),
            record.reports(),
            record.find("envoys"),
        )


def all_at_once(several: Sequence[Reading]) -> object:
    return state_after(lambda record: keep(record, *several))


@given(readings(), st.randoms())
@FEW
def test_the_order_of_reading_makes_no_difference(several: list[Reading], random: object) -> None:
    shuffled = list(several)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def one_by_one(record: Record) -> None:
        for reading in shuffled:
            keep(record, reading)

    assert state_after(one_by_one) == all_at_once(several)


@given(readings())
@FEW
def test_reading_twice_changes_nothing(several: list[Reading]) -> None:
    def twice(record: Record) -> None:
        keep(record, *several)
        keep(record, *several)

    assert state_after(twice) == all_at_once(several)


@given(readings(), st.data())
@FEW
def test_withdrawing_and_reading_again_gives_the_very_same_record(
    several: list[Reading], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(several))

    def there_and_back(record: Record) -> None:
        keep(record, *several)
        record.withdraw(gone.report.id)
        keep(record, gone)

    assert state_after(there_and_back) == all_at_once(several)


@given(readings(), st.data())
@FEW
def test_a_withdrawn_report_leaves_no_trace_in_the_entries(
    several: list[Reading], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(several))

    def withdrawn(record: Record) -> None:
        keep(record, *several)
        record.withdraw(gone.report.id)

    rest = [reading for reading in several if reading.report.id != gone.report.id]
    assert state_after(withdrawn) == all_at_once(rest)


def test_changes_are_told_one_by_one(tmp_path: Path) -> None:
    def telling(n: int, **given: object) -> Reading:
        text = " ".join(f"{word}{n}" for word in factory.TEXT.split())
        report = factory.make_report(text, name=f"r{n}", published=factory.day(f"2014-09-{10 + n}"))
        words = "The envoys of both sides were at the lake hotel"
        contact = factory.make_contact(date="2014-09-06", secret=True, evidence=words, **given)  # type: ignore[arg-type]
        return factory.make_reading(report, contact)

    with open_plain(tmp_path / "r") as record:
        steps = [
            (telling(1, place=("Switzerland", "CHE")), {How.ADDED}),
            (telling(2, place=("Geneva", "CHE")), {How.CONFIRMED, How.REFINED}),
            (telling(3, place=("Vienna", "AUT")), {How.CONFIRMED, How.CONTRADICTED}),
        ]
        for reading, expected in steps:
            record.add(reading)
            assert {change.how for change in record.settle()} == expected
        assert {c.how for c in record.withdraw("r3")} == {How.WEAKENED, How.RESOLVED}
        told = record.diff(factory.day("2014-09-11"), factory.day("2014-09-12"))
        assert {change.how for change in told} == {How.CONFIRMED, How.REFINED}
        assert changes_between(record.entries(), record.entries()) == ()
