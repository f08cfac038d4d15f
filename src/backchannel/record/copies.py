"""Which reports share text, and whose reporting each of them is: kept as reports come and go."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache, partial

from sqlalchemy import Connection

from backchannel.reconcile.groups import Groups
from backchannel.reconcile.origins import (
    DAYS_TO_REPRINT,
    Shared,
    bands_of,
    by_age,
    share,
    wire_of,
)
from backchannel.record import store
from backchannel.record.days import FIRST, LAST, ends, iso
from backchannel.record.statements import AMONG, insert_rows, listed, run, run_each
from backchannel.types import Reading, Report

ALIKE = f"""
    SELECT DISTINCT bands.report FROM json_each(?) AS own
    JOIN bands ON bands.band = own.value JOIN reports ON reports.id = bands.report
    WHERE bands.report <> ? AND coalesce(latest, '{LAST}') >= ?
    AND coalesce(earliest, '{FIRST}') <= ?
"""
SAME_DAY = "SELECT id, agency, outlet FROM reports WHERE published = ? AND id <> ?"
SHARED = """
    SELECT older, newer, is_copy FROM shares WHERE older = ?
    UNION SELECT older, newer, is_copy FROM shares WHERE newer = ?
"""
ORIGINS = f"SELECT report, origin FROM origins WHERE report {AMONG}"
FORGET_ORIGIN = "DELETE FROM origins WHERE report = ?"


def take_out(connection: Connection, reports: Collection[str]) -> frozenset[str]:
    """Forget what these reports share; the others that they have shared text with."""
    near = {id for report in reports for id in _take_out(connection, report)}
    return frozenset(near.difference(reports))


def put_in(connection: Connection, new: Collection[str], near: Iterable[str]) -> frozenset[str]:
    """Find what new reports share; all whose claims may have other origins by that.

    `near` have lost a copy.
    """
    touched = {*near, *_put_in(connection, new)}
    moved = _group(connection, touched)
    newer = (pair.newer for report in moved for pair in shared_by(connection, report))
    return frozenset((*touched, *moved, *newer))


def shared_by(connection: Connection, report: str) -> tuple[Shared, ...]:
    """What a report shares with others, older and newer."""
    rows = run(connection, SHARED, (report, report))
    return tuple(Shared(older, newer, bool(is_copy)) for older, newer, is_copy in rows)


def _take_out(connection: Connection, report: str) -> Iterator[str]:
    """Forget what a report shares; the reports that it has shared text with."""
    for pair in shared_by(connection, report):
        yield from (pair.older, pair.newer)
    run(connection, "DELETE FROM shares WHERE older = ? OR newer = ?", (report, report))
    run(connection, FORGET_ORIGIN, (report,))
    text = store.load_report(connection, report).report.text
    rows = [(band, report) for band in bands_of(text)]
    run_each(connection, "DELETE FROM bands WHERE band = ? AND report = ?", rows)


def _put_in(connection: Connection, new: Collection[str]) -> Iterator[str]:
    """Find what new reports share with all others; they, and the others that they share text with.

    Pairs are compared in the order of days: what is kept of a text is needed again soon.
    """
    load = lru_cache(maxsize=len(new) + 100)(partial(store.load_report, connection))
    bands = {report: bands_of(load(report).report.text) for report in new}
    rows = [(band, report) for report, several in bands.items() for band in several]
    run_each(connection, "INSERT INTO bands (band, report) VALUES (?, ?)", rows)
    yield from new

    def age(report: str) -> tuple[str, str]:
        return by_age(load(report))

    pairs = {
        tuple(sorted((report, other), key=age))
        for report in new
        for other in _candidates(connection, load(report), bands[report])
    }
    for older, newer in sorted(pairs, key=lambda pair: tuple(map(age, pair))):
        if found := share(load(older), load(newer)):
            cells = {"older": older, "newer": newer, "is_copy": found.is_copy}
            insert_rows(connection, "shares", [cells])
            yield from (older, newer)


def _candidates(connection: Connection, own: Reading, bands: Collection[int]) -> Iterator[str]:
    """Reports of about the same days that may share text with this one."""
    id, wire = own.report.id, wire_of(own.report)
    values = (listed(bands), id, *ends(own.published.range, DAYS_TO_REPRINT))
    yield from (other for (other,) in run(connection, ALIKE, values))
    if wire:
        for other, *cells in run(connection, SAME_DAY, (iso(own.report.published), id)):
            credit = Report(
                "", "", agency=cells[0], outlet=cells[1], published=own.report.published
            )
            if wire_of(credit) == wire:
                yield other


# --- Origins: the copies of one report ------------------------------------------------------------


def _group(connection: Connection, reports: Iterable[str]) -> frozenset[str]:
    """Find the origins of these reports and their copies anew; those whose origin changes."""
    copies = _copies(connection, reports)
    ordered = sorted(copies, key=lambda id: by_age(store.load_report(connection, id)))
    groups: Groups[str] = Groups(ordered)
    for pair in (pair for pairs in copies.values() for pair in pairs):
        groups.join(pair.older, pair.newer)
    found = {id: group[0] for group in groups.all() for id in group}
    before = origins_of(connection, found)
    moved = [id for id, origin in found.items() if before.get(id) != origin]
    run_each(connection, FORGET_ORIGIN, [(id,) for id in moved])
    rows = [{"report": id, "origin": found[id]} for id in moved]
    insert_rows(connection, "origins", rows)
    return frozenset(moved)


def _copies(connection: Connection, reports: Iterable[str]) -> Mapping[str, list[Shared]]:
    """The reports and all that are copies of copies of them, with the pairs that show it."""
    found: dict[str, list[Shared]] = {}
    waiting = list(reports)
    while waiting:
        report = waiting.pop()
        if report not in found:
            found[report] = [pair for pair in shared_by(connection, report) if pair.is_copy]
            waiting += [id for pair in found[report] for id in (pair.older, pair.newer)]
    return found


def origins_of(connection: Connection, reports: Iterable[str]) -> Mapping[str, str]:
    """The origin of each of these reports that has one."""
    return dict(run(connection, ORIGINS, (listed(reports),)))
