"""What a person says a slot is stands first, beside what reports tell, until it is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.errors import RecordError
from backchannel.record import Record, neighbourhood
from backchannel.record.changes import How
from backchannel.types import Reading, Value
from backchannel.vocabularies import CommitmentState, Standing
from tests import factory
from tests.record.flow import keep, open_plain


def telling(n: int, place: tuple[str, str], date: str, words: str) -> Reading:
    """A report of its own with one contact; its other words are nobody else's."""
    text = " ".join(f"{word}{n}" for word in factory.TEXT.split())
    report = factory.make_report(text, name=f"r{n}", published=factory.day(f"2014-09-{10 + n}"))
    contact = factory.make_contact(place=place, date=date, evidence=words)
    return factory.make_reading(report, contact)


ONE = telling(1, ("Geneva", "CHE"), "2014-09-06", "Both were at the lake hotel")
TWO = telling(2, ("Vienna", "AUT"), "2014-09-08", "A weekend by the water for two delegations")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """One contact of which two reports tell, each with its own day and place."""
    with open_plain(tmp_path / "r.backchannel") as opened:
        keep(opened, ONE, TWO)
        opened.judge("same", *(row.id for row in opened.contacts()))
        yield opened


def values(record: Record, name: str) -> tuple[Value, ...]:
    entry = record.explain(record.contacts()[0].id)
    return next((slot.values for slot in entry.slots if slot.name == name), ())


def correct(record: Record, slot: str, value: str) -> None:
    record.correct(record.contacts()[0].id, slot, value, "seen", "ana")


def test_a_persons_value_stands_first_and_what_is_told_beside_it(record: Record) -> None:
    told = {v.text: v.findings for v in values(record, "place")}
    correct(record, "place", "Berne, Switzerland")
    first, *others = values(record, "place")
    assert (first.text, first.findings, first.country) == ("Berne, Switzerland", (), "CHE")
    assert first.judgement == 2
    assert {v.text: v.findings for v in others} == told
    assert {v.standing for v in others} == {Standing.OVERRULED}


def test_of_the_told_values_one_is_chosen_with_its_findings(record: Record) -> None:
    chosen = values(record, "place")[1]
    correct(record, "place", chosen.text.upper())
    first, other = values(record, "place")
    assert (first.text, first.findings) == (chosen.text, chosen.findings)
    assert (first.standing, other.standing) == (Standing.AGREED, Standing.OVERRULED)


def test_lists_and_conflicts_heed_it(record: Record) -> None:
    assert {row.slot for row in record.conflicts()} == {"place", "date"}
    correct(record, "place", "Berne")
    correct(record, "date", "2014-10-01..2014-10-02")
    (row,) = record.contacts()
    assert (row.place, str(row.date)) == ("Berne", "2014-10-01..2014-10-02")
    assert row.corrected == ("date", "place")
    assert len(record.conflicts()) == 0
    assert len(record.contacts(until=factory.day("2014-09-30"))) == 0
    assert record.find("Berne")[0].id == row.id


def test_several_parties_are_given_together(record: Record) -> None:
    correct(record, "parties", "Japan; DNK; japan")
    (row,) = record.contacts(party="DNK")
    assert row.parties == ("JPN", "DNK")
    assert len(record.contacts(party="NOR")) == 0


def test_it_holds_of_past_days_too(record: Record) -> None:
    correct(record, "date", "2014-10-01")
    assert len(record.contacts(as_of=factory.day("2014-09-30"))) == 0
    assert str(record.contacts(as_of=factory.day("2014-10-01"))[0].date) == "2014-10-01"
    (row,) = record.contacts(known_on=factory.day("2014-09-11"))
    assert (str(row.date), row.origins, row.corrected) == ("2014-10-01", 1, ("date",))


def test_who_and_why_are_kept_and_what_changes_is_said(record: Record) -> None:
    (change,) = record.correct(record.contacts()[0].id, "place", "Berne", "seen", "ana")
    assert (change.how, change.slot, change.now) == (How.CORRECTED, "place", "Berne")
    made = record.judgements()[-1]
    assert (made.slot, made.value, made.who, made.why) == ("place", "Berne", "ana", "seen")


def test_taken_back_it_is_as_if_it_had_never_been(record: Record) -> None:
    before = record.entries()
    correct(record, "place", "Berne")
    assert record.entries() != before
    record.undo(2, who="ana")
    assert record.entries() == before


def test_the_last_correction_of_a_slot_counts(record: Record) -> None:
    correct(record, "place", "Berne")
    correct(record, "place", "Basel")
    assert record.contacts()[0].place == "Basel"
    record.undo(3)
    assert record.contacts()[0].place == "Berne"


def test_it_outlives_withdrawing_and_reading_again(record: Record) -> None:
    correct(record, "place", "Berne")
    before = record.entries()
    for name in ("r1", "r2"):
        record.withdraw(name)
    assert len(record.contacts()) == 0
    keep(record, TWO)
    assert record.contacts()[0].place == "Berne"
    keep(record, ONE)
    assert record.entries() == before


def test_it_outlives_other_rules(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(record, "place", "Berne")
    before = record.entries()
    monkeypatch.setattr(neighbourhood, "rules_digest", lambda: "others")
    record.settle()
    assert record.entries() == before


def test_a_corrected_finding_may_still_be_called_wrong(record: Record) -> None:
    finding = values(record, "form")[0].findings[0]
    record.judge("wrong", finding)
    correct(record, "place", "Berne")
    record.correct(record.contacts()[0].id, "form", "talks")
    (row,) = record.contacts()
    assert (row.origins, row.place, row.form) == (1, "Berne", "talks")


def test_the_life_of_a_commitment_heeds_it(tmp_path: Path) -> None:
    with open_plain(tmp_path / "k.backchannel") as record:
        keep(record, factory.make_reading(None, factory.make_commitment(deadline="2014-09-01")))
        id = record.commitments()[0].id
        assert not record.commitments()[0].is_overdue
        record.correct(id, "state", "Active")
        (row,) = record.commitments()
        assert (row.state, row.is_overdue) == (CommitmentState.ACTIVE, True)
        record.correct(id, "deadline", "2014-12-01")
        assert not record.commitments()[0].is_overdue


def test_a_semicolon_parts_only_what_holds_side_by_side(tmp_path: Path) -> None:
    with open_plain(tmp_path / "k.backchannel") as record:
        keep(record, factory.make_reading(None, factory.make_commitment()))
        record.correct(record.commitments()[0].id, "act", "open the port; free the crew")
        assert record.commitments()[0].act == "open the port; free the crew"


def test_a_tally_is_added_up_by_the_corrected_total(tmp_path: Path) -> None:
    with open_plain(tmp_path / "t.backchannel") as record:
        keep(record, factory.make_reading(None, factory.make_tally()))
        assert record.tallies()[0].adds_up
        record.correct(record.tallies()[0].id, "total", "18")
        assert not record.tallies()[0].adds_up


@pytest.mark.parametrize(
    ("slot", "value", "problem"),
    [
        ("colour", "red", "has no “colour” to correct"),
        ("parts", "5 returned", "has no “parts” to correct"),
        ("place", "  ", "1 to 500 letters"),
        ("place", "x" * 501, "1 to 500 letters"),
        ("status", "burnt", "is no status of a contact: held,"),
        ("date", "in spring", "write 2014-09-06"),
        ("date", "..", "write 2014-09-06"),
        ("date", "2014-09-07..2014-09-06", "write 2014-09-06"),
        ("organs", "Foreign Ministry", "names no party"),
    ],
)
def test_what_a_slot_cannot_be_is_refused(
    record: Record, slot: str, value: str, problem: str
) -> None:
    with pytest.raises(RecordError, match=problem):
        correct(record, slot, value)
    assert len(record.judgements()) == 1


@pytest.mark.parametrize("verdict", ["correct", "undo"])
def test_a_slot_is_not_corrected_as_findings_are_judged(record: Record, verdict: str) -> None:
    with pytest.raises(RecordError, match="said of a slot"):
        record.judge(verdict, record.contacts()[0].id)
