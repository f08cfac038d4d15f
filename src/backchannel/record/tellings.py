"""How findings are told: with what reconciling adds, told again where others change that."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec
from sqlalchemy import Connection

from backchannel.reconcile.claims import Around, claim_origins
from backchannel.reconcile.origins import by_age
from backchannel.reconcile.roles import (
    SAME_TERM_DAYS,
    Holder,
    holder_of,
    holders_in,
    offices_in,
    same_role,
)
from backchannel.reconcile.told import Told, tell_report
from backchannel.record import copies, store
from backchannel.record.days import ends, is_long, reaches
from backchannel.record.statements import AMONG, insert_rows, listed, run, run_each
from backchannel.types import DateRange, Reading

TOLD = "SELECT id, report, kind, json, told FROM findings WHERE told IS NOT NULL AND id "
OF_REPORT = "SELECT id FROM findings WHERE report = ? AND told IS NOT NULL"
KEEP = "UPDATE findings SET told = ? WHERE id = ?"
LEAVE = """
    DELETE FROM offices WHERE party = :party AND is_named = :is_named AND is_long = :is_long
    AND latest = :latest AND earliest = :earliest AND role = :role AND name = :name
    AND report = :report
"""
# With a plus, so that SQLite seeks by days and not by what spares it to sort.
HOLDERS = """
    SELECT DISTINCT +role, name FROM offices
    WHERE party = ? AND is_named = 1 AND is_long = ? AND latest BETWEEN ? AND ? AND earliest <= ?
"""
# Where somebody else tells of the same holder at the time, one report more or less tells nothing.
ASKING = f"""
    SELECT DISTINCT role, report FROM offices AS asked
    WHERE party = ?1 AND is_named = 0 AND is_long = ?4 AND latest BETWEEN ?5 AND ?6
    AND earliest <= ?7 AND NOT EXISTS (
        SELECT 1 FROM offices AS told WHERE told.party = ?1 AND is_named = 1
        AND told.role = ?2 AND told.name = ?3
        AND told.latest >= date(asked.earliest, '-{SAME_TERM_DAYS} days')
        AND told.earliest <= date(asked.latest, '+{SAME_TERM_DAYS} days'))
"""
Held = tuple[str, Holder]  # with the party
# More than reconciling meets again soon; each takes some ten KB.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class _Standing:
    """What reconciling adds to a finding, as it is stored."""

    origin: str
    outlet: str | None
    published: DateRange | None
    parties: frozenset[str]
    outlets: frozenset[str]
    people: tuple[str, ...]
    meant: DateRange | None


class Tellings:
    """Findings as they are told, by id; each is loaded when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        """Read from and write to this connection."""
        self._connection = connection
        self._known: dict[str, Told] = {}

    def __getitem__(self, finding: str) -> Told:
        """The finding, which must have been told."""
        found = self.find(finding)
        assert found, finding
        return found

    def find(self, finding: str) -> Told | None:
        """The finding as it was last told; None where it has not been."""
        if finding not in self._known:
            self._load("= ?", finding)
        return self._known.get(finding)

    def fetch(self, findings: Iterable[str]) -> None:
        """Load at once what will soon be asked for."""
        self._load(AMONG, listed(id for id in findings if id not in self._known))

    def _load(self, which: str, value: str) -> None:
        if len(self._known) >= MOST:
            self._known.clear()
        for id, report, kind, json, told in run(self._connection, TOLD + which, (value,)):
            adds = msgspec.json.decode(told, type=_Standing)
            self._known[id] = Told(
                id=id,
                finding=msgspec.json.decode(json, type=store.TYPES[kind]),
                report=report,
                origin=adds.origin,
                outlet=adds.outlet,
                published=adds.published,
                parties=adds.parties,
                outlets=adds.outlets,
                people=adds.people,
                meant=adds.meant,
            )

    def keep(self, told: Told) -> None:
        """Write how a finding is told."""
        adds = _Standing(
            told.origin,
            told.outlet,
            told.published,
            told.parties,
            told.outlets,
            told.people,
            told.meant,
        )
        json = msgspec.json.encode(adds, order="deterministic")
        run(self._connection, KEEP, (json, told.id))
        self.forget([told.id])

    def forget(self, findings: Iterable[str]) -> None:
        """Let findings be loaded anew, since they have changed."""
        for finding in findings:
            self._known.pop(finding, None)


@dataclass(frozen=True, slots=True)
class Retold:
    """Findings that are told otherwise than before, or for the first time; and how some were."""

    findings: frozenset[str]
    before: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Departed:
    """What reports leave behind: how their findings were told, and reports to be told again."""

    told: tuple[Told, ...]
    copies: frozenset[str]
    asking: frozenset[str]


def take_out(connection: Connection, known: Tellings, gone: Collection[str]) -> Departed:
    """Forget how these reports are told, before they are removed."""
    told = [known[id] for report in gone for id in _findings_of(connection, report)]
    near = copies.take_out(connection, gone)
    holders: set[Held] = set()
    for reading in (store.load_reading(connection, report) for report in gone):
        run_each(connection, LEAVE, _offices(reading))
        holders |= set(holders_in(reading))
    asking = set(_asking(connection, holders))
    return Departed(tuple(told), near.difference(gone), frozenset(asking.difference(gone)))


def put_in(
    connection: Connection, known: Tellings, new: Collection[str], departed: Departed
) -> Retold:
    """Tell what new reports say, and tell again what others say of which that changes something."""
    asking: set[str] = set()
    offices: list[Mapping[str, object]] = []
    for reading in (store.load_reading(connection, report) for report in new):
        asking |= set(_asking(connection, set(holders_in(reading))))
        offices += _offices(reading)
    insert_rows(connection, "offices", offices)
    again = copies.put_in(connection, new, departed.copies)
    findings, before = set(), []
    for report in sorted({*again, *departed.asking, *asking}):
        for told in _tell(connection, store.load_reading(connection, report)):
            was = known.find(told.id)
            if was != told:
                before += [was] if was else []
                findings.add(told.id)
                known.keep(told)
    return Retold(frozenset(findings), tuple(before))


def _findings_of(connection: Connection, report: str) -> list[str]:
    return [id for (id,) in run(connection, OF_REPORT, (report,))]


# --- What a report is asked for -------------------------------------------------------------------


def _offices(reading: Reading) -> Iterator[Mapping[str, object]]:
    named = ((True, party, h.role, h.name, h.told) for party, h in holders_in(reading))
    asked = ((False, party, role, "", day) for party, role, day in offices_in(reading))
    for is_named, party, role, name, days in dict.fromkeys((*named, *asked)):
        # Of no day nobody knows who held an office.
        if days:
            earliest, latest = ends(days)
            yield {
                "party": party,
                "is_named": is_named,
                "is_long": is_long(days),
                "latest": latest,
                "earliest": earliest,
                "role": role,
                "name": name,
                "report": reading.report.id,
            }


def _asking(connection: Connection, holders: Iterable[Held]) -> Iterator[str]:
    """The reports that tell, without a name, of an office that one of these held.

    Only those are meant to which it would be news, by all that is kept.
    """
    for party, holder in holders:
        if holder.told is None:
            continue
        for reach in reaches(*ends(holder.told, SAME_TERM_DAYS)):
            values = (party, holder.role, holder.name, *reach)
            for role, report in run(connection, ASKING, values).fetchall():
                if same_role(party, role, holder.role):
                    yield report


# --- Telling --------------------------------------------------------------------------------------


def _tell(connection: Connection, reading: Reading) -> Iterable[Told]:
    """Every finding of a report, with what others of the record add to it."""
    around = _around(connection, reading)
    claims = claim_origins(reading, around)
    return tell_report(reading, around.origins, claims, partial(_holder, connection))


def _around(connection: Connection, reading: Reading) -> Around:
    id = reading.report.id
    pairs = [pair for pair in copies.shared_by(connection, id) if pair.newer == id]
    older = [(pair, store.load_report(connection, pair.older)) for pair in pairs]
    origins = copies.origins_of(connection, {id, *(pair.older for pair in pairs)})
    older.sort(key=lambda one: by_age(one[1]))
    return Around(origins[id], older, origins)


def _holder(connection: Connection, role: str, party: str, day: DateRange | None) -> str | None:
    """Who is told to have held an office about this day."""
    if day is None:
        return None
    told = [
        Holder(name, known, day)
        for reach in reaches(*ends(day, SAME_TERM_DAYS))
        for known, name in run(connection, HOLDERS, (party, *reach))
    ]
    return holder_of(role, party, day, {party: told})
