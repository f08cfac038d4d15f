"""Reconcile what reports that come or go touch, and nothing else.

Each step of `reconcile.reconcile` keeps what it has found, and is taken anew only where the step
before it has changed something. A first reading of many reports is the case in which all is new.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from backchannel.reconcile.entries import make_entry
from backchannel.reconcile.rulings import Rulings
from backchannel.reconcile.told import Told
from backchannel.reconcile.version import rules_digest
from backchannel.record import answers, clusters, matches, store, tellings
from backchannel.record.statements import AMONG, listed, run
from backchannel.record.tellings import Tellings
from backchannel.types import Entry, Reading
from backchannel.vocabularies import Kind


@dataclass(frozen=True, slots=True)
class Upset:
    """What has happened to a record: reports withdrawn or read again, and findings judged.

    Reports that have never been reconciled are new without being named.
    """

    withdrawn: tuple[str, ...] = ()
    read_again: tuple[Reading, ...] = ()
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The entries that may have changed, as they were before and as they are now."""

    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    """What findings leave behind: all whose matches change, their entries, and what they denied."""

    touched: frozenset[str]
    emptied: frozenset[str]
    freed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Moved:
    """Findings that are told otherwise than before, or are gone; and what they leave behind."""

    retold: frozenset[str]
    gone: frozenset[str]
    left: _Left


def reconcile_touched(connection: Connection, rulings: Rulings, upset: Upset) -> Outcome:
    """Bring the entries up to date: afterwards they are those of all readings taken at once."""
    # Entries rest on findings, and origins on reports, until all is done.
    run(connection, "PRAGMA defer_foreign_keys = ON")
    outdated = _forget_outdated(connection)
    known = Tellings(connection)
    moved = _move(connection, known, rulings, upset)
    regrouped = clusters.regroup(
        connection,
        known,
        rulings,
        touched=moved.left.touched,
        retold=moved.retold,
        emptied=moved.left.emptied,
    )
    asked, freed = answers.update_answers(
        connection, known, regrouped.changed, retold=moved.retold, left=moved.gone
    )
    denied = {*freed, *moved.left.freed, *answers.targets_of(connection, asked)}
    others = {entry for id in (*asked, *denied) if (entry := clusters.entry_of(connection, id))}
    ids = sorted(regrouped.changed.keys() | others)
    before = tuple(store.load_entries(connection, {*ids, *regrouped.before}))
    after = tuple(_entry(connection, known, rulings, id) for id in ids)
    store.replace_entries(connection, before, after)
    return Outcome((*outdated, *before), after)


def _move(connection: Connection, known: Tellings, rulings: Rulings, upset: Upset) -> _Moved:
    """Let reports go and come, and their findings out of and into their blocks."""
    gone = (*upset.withdrawn, *(reading.report.id for reading in upset.read_again))
    departed = tellings.take_out(connection, known, gone)
    first = _take_out(connection, known, departed.told)
    for report in upset.withdrawn:
        store.remove_report(connection, report)
    for reading in upset.read_again:
        store.replace_reading(connection, reading)
    known.forget(told.id for told in departed.told)
    new = sorted(store.unsettled_reports(connection))
    retold = tellings.put_in(connection, known, new, departed)
    store.mark_settled(connection, new)
    judged = [id for id in upset.judged if id not in retold.findings and known.find(id)]
    then = _take_out(connection, known, (*retold.before, *(known[id] for id in judged)))
    coming = retold.findings.union(judged) - rulings.wrong
    touched = matches.put_in(connection, known, coming)
    went = {told.id for told in (*departed.told, *retold.before)}.union(judged)
    left = _Left(
        touched=touched | first.touched | then.touched,
        emptied=first.emptied | then.emptied,
        freed=first.freed | then.freed,
    )
    return _Moved(coming, frozenset(went - coming), left)


def _take_out(connection: Connection, known: Tellings, findings: Sequence[Told]) -> _Left:
    """Let findings leave their blocks, their entries and what they deny."""
    entries = {told.id: clusters.entry_of(connection, told.id) for told in findings}
    # What was judged wrong stands nowhere.
    standing = [told for told in findings if entries[told.id]]
    touched = matches.take_out(connection, known, standing)
    freed = answers.forget(connection, entries)
    run(connection, f"DELETE FROM evidence WHERE finding {AMONG}", (listed(entries),))
    emptied = frozenset(entry for entry in entries.values() if entry)
    beside = (id for entry in emptied for id in clusters.members_of(connection, entry))
    return _Left(frozenset((*touched, *beside)), emptied, freed)


def _entry(connection: Connection, known: Tellings, rulings: Rulings, id: str) -> Entry:
    """The entry with this id, of what is kept of it."""
    told = clusters.cluster_of(connection, known, id)
    if told[0].kind is Kind.DENIAL:
        return make_entry(id, told, answers.denies(connection, told), (), rulings)
    return make_entry(id, told, {}, answers.denied_by(connection, known, id), rulings)


# --- Other rules ----------------------------------------------------------------------------------

_KEPT = (
    *("entry_words", "entry_parties", "evidence", "answers", "targets", "target_parties"),
    *("entries", "links", "blocks", "offices", "shares", "bands", "origins", "rules"),
)


def _forget_outdated(connection: Connection) -> Iterable[Entry]:
    """Forget what other rules have found, so that every report is new; the entries there were."""
    digest = rules_digest()
    if run(connection, "SELECT digest FROM rules").fetchone() == (digest,):
        return ()
    entries = store.all_entries(connection)
    for table in _KEPT:
        run(connection, f"DELETE FROM {table}")
    run(connection, "UPDATE findings SET told = NULL")
    run(connection, "UPDATE reports SET settled = 0")
    run(connection, "INSERT INTO rules (digest) VALUES (?)", (digest,))
    return entries
