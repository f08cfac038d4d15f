"""Bring a database up to the newest schema, and say what it is."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources

from sqlalchemy import Connection

APPLICATION_ID = int.from_bytes(b"BCRK")


@cache
def load_migrations() -> tuple[str, ...]:
    """The migration scripts in order; the first makes version 1."""
    folder = resources.files("backchannel.record.migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text("utf-8") for f in files)


def newest_version() -> int:
    """The schema version that this program writes."""
    return len(load_migrations())


def version_of(connection: Connection) -> int | None:
    """The schema version of a record, 0 of an empty database, None of anything else."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if application == APPLICATION_ID:
        version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return version
    is_empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one() == 0
    return 0 if is_empty and application == 0 else None


def migrate(connection: Connection) -> None:
    """Run the migrations that the record has not seen, inside the caller's transaction."""
    version = version_of(connection) or 0
    for script in load_migrations()[version:]:
        for statement in split_statements(script):
            connection.exec_driver_sql(statement)
    # Both pragmas are part of the transaction: a kill leaves the old schema or the new one.
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {newest_version()}")


def split_statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit before it starts."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
