"""Find the one entry or report that an id, the beginning of one, or a name stands for."""

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from backchannel.errors import RecordError
from backchannel.record import tables
from backchannel.types import Entry


def spelled(id: str) -> str:
    """An id as the record writes it: the digest small, the letter of the kind in front large."""
    return id.strip().lower().capitalize()


def entry(connection: Connection, id: str) -> Entry:
    """The entry with this id or a beginning of it, its own or of one of its findings."""
    start = spelled(id)
    known = tables.evidence.c
    matching = select(known.entry).where(_begins(known.finding, start))
    exact = tables.entries.c.id == start
    found = list(connection.scalars(select(tables.entries.c.id).where(exact)))
    found = found or sorted(set(connection.scalars(matching)))
    if not start or not found:
        raise RecordError(f"{id}: no entry has this id: `backchannel show timeline` lists them")
    if len(found) > 1:
        raise RecordError(f"{id}: could be {', '.join(found[:5])}: type more of it")
    json = connection.scalars(select(tables.entries.c.json).where(tables.entries.c.id == found[0]))
    return msgspec.json.decode(json.one(), type=Entry)


def report_id(connection: Connection, report: str) -> str:
    """The id of the report with this id, beginning of an id, or name."""
    at = tables.reports.c
    by_name = select(at.id).where(at.name == report)
    by_id = select(at.id).where(_begins(at.id, report.lower()))
    found: list[str] = list(connection.scalars(by_name)) or list(connection.scalars(by_id))
    if not found or not report:
        raise RecordError(f"{report}: no report has this id or name in the record")
    if len(found) > 1:
        raise RecordError(f"{report}: could be {', '.join(found[:5])}: give the id")
    return found[0]


def _begins(id: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """Whether an id begins so, sought by its index, which LIKE would not be; none has a "~"."""
    return id.between(start, f"{start}~")
