"""What people judge wins over the program, can be undone, and outlives reading again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.errors import RecordError
from backchannel.record import Record
from backchannel.record.changes import How
from backchannel.types import Reading
from backchannel.vocabularies import Verdict
from tests import factory
from tests.record.flow import keep, open_plain


def telling(n: int, date: str, words: str) -> Reading:
    """A report of its own with one contact; its other words are nobody else's."""
    text = " ".join(f"{word}{n}" for word in factory.TEXT.split())
    report = factory.make_report(text, name=f"r{n}", published=factory.day(f"2014-09-{10 + n}"))
    return factory.make_reading(report, factory.make_contact(date=date, evidence=words))


ONE = telling(1, "2014-09-06", "Both were at the lake hotel")
TWO = telling(2, "2014-09-06", "A weekend by the water for two delegations")
FAR = telling(3, "2014-08-01", "They had a quiet lunch in summer")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_plain(tmp_path / "r.backchannel") as opened:
        keep(opened, ONE, TWO, FAR)
        yield opened


def sizes(record: Record) -> list[int]:
    return sorted(row.reports for row in record.contacts())


def ids_of(record: Record, *readings: Reading) -> list[str]:
    """The entries that the readings' contacts stand in."""
    held = {e.report: row.id for row in record.contacts() for e in record.explain(row.id).evidence}
    return [held[r.report.id] for r in readings]


def test_without_judgements_two_are_linked(record: Record) -> None:
    assert sizes(record) == [1, 2]


def test_what_a_person_calls_the_same_is_one_though_a_test_forbids_it(record: Record) -> None:
    one, far = ids_of(record, ONE, FAR)
    changes = record.judge("same", one, far, why="the ministry corrected the day", who="ana")
    assert sizes(record) == [3]
    assert How.JOINED in {c.how for c in changes}
    (judged,) = record.judgements()
    assert (judged.number, judged.verdict, judged.who) == (1, Verdict.SAME, "ana")


def test_what_a_person_calls_different_is_two(record: Record) -> None:
    (entry,) = set(ids_of(record, ONE, TWO))
    finding = record.explain(entry).evidence[1].finding
    record.judge("different", entry, finding)
    assert sizes(record) == [1, 1, 1]


def test_what_a_person_calls_wrong_is_gone(record: Record) -> None:
    (far,) = ids_of(record, FAR)
    changes = record.judge("wrong", far)
    assert sizes(record) == [2]
    assert [c.how for c in changes] == [How.REMOVED]


def test_a_judgement_can_be_undone_and_made_again(record: Record) -> None:
    before = [record.explain(row.id) for row in record.contacts()]
    one, far = ids_of(record, ONE, FAR)
    record.judge("same", one, far)
    record.undo(1, who="ana")
    assert [record.explain(row.id) for row in record.contacts()] == before
    record.judge("same", one, far)
    assert sizes(record) == [3]
    assert [(j.number, j.verdict.value) for j in record.judgements()] == [
        (1, "same"),
        (1, "undo"),
        (2, "same"),
    ]
    with pytest.raises(RecordError, match="undone already"):
        record.undo(1)


def test_of_two_judgements_on_one_pair_the_later_holds(record: Record) -> None:
    one, far = ids_of(record, ONE, FAR)
    record.judge("same", one, far)
    first = next(e.finding for e in record.explain(one).evidence if e.report == FAR.report.id)
    other = next(e.finding for e in record.explain(one).evidence if e.report == ONE.report.id)
    record.judge("different", first, other)
    assert sizes(record) == [1, 2]


def test_judgements_outlive_withdrawing_and_reading_again(record: Record) -> None:
    one, far = ids_of(record, ONE, FAR)
    record.judge("same", one, far)
    before = [record.explain(row.id) for row in record.contacts()]
    record.withdraw("r3")
    assert sizes(record) == [2]
    keep(record, FAR)
    assert [record.explain(row.id) for row in record.contacts()] == before


def test_a_copy_of_what_was_joined_joins_too(record: Record) -> None:
    one, far = ids_of(record, ONE, FAR)
    record.judge("same", one, far)
    keep(record, telling(4, "2014-09-06", "Both were at the lake hotel"))
    assert sizes(record) == [4]


@pytest.mark.parametrize(
    ("verdict", "problem"),
    [("same", "are one entry already"), ("different", "name the finding that does not belong")],
)
def test_an_entry_against_itself_is_refused(record: Record, verdict: str, problem: str) -> None:
    (far,) = ids_of(record, FAR)
    with pytest.raises(RecordError, match=problem):
        record.judge(verdict, far, far)


def test_two_kinds_are_never_the_same(record: Record) -> None:
    report = factory.make_report("Another report. " * 9, name="r9")
    keep(record, factory.make_reading(report, factory.make_commitment()))
    with pytest.raises(RecordError, match="are never the same"):
        record.judge("same", record.contacts()[0].id, record.commitments()[0].id)


def test_what_is_called_wrong_and_then_right_is_back(record: Record) -> None:
    (far,) = ids_of(record, FAR)
    finding = record.explain(far).evidence[0].finding
    record.judge("right", finding)
    assert sizes(record) == [1, 2]
    record.judge("wrong", finding)
    assert sizes(record) == [2]
    record.undo(2)
    assert sizes(record) == [1, 2]
    assert [j.verdict.value for j in record.judgements()] == ["right", "wrong", "undo"]


def test_a_link_that_was_nearly_made_is_doubtful_until_somebody_judges(tmp_path: Path) -> None:
    near = telling(2, "2014-09-06..2014-09-30", "A weekend")
    with open_plain(tmp_path / "near.backchannel") as opened:
        keep(opened, ONE, near, FAR)
        (doubt,) = opened.doubts()
        assert -1 <= doubt.score <= 1
        assert not opened.links(opened.contacts()[0].id) or doubt.left_entry == doubt.right_entry
        opened.judge("different", doubt.left, doubt.right)
        assert not opened.doubts()
        opened.undo(1)
        assert len(opened.doubts()) == 1
        opened.judge("same", doubt.left, doubt.right)
        assert not opened.doubts()
        assert sizes(opened) == [1, 2]


def test_a_doubtful_link_can_be_confirmed(record: Record) -> None:
    (entry,) = set(ids_of(record, ONE, TWO))
    one, two = (e.finding for e in record.explain(entry).evidence)
    record.judge("same", one, two)
    assert sizes(record) == [1, 2]
