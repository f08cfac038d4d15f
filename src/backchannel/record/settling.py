"""Reconcile what the record holds, and say what that has changed."""

from sqlalchemy import Connection, insert

from backchannel.reconcile import reconcile
from backchannel.reconcile.rulings import rulings_of
from backchannel.record import decisions, store, tables
from backchannel.record.changes import Change, changes_between
from backchannel.record.decisions import Author
from backchannel.types import Reading


def settle(connection: Connection) -> tuple[Change, ...]:
    """Reconcile all readings under what people have judged."""
    return _settle(connection, store.all_readings(connection))


def withdraw(connection: Connection, report: str, author: Author) -> tuple[Change, ...]:
    """Take the report with this id out, and reconcile the others."""
    gone = store.load_reading(connection, report)
    cells = {
        "report": report,
        "name": gone.report.name,
        "why": author.why,
        "who": author.who,
        "when": author.when.isoformat(),
    }
    connection.execute(insert(tables.withdrawals).values(cells))
    changes = _settle(
        connection, tuple(r for r in store.all_readings(connection) if r.report.id != report)
    )
    store.remove_report(connection, report)
    return changes


def _settle(connection: Connection, readings: tuple[Reading, ...]) -> tuple[Change, ...]:
    before = store.all_entries(connection)
    found = reconcile(readings, rulings_of(decisions.judgements(connection)))
    store.replace_entries(connection, before, found)
    return changes_between(before, found.entries)
