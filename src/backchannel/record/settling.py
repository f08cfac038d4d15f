"""Reconcile what the record holds, and say what that has changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, insert

from backchannel.reconcile import reconcile
from backchannel.reconcile.occasions import Occasion
from backchannel.reconcile.rulings import rulings_of
from backchannel.record import decisions, occasions, store, tables
from backchannel.record.changes import Change, How, changes_between
from backchannel.record.decisions import Author
from backchannel.types import Reading

# Another reading of an undated report, dated also by what others tell of the same occasions.
ReadAgain = Callable[[Reading, Mapping[str, Sequence[Occasion]]], Reading]


def settle(connection: Connection, read_again: ReadAgain) -> tuple[Change, ...]:
    """Date undated reports again, if new ones help; reconcile all under what people have judged."""
    keys = occasions.keys_of(connection, store.unsettled_reports(connection))
    dated = tuple(_date_again(connection, keys, read_again))
    return (*dated, *_settle(connection, store.all_readings(connection)))


def withdraw(
    connection: Connection, report: str, author: Author, read_again: ReadAgain
) -> tuple[Change, ...]:
    """Take the report with this id out, date again what it had dated, and reconcile the others."""
    gone = store.load_reading(connection, report)
    cells = {
        "report": report,
        "name": gone.report.name,
        "why": author.why,
        "who": author.who,
        "when": author.when.isoformat(),
    }
    connection.execute(insert(tables.withdrawals).values(cells))
    keys = occasions.keys_of(connection, [report])
    occasions.remove(connection, report)
    dated = tuple(_date_again(connection, keys, read_again, again=True))
    changes = _settle(
        connection, tuple(r for r in store.all_readings(connection) if r.report.id != report)
    )
    store.remove_report(connection, report)
    return (*dated, *changes)


def _date_again(
    connection: Connection, keys: frozenset[str], read_again: ReadAgain, *, again: bool = False
) -> Iterator[Change]:
    """Read the undated reports that tell of these occasions under what the record knows of them.

    Where it knows of none, only those that may have been dated `again` before.
    """
    for id in occasions.undated_reports(connection, keys):
        known = occasions.dated(connection, occasions.keys_of(connection, [id]))
        if not known and not again:
            continue
        old = store.load_reading(connection, id)
        new = read_again(old, known)
        if new != old:
            store.replace_reading(connection, new)
        was, now = old.published.range, new.published.range
        if was != now:
            told = old.report.title or old.report.name
            was_now = (str(days) if days else None for days in (was, now))
            yield Change(How.DATED, None, id, told, "published", *was_now)


def _settle(connection: Connection, readings: tuple[Reading, ...]) -> tuple[Change, ...]:
    before = store.all_entries(connection)
    found = reconcile(readings, rulings_of(decisions.judgements(connection)))
    store.replace_entries(connection, before, found)
    return changes_between(before, found.entries)
