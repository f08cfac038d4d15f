"""Open the SQLite file of a record safely, and run transactions on it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from backchannel.errors import RecordError
from backchannel.record.faults import reported
from backchannel.record.schema import migrate, newest_version, version_of
from backchannel.record.statements import run

# A commit takes milliseconds, reconciling a few thousand reports some seconds.
PATIENCE_S = 5.0


class Database:
    """An open file; `asking` gives a transaction that reads, `writing` one that writes."""

    def __init__(self, path: Path, engine: Engine) -> None:
        """Hold an engine on a file that was checked."""
        self.path = path
        self._engine = engine

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record throughout."""
        with reported(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, is_lasting: bool = True) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all.

        A lasting one waits for the disk, as do all before it; another outlives a kill, but not yet
        a power cut.
        """
        synchronous = "FULL" if is_lasting else "NORMAL"
        engine = self._engine.execution_options(begin="BEGIN IMMEDIATE", synchronous=synchronous)
        with reported(self.path), engine.begin() as connection:
            yield connection

    def keep_log(self) -> None:
        """Make the file write ahead to a log, for good: readers and a writer do not wait."""
        with reported(self.path), self._engine.connect() as connection:
            run(connection, "PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_database(
    path: Path, *, must_exist: bool = False, read_only: bool = False, patience: float = PATIENCE_S
) -> Database:
    """Open the file, making or migrating it where needed; `patience` is in seconds."""
    _check_path(path, must_exist=must_exist or read_only)
    database = Database(path, _engine(path, read_only, patience))
    try:
        _check_schema(database, read_only)
    except BaseException:
        database.close()
        raise
    return database


def _check_path(path: Path, *, must_exist: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path}: is a folder: name a file in it, such as record.backchannel")
    if must_exist and not path.exists():
        raise RecordError(f"{path}: there is no record here: make it with `backchannel read`")
    if not path.absolute().parent.is_dir():
        raise RecordError(f"{path}: its folder does not exist: make it first, or name another")


def _check_schema(database: Database, read_only: bool) -> None:
    with database.asking() as connection:
        version = version_of(connection)
    if version is None:
        raise RecordError(f"{database.path}: is not a Backchannel record: choose another file name")
    newest = newest_version()
    if version > newest:
        raise RecordError(
            f"{database.path}: was written by a newer Backchannel (record version {version}, "
            f"this one knows {newest}): upgrade with pip install --upgrade backchannel"
        )
    if version == newest:
        return
    if read_only:
        raise RecordError(
            f"{database.path}: has an older form: open it once for writing with `backchannel read`"
        )
    database.keep_log()
    with database.writing() as connection:
        migrate(connection)


def _engine(path: Path, read_only: bool, patience: float) -> Engine:
    def connect() -> sqlite3.Connection:
        return _connect(path, read_only, patience)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    # Python's own transaction control commits before a CREATE and begins late: both are wrong here.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if synchronous := options.get("synchronous"):
            connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
        connection.exec_driver_sql(options.get("begin", "BEGIN"))

    return engine


def _connect(path: Path, read_only: bool, patience: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{_mode(path) if read_only else 'mode=rwc'}"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=patience)
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _mode(path: Path) -> str:
    # In a folder that cannot be written SQLite could not make the index of the log, which it
    # needs even to read; where there is no log, the file is whole as it stands.
    has_log = path.with_name(f"{path.name}-wal").exists()
    sealed = not has_log and not os.access(path.absolute().parent, os.W_OK)
    return "mode=ro&immutable=1" if sealed else "mode=ro"
