import os
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect

from backchannel.errors import RecordError
from backchannel.record import open_database, tables
from backchannel.record.schema import APPLICATION_ID, newest_version, split_statements
from tests import factory
from tests.record.flow import keep, open_plain

READING = factory.make_reading(None, factory.make_contact())

WRITER = """
    import sys, itertools
    from pathlib import Path
    from tests import factory
    from tests.record.flow import keep, open_plain
    for n in itertools.count():
        with open_plain(Path(sys.argv[1]), patience=5) as record:
            for i in range(5):
                report = factory.make_report(f"{n}-{i} " + factory.TEXT * 20)
                reading = factory.make_reading(report, factory.make_contact())
                record.add(reading)
                print(reading.report.id, flush=True)
            if n % 3 == 0:
                keep(record)
"""

FILLER = """
    import resource, sys
    from pathlib import Path
    from backchannel.errors import RecordError
    from tests import factory
    from tests.record.flow import open_plain
    record = open_plain(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for n in range(1000):
            report = factory.make_report(f"{n} " + factory.TEXT * 20)
            record.add(factory.make_reading(report, factory.make_contact()))
            print(report.id, flush=True)
    except RecordError as error:
        print(error)
"""


def start(script: str, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), str(path)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)


def test_the_tables_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        made = inspect(record._database._engine)
        for table in tables.METADATA.sorted_tables:
            columns = {c["name"]: c for c in made.get_columns(table.name)}
            assert list(columns) == [c.name for c in table.columns], table.name
            if not table.name.endswith("_words"):
                keys = {f["constrained_columns"][0] for f in made.get_foreign_keys(table.name)}
                assert keys == {c.name for c in table.columns if c.foreign_keys}


def test_a_new_record_says_what_it_is_and_keeps_a_log(tmp_path: Path) -> None:
    open_plain(tmp_path / "r").close()
    connection = sqlite3.connect(tmp_path / "r")
    pragmas = ("application_id", "user_version", "journal_mode")
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    connection.close()
    assert found == [APPLICATION_ID, newest_version(), "wal"]


def test_what_lasts_waits_for_the_disk(tmp_path: Path) -> None:
    database = open_database(tmp_path / "r")
    found = []
    for is_lasting in (True, False, True):
        with database.writing(is_lasting=is_lasting) as connection:
            found.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    database.close()
    full, normal = 2, 1
    assert found == [full, normal, full]


def test_statements_are_split_at_their_ends_only() -> None:
    script = "-- a; b\nCREATE TABLE t (a);\nINSERT INTO t VALUES ('x;\ny');\n"
    assert [s[:6] for s in split_statements(script)] == ["-- a; ", "INSERT"]


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder: name a file in it"):
        open_plain(tmp_path)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="its folder does not exist"):
        open_plain(tmp_path / "no" / "r")


def test_a_record_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record here"):
        open_plain(tmp_path / "r", read_only=True)
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("size", [10, 5000])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, size: int) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear Sir." * size)
    with pytest.raises(RecordError, match=r"letter\.txt: is not a Backchannel record"):
        open_plain(path)
    assert path.read_bytes() == b"Dear Sir." * size


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="is not a Backchannel record"):
        open_plain(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "r").touch()
    with open_plain(tmp_path / "r") as record:
        assert record.add(READING)


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_plain(tmp_path / "r").close()
    connection = sqlite3.connect(tmp_path / "r")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RecordError, match=r"newer Backchannel \(record version 99.*upgrade"):
        open_plain(tmp_path / "r")


def test_a_record_locked_by_another_is_reported(tmp_path: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        other = sqlite3.connect(tmp_path / "r")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match=r"r: is locked by another process: wait"):
            record.add(READING)
        assert len(record.reports()) == 0, "it can still be read"
        other.rollback()
        other.close()
        assert record.add(READING)


def test_a_record_opened_to_read_cannot_be_written(tmp_path: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        keep(record, READING)
    with open_plain(tmp_path / "r", read_only=True) as record:
        assert len(record.contacts()) == 1
        with pytest.raises(RecordError, match="cannot be written"):
            record.add(factory.make_reading(factory.make_report("Another.")))


def test_a_reading_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    twins = factory.make_reading(
        None, factory.make_contact("C1"), factory.make_contact("C1", parties=("AAA", "BBB"))
    )
    with open_plain(tmp_path / "r") as record:
        with pytest.raises(Exception, match="UNIQUE"):
            record.add(twins)
        assert record.knows(twins.report.id) is False
        assert len(record.find("envoys")) == 0


def test_a_kill_at_any_moment_leaves_a_record_with_all_that_was_kept(tmp_path: Path) -> None:
    path, kept = tmp_path / "r", 0
    for seconds in (0.05, 0.21, 0.37, 0.53):
        writer = start(WRITER, path)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        written = {line.strip() for line in (first, *writer.stdout.read().splitlines())}
        writer.wait()
        writer.stdout.close()
        with open_plain(path, patience=5) as record:
            known = {row.id for row in record.reports()}
            keep(record)
            assert len(record.contacts()) > 0
        # The last line may have been cut by the kill.
        assert {id for id in written if len(id) == 16} <= known
        kept += len(written)
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
    assert kept > 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="file sizes are limited on POSIX only")
def test_a_full_disk_is_reported_and_loses_nothing(tmp_path: Path) -> None:
    writer = start(FILLER, tmp_path / "r")
    *kept, error = writer.communicate(timeout=60)[0].splitlines()
    assert "disk" in error
    assert "full" in error
    assert kept
    with open_plain(tmp_path / "r", patience=5) as record:
        assert {row.id for row in record.reports()} == set(kept)


def test_a_database_without_room_is_a_full_disk(tmp_path: Path) -> None:
    with open_plain(tmp_path / "r") as record:
        with record._database.asking() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordError, match="disk is full: free some space"):
            record.add(factory.make_reading(factory.make_report(factory.TEXT * 500)))
