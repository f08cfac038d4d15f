"""The open record: readings go in, entries are kept, queries are answered."""

import datetime
import getpass
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, TypeVar, Unpack

from sqlalchemy import Connection

from backchannel.reconcile.belief import Belief, believe
from backchannel.reconcile.compare import Match
from backchannel.reconcile.views import View
from backchannel.record import decisions, lookups, queries, search, settling, store
from backchannel.record.changes import Change, changes_between
from backchannel.record.database import Database
from backchannel.record.decisions import Author
from backchannel.record.rows import (
    ChannelRow,
    CommitmentRow,
    ConflictRow,
    ContactRow,
    DeadlockRow,
    DenialRow,
    DoubtRow,
    Filter,
    MeasureRow,
    OriginRow,
    ProcessRow,
    ReportRow,
    Rows,
    SearchHit,
    SourceRow,
    Step,
    Summary,
    TallyRow,
    TimelineRow,
)
from backchannel.record.settling import ReadAgain
from backchannel.types import Entry, Judgement, Reading
from backchannel.vocabularies import Kind, SourceKind, Verdict

Progress = Callable[[Step], None]
Flow = Callable[["Record", Iterable[Path], Progress | None], Summary]
T = TypeVar("T")


class Wanted(TypedDict, total=False):
    """What a query can be asked for: a party by its code, and days (see `Filter`)."""

    party: str | None
    since: datetime.date | None
    until: datetime.date | None
    as_of: datetime.date | None
    known_on: datetime.date | None


class Page(Wanted, total=False):
    """The same of a list, of which a page may be enough."""

    limit: int | None
    offset: int


class Record:
    """An open record; close it, or use it in a `with`.

    `flow` is how reports are read into it, `read_again` how one is that others help to date.
    """

    def __init__(self, database: Database, flow: Flow, read_again: ReadAgain) -> None:
        """Wrap an open database; `backchannel.open` is the door for callers."""
        self._database = database
        self._flow = flow
        self._read_again = read_again

    def __enter__(self) -> Self:
        """The record itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @property
    def path(self) -> Path:
        """The file that holds the record."""
        return self._database.path

    # --- Reading into it ---

    def read(
        self,
        paths: Iterable[str | PathLike[str]] | str | PathLike[str],
        progress: Progress | None = None,
    ) -> Summary:
        """Read the reports of these files into the record; what it knows already is left alone."""
        several = [paths] if isinstance(paths, str | PathLike) else paths
        return self._flow(self, [Path(p) for p in several], progress)

    def add(self, reading: Reading) -> bool:
        """Keep a reading, all of it or nothing; False when its report is known already.

        The disk is waited for by `settle`, once for all readings added.
        """
        with self._database.writing(is_lasting=False) as connection:
            return store.add_reading(connection, reading)

    def settle(self) -> tuple[Change, ...]:
        """Reconcile all readings, and say what has changed."""
        with self._database.writing() as connection:
            return settling.settle(connection, self._read_again)

    def knows(self, report: str) -> bool:
        """Whether the record has the report with this id."""
        with self._database.asking() as connection:
            return store.has_report(connection, report)

    def unsettled(self) -> frozenset[str]:
        """The ids of the reports added since the entries were last reconciled."""
        with self._database.asking() as connection:
            return store.unsettled_reports(connection)

    def readings(self) -> tuple[Reading, ...]:
        """Every reading, in the order of report ids."""
        with self._database.asking() as connection:
            return store.all_readings(connection)

    # --- What people decide: who says so is told, or is whoever is logged in ---

    def judge(
        self,
        verdict: Verdict | str,
        left: str,
        right: str | None = None,
        why: str = "",
        who: str | None = None,
    ) -> tuple[Change, ...]:
        """Judge two entries or findings "same" or "different", or one "wrong"; say what changes.

        "different" with an entry and one of its own findings takes the finding out, "same" with two
        findings of one entry keeps them together whatever comes, and "right" confirms one.
        """
        ids = [left] if right is None else [left, right]
        with self._database.writing() as connection:
            made = decisions.judge(connection, Verdict(verdict), ids, _author(who, why))
            return settling.settle(connection, self._read_again, made)

    def correct(
        self, entry: str, slot: str, value: str, why: str = "", who: str | None = None
    ) -> tuple[Change, ...]:
        """Say what a slot of an entry is, whatever the reports tell; say what changes.

        Days are written as 2014-09-06 or 2014-09-06..2014-09-07; several parties, people, organs or
        mediators stand with ";" between them. What the reports tell is kept beside it.
        """
        with self._database.writing() as connection:
            made = decisions.correct(connection, entry, slot, value, _author(who, why))
            return settling.settle(connection, self._read_again, made)

    def undo(self, number: int, why: str = "", who: str | None = None) -> tuple[Change, ...]:
        """Take back the judgement with this number; it stays on the list."""
        with self._database.writing() as connection:
            undone = decisions.undo(connection, number, _author(who, why))
            return settling.settle(connection, self._read_again, undone)

    def rate(self, name: str, rating: str, why: str = "", who: str | None = None) -> None:
        """Say how far an outlet or source is to be trusted, in Admiralty letters: "B", "C3"."""
        with self._database.writing() as connection:
            decisions.rate(connection, name, rating, _author(who, why))

    def withdraw(self, report: str, why: str = "", who: str | None = None) -> tuple[Change, ...]:
        """Take a report (by id or name) out of the record, and say what that changes."""
        with self._database.writing() as connection:
            id = lookups.report_id(connection, report)
            return settling.withdraw(connection, id, _author(who, why), self._read_again)

    # --- Queries: newest first. `party`, `since` and `until` narrow them; `as_of` asks how things
    # stood on a day, `known_on` what had been published by a day. `limit` and `offset` ask for a
    # page of a list.

    def contacts(self, **wanted: Unpack[Page]) -> Rows[ContactRow]:
        """Contacts in which the party (a code such as JPN) took part, between the two days."""
        return self._ask(queries.contacts, Filter(**wanted))

    def commitments(self, **wanted: Unpack[Page]) -> Rows[CommitmentRow]:
        """Commitments whose debtor or creditor the party is, made between the two days."""
        return self._ask(queries.commitments, Filter(**wanted))

    def measures(self, **wanted: Unpack[Page]) -> Rows[MeasureRow]:
        """Measures by or on the party, between the two days."""
        return self._ask(queries.measures, Filter(**wanted))

    def denials(self, **wanted: Unpack[Page]) -> Rows[DenialRow]:
        """Denials, by the day of the report."""
        return self._ask(queries.denials, Filter(**wanted))

    def tallies(self, **wanted: Unpack[Page]) -> Rows[TallyRow]:
        """Counted sets, with their parts added up and compared."""
        return self._ask(queries.tallies, Filter(**wanted))

    def timeline(self, **wanted: Unpack[Page]) -> Rows[TimelineRow]:
        """Contacts, commitments, measures and denials in one list; the undated come last."""
        return self._ask(queries.timeline, Filter(**wanted))

    def conflicts(self, **wanted: Unpack[Wanted]) -> Rows[ConflictRow]:
        """Claims that cannot both be true, and flat denials; the gravest first."""
        return self._ask(queries.conflicts, Filter(**wanted))

    def deadlocks(self, **wanted: Unpack[Wanted]) -> Rows[DeadlockRow]:
        """Two sides of which each will act only when the other has."""
        return self._ask(queries.deadlocks, Filter(**wanted))

    def channels(self, **wanted: Unpack[Wanted]) -> Rows[ChannelRow]:
        """Which organs talk to which, at which level and since when; the busiest first."""
        return self._ask(queries.channels, Filter(**wanted))

    def processes(self, **wanted: Unpack[Wanted]) -> Rows[ProcessRow]:
        """What each two parties have to do with one another, in rounds; the busiest first."""
        return self._ask(queries.processes, Filter(**wanted))

    def origins(self, known_on: datetime.date | None = None) -> Rows[OriginRow]:
        """Pieces of reporting with the reports that go back to them, the most copied first."""
        return self._ask(queries.origins, Filter(known_on=known_on))

    def sources(self, known_on: datetime.date | None = None) -> Rows[SourceRow]:
        """Who is credited, the most credited first."""
        return self._ask(queries.sources, Filter(known_on=known_on))

    def reports(self, known_on: datetime.date | None = None) -> Rows[ReportRow]:
        """The reports, newest first."""
        return self._ask(queries.reports, Filter(known_on=known_on))

    def find(
        self,
        words: str,
        limit: int = 50,
        as_of: datetime.date | None = None,
        known_on: datetime.date | None = None,
    ) -> Rows[SearchHit]:
        """Reports and entries that have all the words, best first.

        "several words" in double quotes stand together; a word ending in * is a beginning.
        """
        with self._database.asking() as connection:
            return search.find(connection, words, limit, View(as_of, known_on))

    def entries(
        self, as_of: datetime.date | None = None, known_on: datetime.date | None = None
    ) -> tuple[Entry, ...]:
        """Every entry, newest first."""
        return self._ask(queries.entries, Filter(as_of=as_of, known_on=known_on))

    def count(self, **wanted: Unpack[Wanted]) -> Mapping[Kind, int]:
        """How many entries of each kind there are."""
        return self._ask(queries.count, Filter(**wanted))

    def entries_of(self, report: str) -> tuple[Entry, ...]:
        """The entries that rest on a report, by its id or name, newest first."""
        with self._database.asking() as connection:
            return queries.entries_of(connection, lookups.report_id(connection, report))

    def explain(
        self,
        entry: str,
        as_of: datetime.date | None = None,
        known_on: datetime.date | None = None,
    ) -> Entry:
        """The entry with this id, or the one that holds the finding with this id.

        The beginning of an id is enough where only one entry has it.
        """
        with self._database.asking() as connection:
            return queries.entry_seen(connection, entry, View(as_of, known_on))

    def belief(
        self,
        entry: str,
        as_of: datetime.date | None = None,
        known_on: datetime.date | None = None,
    ) -> Belief:
        """How far an entry is to be believed, with what each origin weighs and why."""
        with self._database.asking() as connection:
            view = View(as_of, known_on)
            found = queries.entry_seen(connection, entry, view)
            denials = queries.denials_of(connection, found, view)
            return believe(found, denials, decisions.ratings(connection))

    def diff(self, day: datetime.date, later: datetime.date) -> tuple[Change, ...]:
        """What became known between two days, the first not included."""
        with self._database.asking() as connection:
            before, after = (
                queries.entries(connection, Filter(known_on=known)) for known in (day, later)
            )
        return changes_between(before, after)

    def judgements(self, entry: str | None = None) -> Rows[Judgement]:
        """What people have judged of the findings of an entry, or all of it, oldest first."""
        with self._database.asking() as connection:
            return decisions.judgements_on(connection, entry)

    def labels(self) -> Mapping[str, tuple[str, str]]:
        """For each finding the name of its report and what its reading calls it ("C1")."""
        with self._database.asking() as connection:
            return store.labels(connection)

    def credits(self) -> Mapping[str, tuple[tuple[str, SourceKind], ...]]:
        """For each finding that is credited to somebody to whom, under the names of `sources`."""
        with self._database.asking() as connection:
            return queries.credits(connection)

    def ratings(self) -> Mapping[str, str]:
        """The last rating of each outlet and source, by its name in small letters."""
        with self._database.asking() as connection:
            return decisions.ratings(connection)

    def links(self, entry: str) -> Rows[Match]:
        """Which findings of an entry the program has linked, by which tests; the best first."""
        with self._database.asking() as connection:
            return decisions.links(connection, entry)

    def doubts(self, limit: int = 200) -> Rows[DoubtRow]:
        """Links made or left out by little, of which nobody has judged; the closest first."""
        with self._database.asking() as connection:
            return decisions.doubts(connection, limit)

    def reading(self, report: str) -> Reading:
        """The reading of the report with this id, or the beginning of one, or this name."""
        with self._database.asking() as connection:
            return store.load_reading(connection, lookups.report_id(connection, report))

    def _ask(self, query: Callable[[Connection, Filter], T], wanted: Filter) -> T:
        with self._database.asking() as connection:
            return query(connection, wanted)


def _author(who: str | None, why: str) -> Author:
    return Author(who or getpass.getuser(), why, datetime.datetime.now(datetime.UTC))
