import dataclasses
import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.errors import BackchannelError, RecordError
from backchannel.record import Record, Rows
from backchannel.record.rows import HIT_END, HIT_START, ContactRow
from backchannel.types import DateRange, Reading
from backchannel.vocabularies import CommitmentState, Kind, SourceKind
from tests import factory
from tests.record.flow import keep, open_plain


def full_reading() -> Reading:
    return factory.make_reading(
        factory.make_report(),
        factory.make_contact(
            place=("Geneva", "CHE"),
            date="2014-09-06",
            secret=True,
            people=("Ada Lind",),
            said_by=(factory.make_source(),),
        ),
        factory.make_commitment(condition="Sudmark eased its sanctions"),
        factory.make_measure(),
        factory.make_denial(item="C1"),
        factory.make_tally(),
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_plain(tmp_path / "r.backchannel") as opened:
        keep(opened, full_reading())
        yield opened


def test_a_contact_row_has_the_fields_of_the_contact(record: Record) -> None:
    (row,) = record.contacts()
    assert row.id.startswith("C-")
    assert row == ContactRow(
        id=row.id,
        date=DateRange.parse("2014-09-06"),
        reported=row.reported,
        form="meeting",  # type: ignore[arg-type]
        status="held",  # type: ignore[arg-type]
        secret=True,
        parties=("NOR", "SUD"),
        people=("Ada Lind",),
        place="Geneva",
        topic=None,
        outcome="none_reported",  # type: ignore[arg-type]
        certainty="certain",  # type: ignore[arg-type]
        origins=1,
        reports=1,
        denied_by=("SUD",),
        against=1,
        belief=row.belief,
        country="CHE",
    )
    assert 0 < row.belief < 0.5


def test_the_other_rows_have_theirs(record: Record) -> None:
    (commitment,) = record.commitments()
    assert (commitment.debtor, commitment.creditor) == ("NOR", "SUD")
    assert commitment.condition == "Sudmark eased its sanctions"
    assert commitment.state is CommitmentState.PROPOSED
    (measure,) = record.measures()
    assert (measure.by, measure.on, measure.action.value) == ("SUD", "NOR", "lift")
    (denial,) = record.denials()
    assert denial.denies == record.contacts()[0].id
    (tally,) = record.tallies()
    assert (tally.total, [p.count for p in tally.parts], tally.adds_up) == (17, [5, 8, 4], True)
    (source,) = record.sources()
    assert (source.source, source.kind) == ("sources", SourceKind.ANONYMOUS)
    assert (source.outlets, source.findings, source.reports) == (("The Daily",), 1, 1)
    (report,) = record.reports()
    assert (report.name, report.findings, report.origin) == ("daily-1", 5, report.id)


def test_the_timeline_holds_all_but_tallies_newest_first(record: Record) -> None:
    kinds = [row.kind for row in record.timeline()]
    assert kinds == [Kind.DENIAL, Kind.COMMITMENT, Kind.CONTACT, Kind.MEASURE]


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"party": "NOR"}, 1),
        ({"party": "XYZ"}, 0),
        ({"since": datetime.date(2014, 9, 6)}, 1),
        ({"since": datetime.date(2014, 9, 7)}, 0),
        ({"until": datetime.date(2014, 9, 5)}, 0),
        ({"until": datetime.date(2014, 9, 6), "party": "SUD"}, 1),
    ],
    ids=["a party", "no such party", "on the day", "too late", "too early", "both"],
)
def test_contacts_are_filtered(record: Record, given: dict, count: int) -> None:  # type: ignore[type-arg]
    assert len(record.contacts(**given)) == count


def test_adding_a_reading_again_changes_nothing(record: Record) -> None:
    before = record.timeline(), record.contacts(), record.reports()
    assert record.add(full_reading()) is False
    keep(record, full_reading())
    assert (record.timeline(), record.contacts(), record.reports()) == before


def test_a_reading_comes_back_as_it_went_in(record: Record) -> None:
    reading = full_reading()
    assert record.reading("daily-1") == reading
    assert record.readings() == (reading,)


def test_explain_takes_an_entry_a_finding_or_a_beginning(record: Record) -> None:
    (row,) = record.contacts()
    entry = record.explain(row.id)
    finding = entry.evidence[0].finding
    assert finding.startswith(row.id)
    for id in (finding, row.id[:5], row.id.lower()):
        assert record.explain(id) == entry
    assert len(entry.denied_by) == 1


@pytest.mark.parametrize("id", ["C-nothing", "", "%"])
def test_explain_says_when_there_is_no_such_entry(record: Record, id: str) -> None:
    with pytest.raises(RecordError, match="no entry has this id"):
        record.explain(id)


def test_explain_says_when_an_id_is_too_short(record: Record) -> None:
    other = factory.make_report("Quite another story. " + factory.TEXT, name="daily-2")
    far = factory.make_contact(date="1999-01-01", parties=("AAA", "BBB"))
    keep(record, factory.make_reading(other, far))
    with pytest.raises(RecordError, match="type more of it"):
        record.explain("C-")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("envoys", {"contact", "denial", "report"}),
        ("envoy", {"contact", "denial", "report"}),
        ("geneva secret", {"contact", "report"}),
        ('"met in secret"', {"contact", "report"}),
        ('"secret met"', set()),
        ("sanct*", {"commitment", "measure", "report"}),
        ('NOT " * ( -', set()),
        ("", set()),
    ],
    ids=["a word", "its stem", "two words", "a phrase", "no phrase", "a start", "signs", "nothing"],
)
def test_find_searches_reports_and_entries(record: Record, words: str, kinds: set[str]) -> None:
    hits = record.find(words)
    assert {hit.kind for hit in hits} == kinds
    assert all(HIT_START in h.snippet or HIT_START not in h.title for h in hits)


def test_a_hit_shows_the_words_found(record: Record) -> None:
    hit = next(h for h in record.find("geneva") if h.kind == "report")
    assert f"in {HIT_START}Geneva{HIT_END} on" in hit.snippet
    assert (hit.outlet, str(hit.date)) == ("The Daily", "2014-09-11")


def test_what_is_added_is_unsettled_until_it_is_reconciled(tmp_path: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        reading = factory.make_reading(None, factory.make_contact())
        record.add(reading)
        assert record.unsettled() == {reading.report.id}
        assert len(record.contacts()) == 0
        keep(record)
        assert record.unsettled() == frozenset()
        assert len(record.contacts()) == 1


def test_a_report_of_two_outlets_is_one_origin(record: Record) -> None:
    copy = dataclasses.replace(factory.make_report(), outlet="The Post", name="post-1")
    keep(record, dataclasses.replace(full_reading(), report=copy))
    (row,) = record.contacts()
    assert (row.origins, row.reports) == (1, 2)
    assert len({r.origin for r in record.reports()}) == 1
    (link,) = record.links(row.id)
    assert "same words" in link.reasons


def test_rows_become_a_frame(record: Record) -> None:
    pytest.importorskip("pandas")
    frame = record.contacts().to_frame()
    assert list(frame.columns[:3]) == ["id", "date_earliest", "date_latest"]
    assert frame["date_earliest"][0] == datetime.date(2014, 9, 6)
    assert list(record.contacts(party="XYZ").to_frame().columns) == list(frame.columns)
    assert list(record.commitments().to_frame()["slipped"]) == [()]


def test_a_frame_without_pandas_says_what_to_install(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BackchannelError, match="pip install"):
        record.contacts().to_frame()


def test_rows_are_a_sequence() -> None:
    rows = Rows(int, (1, 2, 3))
    assert (len(rows), rows[0], rows[-1], list(rows[1:]), 2 in rows) == (3, 1, 3, [2, 3], True)
    assert rows[1:] == Rows(int, (2, 3))


def test_a_page_of_a_list_is_what_stands_there_in_the_whole(record: Record) -> None:
    far = factory.make_report("Quite another story. " + factory.TEXT, name="daily-2")
    days = ("1999-01-01", None, "2014-09-20", "2014-03-01..2014-04-01")
    others = (
        factory.make_contact(f"C{n}", date=day, parties=("AAA", "BBB"), evidence=f"Met {n}")
        for n, day in enumerate(days)
    )
    keep(record, factory.make_reading(far, *others))
    known = datetime.date(2014, 9, 11)
    for ask in (record.contacts, record.timeline, record.denials, record.tallies):
        for view in ({}, {"known_on": known}):
            whole = tuple(ask(**view))  # type: ignore[operator]
            pages = [ask(limit=2, offset=n, **view) for n in range(0, len(whole) + 2, 2)]  # type: ignore[operator]
            assert tuple(row for page in pages for row in page) == whole


def test_entries_are_counted_by_kind(record: Record) -> None:
    kinds = (Kind.CONTACT, Kind.COMMITMENT, Kind.MEASURE, Kind.DENIAL, Kind.TALLY)
    assert record.count() == dict.fromkeys(kinds, 1)
    assert record.count(known_on=datetime.date(2014, 9, 11)) == record.count()
    assert record.count(party="NOR", since=datetime.date(2014, 9, 1)) == {
        Kind.CONTACT: 1,
        Kind.COMMITMENT: 1,
    }
    assert not record.count(known_on=datetime.date(2014, 9, 1))


def test_a_report_tells_which_entries_rest_on_it(record: Record) -> None:
    far = factory.make_report("Quite another story. " + factory.TEXT, name="daily-2")
    keep(record, factory.make_reading(far, factory.make_contact(date="1999-01-01")))
    assert [entry.kind for entry in record.entries_of("daily-2")] == [Kind.CONTACT]
    assert len(record.entries_of("daily-1")) == 5
