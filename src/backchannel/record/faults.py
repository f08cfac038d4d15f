"""Turn what SQLite complains about into one line that says what, where and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from backchannel.errors import RecordError

REMEDIES = {
    sqlite3.SQLITE_BUSY: "is locked by another process: wait until it is done, then run this again",
    sqlite3.SQLITE_LOCKED: "is locked by another query: wait until it is done, then try again",
    sqlite3.SQLITE_READONLY: "cannot be written: it was opened read-only or its permissions say so",
    sqlite3.SQLITE_FULL: "the disk is full: free some space, then run this again; "
    "what was recorded is safe",
    sqlite3.SQLITE_IOERR: "the disk failed or is full: free some space or check it, "
    "then run this again",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore it from a copy, or read the reports again into a "
    "new record",
    sqlite3.SQLITE_NOTADB: "is not a Backchannel record: choose another file name",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that its folder exists and may be written",
    sqlite3.SQLITE_PERM: "cannot be opened: its permissions forbid it",
    sqlite3.SQLITE_TOOBIG: "a report is too large for the record: split it",
}


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Raise a RecordError about the file where SQLite fails for a reason the user can act on."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        # The low byte is the primary code: SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code not in REMEDIES:
            raise
        raise RecordError(f"{path}: {REMEDIES[code]}") from error
