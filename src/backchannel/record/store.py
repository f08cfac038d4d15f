"""Write readings and entries, and read them back."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, select, text, update

from backchannel.ids import KINDS, kind_of, name_findings
from backchannel.record import occasions, shown, tables
from backchannel.record.credits import credited
from backchannel.record.days import FIRST, LAST, between, iso
from backchannel.record.lines import summarise
from backchannel.types import Dating, Entry, Finding, Reading, Report
from backchannel.vocabularies import DatingBasis

# SQLite takes a few thousand values in one statement.
AT_ONCE = 500
# A row of words has the number of what the words are of: only by that it is found to be deleted.
REPORT_WORDS = text(
    "INSERT INTO report_words (rowid, id, title, body) VALUES (:number, :id, :title, :body)"
)
ENTRY_WORDS = text(
    "INSERT INTO entry_words (rowid, id, kind, title, body)"
    " VALUES (:number, :id, :kind, :title, :body)"
)
TYPES = {kind.value: type for type, kind in KINDS.items()}


def has_report(connection: Connection, report: str) -> bool:
    """Whether the report with this id is recorded."""
    found = select(tables.reports.c.id).where(tables.reports.c.id == report)
    return connection.execute(found).first() is not None


def add_reading(connection: Connection, reading: Reading) -> bool:
    """Write a report with its reading; False, and nothing written, when it is there already."""
    report = reading.report
    if has_report(connection, report.id):
        return False
    number = (connection.scalar(select(func.max(tables.reports.c.number))) or 0) + 1
    connection.execute(insert(tables.reports).values(_report_cells(reading) | {"number": number}))
    connection.execute(
        insert(tables.readings).values(report=report.id, json=_encode_reading(reading))
    )
    connection.execute(REPORT_WORDS, _report_words(number, report))
    _add_findings(connection, reading)
    occasions.add(connection, reading)
    return True


def replace_reading(connection: Connection, reading: Reading) -> None:
    """Put another reading of a known report in place of the one that is there, to be settled.

    Its occasions stay those of the first reading, which knew no other report.
    """
    report, days = reading.report.id, reading.published.range
    # Entries rest on the findings until all is settled, in the same transaction.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    _remove_findings(connection, report)
    cells = {
        "settled": False,
        "earliest": iso(days.earliest if days else None),
        "latest": iso(days.latest if days else None),
    }
    connection.execute(update(tables.reports).where(tables.reports.c.id == report).values(cells))
    now = update(tables.readings).where(tables.readings.c.report == report)
    connection.execute(now.values(json=_encode_reading(reading)))
    _add_findings(connection, reading)


def _encode_reading(reading: Reading) -> bytes:
    """The reading without the text, which is kept once, with the report."""
    bare = dataclasses.replace(reading, report=dataclasses.replace(reading.report, text=""))
    return msgspec.json.encode(bare)


def _report_cells(reading: Reading) -> dict[str, object]:
    report, days = reading.report, reading.published.range
    return {
        "id": report.id,
        "name": report.name,
        "title": report.title,
        "outlet": report.outlet,
        "agency": report.agency,
        "url": report.url,
        "published": iso(report.published),
        "retrieved": iso(report.retrieved),
        "earliest": iso(days.earliest if days else None),
        "latest": iso(days.latest if days else None),
        "text": report.text,
        "added": iso(datetime.datetime.now(datetime.UTC)),
        "settled": False,
    }


def _report_words(number: int, report: Report) -> dict[str, object]:
    title = report.title or report.name
    return {"number": number, "id": report.id, "title": title, "body": report.text}


def _add_findings(connection: Connection, reading: Reading) -> None:
    names = name_findings(reading)
    found = [
        {
            "id": names[finding.id],
            "report": reading.report.id,
            "kind": kind_of(finding).value,
            "label": finding.id,
            "json": msgspec.json.encode(finding),
        }
        for finding in reading.findings
    ]
    credits = [
        {"finding": names[finding.id], "source": name, "kind": source.kind.value}
        for finding in reading.findings
        for source in finding.said_by
        if (name := credited(source, reading))
    ]
    insert_rows(connection, tables.findings, found)
    insert_rows(connection, tables.credits, credits)


def all_readings(connection: Connection) -> tuple[Reading, ...]:
    """Every reading, in the order of report ids."""
    rows = connection.execute(_whole_readings().order_by(tables.reports.c.id))
    return tuple(_decode_reading(row) for row in rows)


def load_reading(connection: Connection, report: str) -> Reading:
    """The reading of the report with this id, which must be there."""
    row = connection.execute(_whole_readings().where(tables.reports.c.id == report)).one()
    return _decode_reading(row)


def _whole_readings() -> Select[Any]:
    both = tables.reports.join(tables.readings)
    return select(tables.readings.c.json, tables.reports.c.text).select_from(both)


def load_report(connection: Connection, report: str) -> Reading:
    """The report with this id and its days, without what was found in it."""
    at = tables.reports.c
    cells = (at.text, at.name, at.title, at.outlet, at.agency, at.url, at.published)
    query = select(*cells, at.earliest, at.latest).where(at.id == report)
    text, name, title, outlet, agency, url, published, earliest, latest = connection.execute(
        query
    ).one()
    day = datetime.date.fromisoformat(published) if published else None
    days = between(earliest or FIRST, latest or LAST) if earliest or latest else None
    return Reading(
        report=Report(text, name, title, outlet, agency, url, day),
        published=Dating(days, DatingBasis.STATED),
    )


def in_parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, as many at a time as one statement takes."""
    several = list(ids)
    return (several[n : n + AT_ONCE] for n in range(0, len(several), AT_ONCE))


def _decode_reading(row: Row[Any]) -> Reading:
    """A reading from its stored form and the text of its report."""
    reading = msgspec.json.decode(row.json, type=Reading)
    report: Report = dataclasses.replace(reading.report, text=row.text)
    return dataclasses.replace(reading, report=report)


def load_finding(connection: Connection, finding: str) -> Finding:
    """The finding with this id, which must be there."""
    wanted = select(tables.findings.c.kind, tables.findings.c.json)
    row = connection.execute(wanted.where(tables.findings.c.id == finding)).one()
    decoded: Finding = msgspec.json.decode(row.json, type=TYPES[row.kind])
    return decoded


def labels(connection: Connection) -> Mapping[str, tuple[str, str]]:
    """For each finding the name of its report and its label there."""
    both = tables.findings.join(tables.reports)
    cells = (tables.findings.c.id, tables.reports.c.name, tables.findings.c.label)
    return {
        id: (name, label)
        for id, name, label in connection.execute(select(*cells).select_from(both))
    }


def unsettled_reports(connection: Connection) -> frozenset[str]:
    """The reports that no reconciling has seen as they are now."""
    # As the index has it, which holds only these few.
    return frozenset(connection.scalars(text("SELECT id FROM reports WHERE settled = 0")))


def mark_settled(connection: Connection, reports: Iterable[str]) -> None:
    """Keep that reconciling has seen these reports."""
    at = tables.reports.c
    for some in in_parts(reports):
        connection.execute(update(tables.reports).where(at.id.in_(some)).values(settled=True))


def load_entries(connection: Connection, ids: Iterable[str]) -> Iterator[Entry]:
    """The entries with these ids that there are."""
    at = tables.entries.c
    for some in in_parts(ids):
        for json in connection.scalars(select(at.json).where(at.id.in_(some))):
            yield msgspec.json.decode(json, type=Entry)


def replace_entries(
    connection: Connection, before: Iterable[Entry], after: Iterable[Entry]
) -> None:
    """Put the entries of now in place of those before; what stays the same is not touched."""
    known, now = ({entry.id: entry for entry in several} for several in (before, after))
    for some in in_parts(id for id in known if known[id] != now.get(id)):
        _delete_entries(connection, some)
    last = connection.scalar(select(func.max(tables.entries.c.number))) or 0
    fresh = [id for id, entry in now.items() if entry != known.get(id)]
    for some in in_parts(fresh):
        cells = [_entry_cells(now[id], number) for number, id in enumerate(some, last + 1)]
        last += len(some)
        for name in ("entries", "entry_parties"):
            rows = [row for cell in cells for row in cell[name]]
            insert_rows(connection, tables.METADATA.tables[name], rows)
        words = [row for cell in cells for row in cell["entry_words"]]
        connection.execute(ENTRY_WORDS, words)


def _delete_entries(connection: Connection, ids: Sequence[str]) -> None:
    at = tables.entries.c
    numbers = list(connection.scalars(select(at.number).where(at.id.in_(ids))))
    for_each(connection, "DELETE FROM entry_words WHERE rowid = ?", [(n,) for n in numbers])
    connection.execute(delete(tables.entry_parties).where(tables.entry_parties.c.entry.in_(ids)))
    connection.execute(delete(tables.entries).where(at.id.in_(ids)))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows into a table; there may be none."""
    # An empty list would make SQLAlchemy insert one row of defaults.
    if rows:
        connection.execute(insert(table), rows)


def for_each(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement for each row of values; there may be none."""
    if rows:
        connection.exec_driver_sql(statement, list(rows))


def all_entries(connection: Connection) -> tuple[Entry, ...]:
    """Every entry, in the order of ids."""
    at = tables.entries.c
    rows = connection.scalars(select(at.json).order_by(at.id))
    return tuple(msgspec.json.decode(json, type=Entry) for json in rows)


def _entry_cells(entry: Entry, number: int) -> Mapping[str, list[dict[str, object]]]:
    days, summary = shown.listed(entry), summarise(entry)
    quotes = dict.fromkeys(quote.text for e in entry.evidence for quote in e.quotes)
    return {
        "entries": [
            {
                "number": number,
                "id": entry.id,
                "kind": entry.kind.value,
                "earliest": iso(days.earliest if days else None),
                "latest": iso(days.latest if days else None),
                "summary": summary,
                "json": msgspec.json.encode(entry),
            }
        ],
        "entry_parties": [{"entry": entry.id, "party": p} for p in shown.parties(entry)],
        "entry_words": [
            {
                "number": number,
                "id": entry.id,
                "kind": entry.kind.value,
                "title": summary,
                "body": "\n".join(quotes),
            }
        ],
    }


def remove_report(connection: Connection, report: str) -> None:
    """Take out a report, its reading and its findings, on which no entry rests any more."""
    _remove_findings(connection, report)
    occasions.remove(connection, report)
    number = select(tables.reports.c.number).where(tables.reports.c.id == report)
    words = "DELETE FROM report_words WHERE rowid = ?"
    connection.exec_driver_sql(words, (connection.scalar(number),))
    for column in (tables.readings.c.report, tables.reports.c.id):
        connection.execute(delete(column.table).where(column == report))


def _remove_findings(connection: Connection, report: str) -> None:
    findings = select(tables.findings.c.id).where(tables.findings.c.report == report)
    connection.execute(delete(tables.credits).where(tables.credits.c.finding.in_(findings)))
    connection.execute(delete(tables.findings).where(tables.findings.c.report == report))
