import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import backchannel as bc
from backchannel import pipeline
from backchannel.reading.marks import Layout, Reader
from backchannel.record import Record, Step
from backchannel.types import Reading, Report
from backchannel.vocabularies import Kind
from tests import factory

TELL = {"Alpha": "2014-09-06", "Beta": "2014-08-21", "Gamma": "2014-09-06"}


def read_one(report: Report) -> Reading:
    """A hand-made reading: a contact on the day that the report's first word stands for."""
    first = report.text.split()[0]
    if first == "Broken":
        raise bc.ReportError(report.name, "has no sentences")
    contact = factory.make_contact(date=TELL[first], evidence=report.text[:40])
    return factory.make_reading(report, contact, factory.make_commitment())


def by_hand(read_one: Callable[[Report], Reading] = read_one) -> pipeline.ReadAll:
    return partial(pipeline.read_here, read_one=read_one)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three reports in a file, with a broken line among them."""
    lines = [
        json.dumps({"id": f"r{n}", "text": f"{word} told us so. {word * 9}", "outlet": "The Daily"})
        for n, word in enumerate(TELL)
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join([lines[0], "{broken", *lines[1:]]), "utf-8")
    return path


def open_plain(path: Path) -> Record:
    return bc.open(path)


def test_reading_says_what_is_new(tmp_path: Path, reports: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        summary = pipeline.read_into(record, [reports], by_hand())
        assert (summary.new, summary.known) == (3, 0)
        assert [str(e).count("\n") for e in summary.skipped] == [0]
        assert summary.entries == {Kind.CONTACT: 2, Kind.COMMITMENT: 1}
        assert len(record.contacts()) == 2


def test_reading_again_changes_nothing(tmp_path: Path, reports: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        pipeline.read_into(record, [reports], by_hand())
        before = record.timeline(), record.reports(), record.contacts()
        summary = pipeline.read_into(record, [reports, reports], by_hand())
        assert (summary.new, summary.known, len(summary.skipped)) == (0, 6, 2)
        assert summary.entries == {}
        assert (record.timeline(), record.reports(), record.contacts()) == before


def test_a_report_that_cannot_be_read_is_skipped_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Broken beyond reading.", "utf-8")
    (tmp_path / "b.txt").write_text("Alpha met Beta in the hills.", "utf-8")
    with open_plain(tmp_path / "r") as record:
        paths = [tmp_path / name for name in ("a.txt", "missing.txt", "b.txt")]
        summary = pipeline.read_into(record, paths, by_hand())
        assert (summary.new, len(summary.skipped)) == (1, 2)
        assert "missing.txt" in str(summary.skipped[1])


def test_a_fault_of_the_reader_costs_one_report_only(
    tmp_path: Path, reports: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(report: Report) -> Reading:
        return read_one(report) if report.name != "r1" else read_one(None)  # type: ignore[arg-type]

    with open_plain(tmp_path / "r") as record:
        summary = pipeline.read_into(record, [reports], by_hand(stumble))
        assert (summary.new, len(summary.skipped)) == (2, 2)
        assert str(summary.skipped[1]).startswith("r1: the reader failed on it (AttributeError ")
        assert "Traceback" in caplog.text
        assert pipeline.read_into(record, [reports], by_hand()).new == 1


def test_progress_is_told_report_by_report(tmp_path: Path, reports: Path) -> None:
    steps: list[Step] = []
    with open_plain(tmp_path / "r") as record:
        pipeline.read_into(record, [reports], by_hand(), steps.append)
    assert [step.reports for step in steps] == [1, 2, 3, 4]
    assert {(step.file, step.files) for step in steps} == {(1, 1)}


def test_reports_kept_before_a_kill_are_reconciled_by_the_next_read(tmp_path: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        record.add(read_one(factory.make_report("Alpha told us.")))
        assert len(record.contacts()) == 0
        assert pipeline.read_into(record, [], by_hand()).entries[Kind.CONTACT] == 1
        assert len(record.contacts()) == 1


def test_the_public_door_reads_with_the_rules(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Japan and North Korea held talks in Geneva on Sept. 6, 2014, officials said.", "utf-8"
    )
    with bc.open(str(tmp_path / "x.backchannel")) as record:
        assert record.read(report).new == 1
        assert record.read([str(report)]).known == 1
        assert record.contacts(party="JPN")[0].parties
    with bc.open(tmp_path / "x.backchannel", read_only=True) as record:
        assert len(record.reports()) == 1


def test_a_record_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(bc.RecordError, match="there is no record here"):
        bc.open(tmp_path / "x", must_exist=True)


def test_importing_the_package_imports_no_flow() -> None:
    import subprocess
    import sys

    script = "import sys, backchannel; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        bc.nothing  # noqa: B018


# --- Several processes: they import this file anew, and find the readers here ---


def make_stumbling_reader(threads: int) -> Reader:
    """A reader that fails on every third report, and notes in a file that it was made."""
    with Path(os.environ["READERS_MADE"]).open("a") as file:
        file.write(f"{threads}\n")
    reader = pipeline.default_reader(threads)

    def lay_out(report: Report) -> Layout:
        if report.name in ("r3", "r6"):
            raise UnicodeDecodeError("x", b"", 0, 1, "odd")
        if report.name == "r9":
            raise bc.ReportError(report.name, "has no sentences")
        return reader.lay_out(report)

    return replace(reader, lay_out=lay_out)


def make_no_reader(threads: int) -> Reader:
    raise bc.ModelError("reader.onnx is missing")


def some_reports(count: int) -> list[Report]:
    text = "Japan and North Korea held talks in Geneva on Sept. {}, 2014, officials said."
    return [factory.make_report(text.format(n + 1), name=f"r{n}") for n in range(count)]


def test_two_processes_say_what_one_says_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READERS_MADE", str(tmp_path / "made"))
    unread = bc.ReportError("x.pdf", "is a PDF")
    loaded = [unread, *some_reports(12), None, unread, *some_reports(2)]
    one, two = (
        [str(o) if isinstance(o, bc.ReportError) else o for o in outcomes]
        for outcomes in (pipeline.read_all(loaded, jobs, make_stumbling_reader) for jobs in (1, 2))
    )
    assert two == one
    assert [type(o) for o in one].count(str) == 5
    assert "r3: the reader failed on it (UnicodeDecodeError " in str(one[4])
    assert 2 <= len((tmp_path / "made").read_text().splitlines()) <= 3


def test_a_missing_model_is_told_by_a_worker_as_it_is() -> None:
    with pytest.raises(bc.ModelError, match=r"reader\.onnx is missing"):
        list(pipeline.read_all(some_reports(3), 2, make_no_reader))


def test_no_reader_is_made_where_there_is_nothing_to_read() -> None:
    assert list(pipeline.read_all([None, None], 2, make_no_reader)) == [None, None]


def test_the_public_door_reads_with_two_processes(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps({"text": r.text}) for r in some_reports(4)), "utf-8")
    with bc.open(tmp_path / "one") as one, bc.open(tmp_path / "two", jobs=2) as two:
        assert one.read(path) == two.read([path])
        assert one.timeline() == two.timeline()
