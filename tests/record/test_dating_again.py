"""Undated reports are dated again when the record learns more, in whichever order it learns it."""

import itertools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import backchannel
from backchannel import pipeline
from backchannel.reading import rule_reader
from backchannel.reading.marks import Reader
from backchannel.reconcile.occasions import Occasion
from backchannel.record import Change, Record
from backchannel.record.change_lines import write_change
from backchannel.record.changes import How
from backchannel.types import Reading, Report

MET = "Envoys of Japan and North Korea met in Geneva on {}, officials said."
ROWS = {
    "undated": {"id": "undated", "text": MET.format("Saturday")},
    "told": {"id": "told", "text": MET.format("Sept. 6"), "published": "2014-09-08"},
    "other": {"id": "other", "text": MET.format("Sept. 12"), "published": "2014-09-15"},
    "earlier": {"id": "earlier", "text": MET.format("May 1"), "published": "2010-05-03"},
}


def read(record: Record, folder: Path, name: str) -> tuple[Change, ...]:
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps(ROWS[name]) + "\n")
    return record.read(path).changes


def dated_again(changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if change.how is How.DATED]


def published(record: Record) -> str:
    return str(record.reading("undated").published.range)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return backchannel.open(tmp_path / "r.backchannel", reader=rule_reader())


def test_a_report_that_comes_later_dates_it_and_it_is_said(record: Record, tmp_path: Path) -> None:
    assert dated_again(read(record, tmp_path, "undated")) == []
    [change] = dated_again(read(record, tmp_path, "told"))
    assert (change.text, change.was, change.now) == ("undated", None, "2014-09-06..2014-09-12")
    assert write_change(change) == "published 6–12 Sept 2014, before: an unknown day"
    assert str(record.reading("undated").contacts[0].date) == "2014-09-06"
    [entry] = record.entries()
    assert len(entry.evidence) == 2


def test_only_what_may_be_news_of_its_days_makes_a_report_be_read_again(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[str] = []
    read_again = pipeline.read_again

    def note(report: Report, reader: Reader, known: Mapping[str, Sequence[Occasion]]) -> Reading:
        again.append(report.name)
        return read_again(report, reader, known)

    monkeypatch.setattr(pipeline, "read_again", note)
    read(record, tmp_path, "undated")
    for day in range(1, 10):
        path = tmp_path / f"day {day}.txt"
        path.write_text(f"Published: 2014-09-{day + 1:02}\n\n{MET.format(f'Sept. {day}')}")
        record.read(path)
    assert again == ["undated"] * 6
    record.withdraw("day 9")
    assert again == ["undated"] * 6
    for day in range(8, 4, -1):
        record.withdraw(f"day {day}")
    assert again == ["undated"] * 8


def test_withdrawing_the_report_that_dated_it_takes_the_day_back(
    record: Record, tmp_path: Path
) -> None:
    for name in ("undated", "told"):
        read(record, tmp_path, name)
    [change] = dated_again(record.withdraw("told"))
    assert change.now is None
    assert published(record) == "None"


def test_withdrawing_makes_up_for_a_reading_that_was_stopped(
    record: Record, tmp_path: Path
) -> None:
    read(record, tmp_path, "undated")
    path = tmp_path / "of something else.txt"
    path.write_text("Published: 2014-09-08\n\nThe harbour was closed for the winter.")
    record.read(path)
    with backchannel.open(tmp_path / "other.backchannel", reader=rule_reader()) as other:
        read(other, tmp_path, "told")
        record.add(other.reading("told"))
    assert dated_again(record.withdraw(path.stem))
    assert published(record) == "2014-09-06..2014-09-12"
    assert record.unsettled() == frozenset()


def test_every_order_gives_the_same_record(tmp_path: Path) -> None:
    found = set()
    for number, order in enumerate(itertools.permutations(ROWS)):
        with backchannel.open(tmp_path / f"{number}.backchannel", reader=rule_reader()) as record:
            for name in order:
                read(record, tmp_path, name)
            found.add((published(record), record.entries(), record.readings()))
    [(days, entries, _)] = found
    assert days == "2010-05-01..2014-09-12"
    assert entries


def test_reading_again_after_withdrawing_is_the_very_same(record: Record, tmp_path: Path) -> None:
    for name in ROWS:
        read(record, tmp_path, name)
    before = record.entries(), record.readings()
    for name in ("told", "undated"):
        record.withdraw(name)
        read(record, tmp_path, name)
    assert (record.entries(), record.readings()) == before


def test_a_dated_report_is_never_dated_again(record: Record, tmp_path: Path) -> None:
    for name in ("told", "other", "earlier"):
        assert dated_again(read(record, tmp_path, name)) == []
