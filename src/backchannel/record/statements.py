"""Statements given to SQLite directly: reconciling runs hundreds for a report.

SQLAlchemy, which the queries use, takes several times as long for each as SQLite itself.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

Values = Sequence[Any] | Mapping[str, Any]
# To be used with `listed`: as many values as there are, in one statement.
AMONG = "IN (SELECT value FROM json_each(?))"


def _own(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, in the same transaction."""
    own = connection.connection.driver_connection
    assert isinstance(own, sqlite3.Connection)
    return own


def run(connection: Connection, statement: str, values: Values = ()) -> sqlite3.Cursor:
    """Run one statement; the rows that it finds are tuples."""
    return _own(connection).execute(statement, values)


def run_each(connection: Connection, statement: str, rows: Iterable[Values]) -> None:
    """Run a statement for each row of values; there may be none."""
    _own(connection).executemany(statement, rows)


def insert_rows(connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows, which name the same columns, into a table; there may be none."""
    for first in rows[:1]:
        names = ", ".join(f'"{name}"' for name in first)
        values = ", ".join(f":{name}" for name in first)
        run_each(connection, f"INSERT INTO {table} ({names}) VALUES ({values})", rows)


def listed(values: Iterable[str | int]) -> str:
    """Values as one, for `AMONG`."""
    return msgspec.json.encode(list(values)).decode()
