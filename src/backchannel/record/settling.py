"""Reconcile what the record holds, and say what that has changed."""

from sqlalchemy import Connection, insert

from backchannel.reconcile import reconcile
from backchannel.reconcile.rulings import rulings_of
from backchannel.record import decisions, store, tables
from backchannel.record.changes import Change, changes_between
from backchannel.record.decisions import Author
from backchannel.types import Entry


def settle(connection: Connection) -> tuple[Change, ...]:
    """Reconcile all readings under what people have judged."""
    return _settle(connection, store.all_entries(connection))


def withdraw(connection: Connection, report: str, author: Author) -> tuple[Change, ...]:
    """Take the report with this id out, and reconcile the others."""
    before = store.all_entries(connection)
    cells = {
        "report": report,
        "name": store.load_reading(connection, report).report.name,
        "why": author.why,
        "who": author.who,
        "when": author.when.isoformat(),
    }
    connection.execute(insert(tables.withdrawals).values(cells))
    store.remove_report(connection, report)
    return _settle(connection, before)


def _settle(connection: Connection, before: tuple[Entry, ...]) -> tuple[Change, ...]:
    rulings = rulings_of(decisions.judgements(connection))
    found = reconcile(store.all_readings(connection), rulings)
    store.replace_entries(connection, found)
    return changes_between(before, found.entries)
