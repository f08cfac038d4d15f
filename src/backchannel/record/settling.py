"""Reconcile what the record holds, and say what that has changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from backchannel.reconcile.occasions import Occasion
from backchannel.reconcile.rulings import rulings_of
from backchannel.record import decisions, occasions, store
from backchannel.record.changes import Change, How, changes_between
from backchannel.record.decisions import Author
from backchannel.record.neighbourhood import Upset, reconcile_touched
from backchannel.record.statements import insert_rows
from backchannel.types import Judgement, Reading

# Another reading of an undated report, dated also by what others tell of the same occasions.
ReadAgain = Callable[[Reading, Mapping[str, Sequence[Occasion]]], Reading]


def settle(
    connection: Connection, read_again: ReadAgain, judged: Iterable[Judgement] = ()
) -> tuple[Change, ...]:
    """Date undated reports again, if new ones help; reconcile what these and judgements touch."""
    new = store.unsettled_reports(connection)
    keys = occasions.keys_of(connection, new)
    dated = tuple(_date_again(connection, keys, read_again, news=new))
    findings = {id for j in judged for id in (j.left, j.right) if id}
    return _settle(connection, dated, Upset(judged=tuple(sorted(findings))))


def withdraw(
    connection: Connection, report: str, author: Author, read_again: ReadAgain
) -> tuple[Change, ...]:
    """Take the report with this id out, date again what it had dated, and reconcile the rest."""
    # What a `read` that was stopped has added may date others: it is settled as if it had gone on.
    made_up = settle(connection, read_again) if store.unsettled_reports(connection) else ()
    gone = store.load_reading(connection, report)
    cells = {
        "report": report,
        "name": gone.report.name,
        "why": author.why,
        "who": author.who,
        "when": author.when.isoformat(),
    }
    insert_rows(connection, "withdrawals", [cells])
    keys = occasions.keys_of(connection, [report])
    occasions.remove(connection, report)
    dated = tuple(_date_again(connection, keys, read_again))
    return (*made_up, *_settle(connection, dated, Upset(withdrawn=(report,))))


def _date_again(
    connection: Connection,
    keys: frozenset[str],
    read_again: ReadAgain,
    news: Collection[str] = (),
) -> Iterator[tuple[Reading, Reading]]:
    """Undated reports that tell of these occasions, read before and read again by what is known.

    `news` are the reports that have come; without any one has gone, and what it dated is of no
    known day again where nothing else dates it.
    """
    for id in occasions.undated_reports(connection, keys):
        telling = occasions.telling_keys(connection, id, news)
        known = occasions.dated(connection, telling)
        if known or (telling and not news):
            old = store.load_reading(connection, id)
            new = read_again(old, known)
            if new != old:
                yield old, new


def _settle(
    connection: Connection, dated: Iterable[tuple[Reading, Reading]], upset: Upset
) -> tuple[Change, ...]:
    pairs = tuple(dated)
    rulings = rulings_of(decisions.judgements(connection))
    upset = replace(upset, read_again=tuple(new for _, new in pairs))
    outcome = reconcile_touched(connection, rulings, upset)
    found = (change for old, new in pairs if (change := _dated(old, new)))
    return (*found, *changes_between(outcome.before, outcome.after))


def _dated(old: Reading, new: Reading) -> Change | None:
    """That a report is dated otherwise than before, if it is."""
    was, now = old.published.range, new.published.range
    if was == now:
        return None
    told = old.report.title or old.report.name
    was_now = (str(days) if days else None for days in (was, now))
    return Change(How.DATED, None, old.report.id, told, "published", *was_now)
