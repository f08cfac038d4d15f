"""Write readings and entries, and read them back."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from backchannel.ids import KINDS, kind_of, name_findings
from backchannel.record import occasions, shown, tables
from backchannel.record.credits import credited
from backchannel.record.days import iso, parse_iso
from backchannel.record.lines import summarise
from backchannel.record.statements import AMONG, insert_rows, listed, run
from backchannel.types import DateRange, Dating, Entry, Finding, Reading, Report
from backchannel.vocabularies import DatingBasis

# A row of words has the number of what the words are of: only by that it is found to be deleted.
REPORT_WORDS = (
    "INSERT INTO report_words (rowid, id, title, body) VALUES (:number, :id, :title, :body)"
)
ENTRY_WORDS = (
    "INSERT INTO entry_words (rowid, id, kind, title, body)"
    " VALUES (:number, :id, :kind, :title, :body)"
)
READING = "SELECT json, text FROM reports JOIN readings ON report = id WHERE id = ?"
REPORT = """
    SELECT text, name, title, outlet, agency, url, published, earliest, latest
    FROM reports WHERE id = ?
"""
READ_AGAIN = "UPDATE reports SET settled = 0, earliest = ?, latest = ? WHERE id = ?"
TYPES = {kind.value: type for type, kind in KINDS.items()}


def has_report(connection: Connection, report: str) -> bool:
    """Whether the report with this id is recorded."""
    return bool(run(connection, "SELECT 1 FROM reports WHERE id = ?", (report,)).fetchone())


def add_reading(connection: Connection, reading: Reading) -> bool:
    """Write a report with its reading; False, and nothing written, when it is there already."""
    report = reading.report
    if has_report(connection, report.id):
        return False
    number = _next_number(connection, "reports")
    insert_rows(connection, "reports", [_report_cells(reading) | {"number": number}])
    read = {"report": report.id, "json": _encode_reading(reading)}
    insert_rows(connection, "readings", [read])
    run(connection, REPORT_WORDS, _report_words(number, report))
    _add_findings(connection, reading)
    occasions.add(connection, reading)
    return True


def replace_reading(connection: Connection, reading: Reading) -> None:
    """Put another reading of a known report in place of the one that is there, to be settled.

    Its occasions stay those of the first reading, which knew no other report.
    """
    report, days = reading.report.id, reading.published.range
    # Entries rest on the findings until all is settled, in the same transaction.
    run(connection, "PRAGMA defer_foreign_keys = ON")
    _remove_findings(connection, report)
    earliest, latest = (days.earliest, days.latest) if days else (None, None)
    run(connection, READ_AGAIN, (iso(earliest), iso(latest), report))
    read = "UPDATE readings SET json = ? WHERE report = ?"
    run(connection, read, (_encode_reading(reading), report))
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
    insert_rows(connection, "findings", found)
    insert_rows(connection, "credits", credits)


def all_readings(connection: Connection) -> tuple[Reading, ...]:
    """Every reading, in the order of report ids."""
    every = "SELECT json, text FROM reports JOIN readings ON report = id ORDER BY id"
    return tuple(_decode_reading(*row) for row in run(connection, every))


def load_reading(connection: Connection, report: str) -> Reading:
    """The reading of the report with this id, which must be there."""
    ((json, text),) = run(connection, READING, (report,))
    return _decode_reading(json, text)


def load_report(connection: Connection, report: str) -> Reading:
    """The report with this id and its days, without what was found in it."""
    ((text, name, title, outlet, agency, url, *days),) = run(connection, REPORT, (report,))
    published, earliest, latest = map(parse_iso, days)
    is_dated = earliest or latest
    return Reading(
        report=Report(text, name, title, outlet, agency, url, published),
        published=Dating(DateRange(earliest, latest) if is_dated else None, DatingBasis.STATED),
    )


def _decode_reading(json: bytes, text: str) -> Reading:
    """A reading from its stored form and the text of its report."""
    reading = msgspec.json.decode(json, type=Reading)
    report: Report = dataclasses.replace(reading.report, text=text)
    return dataclasses.replace(reading, report=report)


def load_finding(connection: Connection, finding: str) -> Finding:
    """The finding with this id, which must be there."""
    ((kind, json),) = run(connection, "SELECT kind, json FROM findings WHERE id = ?", (finding,))
    decoded: Finding = msgspec.json.decode(json, type=TYPES[kind])
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
    return frozenset(id for (id,) in run(connection, "SELECT id FROM reports WHERE settled = 0"))


def mark_settled(connection: Connection, reports: Iterable[str]) -> None:
    """Keep that reconciling has seen these reports."""
    run(connection, f"UPDATE reports SET settled = 1 WHERE id {AMONG}", (listed(reports),))


def load_entries(connection: Connection, ids: Iterable[str]) -> Iterator[Entry]:
    """The entries with these ids that there are."""
    for (json,) in run(connection, f"SELECT json FROM entries WHERE id {AMONG}", (listed(ids),)):
        yield msgspec.json.decode(json, type=Entry)


def replace_entries(
    connection: Connection, before: Iterable[Entry], after: Iterable[Entry]
) -> None:
    """Put the entries of now in place of those before; what stays the same is not touched."""
    known, now = ({entry.id: entry for entry in several} for several in (before, after))
    _delete_entries(connection, [id for id in known if known[id] != now.get(id)])
    first = _next_number(connection, "entries")
    fresh = (entry for id, entry in now.items() if entry != known.get(id))
    for number, entry in enumerate(fresh, first):
        summary = summarise(entry)
        insert_rows(connection, "entries", [_entry_cells(entry, number, summary)])
        of_parties = [{"entry": entry.id, "party": p} for p in shown.parties(entry)]
        insert_rows(connection, "entry_parties", of_parties)
        run(connection, ENTRY_WORDS, _entry_words(entry, number, summary))


def _delete_entries(connection: Connection, ids: Sequence[str]) -> None:
    several = (listed(ids),)
    of_these = f"SELECT number FROM entries WHERE id {AMONG}"
    run(connection, f"DELETE FROM entry_words WHERE rowid IN ({of_these})", several)
    run(connection, f"DELETE FROM entry_parties WHERE entry {AMONG}", several)
    run(connection, f"DELETE FROM entries WHERE id {AMONG}", several)


def _next_number(connection: Connection, table: str) -> int:
    ((last,),) = run(connection, f"SELECT max(number) FROM {table}")
    return (last or 0) + 1


def all_entries(connection: Connection) -> tuple[Entry, ...]:
    """Every entry, in the order of ids."""
    rows = run(connection, "SELECT json FROM entries ORDER BY id")
    return tuple(msgspec.json.decode(json, type=Entry) for (json,) in rows)


def _entry_cells(entry: Entry, number: int, summary: str) -> Mapping[str, object]:
    days = shown.listed(entry)
    return {
        "number": number,
        "id": entry.id,
        "kind": entry.kind.value,
        "earliest": iso(days.earliest if days else None),
        "latest": iso(days.latest if days else None),
        "summary": summary,
        "json": msgspec.json.encode(entry),
    }


def _entry_words(entry: Entry, number: int, summary: str) -> Mapping[str, object]:
    quotes = dict.fromkeys(quote.text for e in entry.evidence for quote in e.quotes)
    return {
        "number": number,
        "id": entry.id,
        "kind": entry.kind.value,
        "title": summary,
        "body": "\n".join(quotes),
    }


def remove_report(connection: Connection, report: str) -> None:
    """Take out a report, its reading and its findings, on which no entry rests any more."""
    _remove_findings(connection, report)
    occasions.remove(connection, report)
    words = "DELETE FROM report_words WHERE rowid = (SELECT number FROM reports WHERE id = ?)"
    run(connection, words, (report,))
    run(connection, "DELETE FROM readings WHERE report = ?", (report,))
    run(connection, "DELETE FROM reports WHERE id = ?", (report,))


def _remove_findings(connection: Connection, report: str) -> None:
    findings = "SELECT id FROM findings WHERE report = ?"
    run(connection, f"DELETE FROM credits WHERE finding IN ({findings})", (report,))
    run(connection, "DELETE FROM findings WHERE report = ?", (report,))
