"""The questions that a record answers, each as typed rows, newest first."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, or_, select

from backchannel.errors import RecordError
from backchannel.reconcile.channels import find_channels
from backchannel.reconcile.conflicts import find_conflicts
from backchannel.reconcile.exchanges import find_deadlocks
from backchannel.reconcile.processes import find_processes
from backchannel.reconcile.sums import check_tallies
from backchannel.reconcile.views import HERE_AND_NOW, View, seen
from backchannel.record import decisions, lookups, shown, store, tables
from backchannel.record.rows import (
    ChannelRow,
    CommitmentRow,
    ConflictRow,
    ContactRow,
    DeadlockRow,
    DenialRow,
    Filter,
    MeasureRow,
    OriginRow,
    ProcessRow,
    ReportRow,
    Rows,
    SourceRow,
    TallyRow,
    TimelineRow,
)
from backchannel.types import DateRange, Entry, Part, Tally
from backchannel.vocabularies import Kind, SourceKind


def entries(
    connection: Connection, wanted: Filter, kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Entry, ...]:
    """The entries of these kinds that the filter lets through, newest first, undated last."""
    if wanted.view == HERE_AND_NOW:
        return tuple(_decoded(connection, _newest_first(_wanted(wanted, kinds))))
    found = (seen(entry, wanted.view) for entry in _decoded(connection, _wanted(wanted, kinds)))
    inside = [entry for entry in found if entry and _is_between(entry, wanted)]
    return tuple(sorted(inside, key=_by_newest))


def listed(
    connection: Connection, wanted: Filter, kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Entry, ...]:
    """Those of them that stand on the page asked for."""
    if wanted.view != HERE_AND_NOW:
        return wanted.page(entries(connection, wanted, kinds))
    query = _newest_first(_wanted(wanted, kinds)).limit(wanted.limit).offset(wanted.offset)
    return tuple(_decoded(connection, query))


def count(connection: Connection, wanted: Filter) -> Mapping[Kind, int]:
    """How many entries of each kind the filter lets through."""
    if wanted.view != HERE_AND_NOW:
        return Counter(entry.kind for entry in entries(connection, wanted))
    at = _wanted(wanted, tuple(Kind)).subquery().c
    rows = connection.execute(select(at.kind, func.count()).group_by(at.kind))
    return Counter({Kind(kind): number for kind, number in rows})


def entries_of(connection: Connection, report: str) -> tuple[Entry, ...]:
    """The entries that rest on a report, newest first."""
    findings, evidence = tables.findings.c, tables.evidence.c
    held = select(evidence.entry).join(tables.findings, findings.id == evidence.finding)
    ids = held.where(findings.report == report)
    query = _newest_first(select(tables.entries.c.json).where(tables.entries.c.id.in_(ids)))
    return tuple(_decoded(connection, query))


def _wanted(wanted: Filter, kinds: Iterable[Kind]) -> Select[Any]:
    """The entries of these kinds; between the days only where they stand as of here and now."""
    at = tables.entries.c
    query = select(at.json, at.kind).where(at.kind.in_([k.value for k in kinds]))
    if wanted.party:
        party = tables.entry_parties.c
        query = query.where(at.id.in_(select(party.entry).where(party.party == wanted.party)))
    return _between(query, wanted) if wanted.view == HERE_AND_NOW else query


def _newest_first(query: Select[Any]) -> Select[Any]:
    """By the first day: a range of many years would stand above all that is well dated."""
    at = tables.entries.c
    first = func.coalesce(at.earliest, at.latest)
    return query.order_by(first.desc().nulls_last(), at.latest.desc(), at.id)


def _decoded(connection: Connection, query: Select[Any]) -> Iterator[Entry]:
    return (msgspec.json.decode(json, type=Entry) for json in connection.scalars(query))


def _between(query: Select[Any], wanted: Filter) -> Select[Any]:
    """A range with an open end may lie anywhere on that side; no range at all lies nowhere."""
    at = tables.entries.c
    if wanted.since or wanted.until:
        query = query.where(or_(at.earliest.is_not(None), at.latest.is_not(None)))
    if wanted.since:
        query = query.where(or_(at.latest.is_(None), at.latest >= wanted.since.isoformat()))
    if wanted.until:
        query = query.where(or_(at.earliest.is_(None), at.earliest <= wanted.until.isoformat()))
    return query


def _is_between(entry: Entry, wanted: Filter) -> bool:
    """The same of an entry that a view has changed."""
    days = shown.listed(entry)
    if not wanted.since and not wanted.until:
        return True
    starts = not (days and wanted.until and days.earliest and days.earliest > wanted.until)
    ends = not (days and wanted.since and days.latest and days.latest < wanted.since)
    return bool(days) and starts and ends


def _by_newest(entry: Entry) -> tuple[bool, int, int, str]:
    days = shown.listed(entry) or DateRange(None, None)
    first, last = (days.earliest or days.latest), (days.latest or days.earliest)
    return (
        first is None,
        -first.toordinal() if first else 0,
        -last.toordinal() if last else 0,
        entry.id,
    )


def contacts(connection: Connection, wanted: Filter) -> Rows[ContactRow]:
    """Contacts as they stand."""
    found = listed(connection, wanted, [Kind.CONTACT])
    weigh = _scales(connection, wanted, found)
    return Rows(ContactRow, tuple(shown.contact_row(e, weigh(e)) for e in found))


def commitments(connection: Connection, wanted: Filter) -> Rows[CommitmentRow]:
    """Commitments as they stand on the day asked for, or on that of the newest report."""
    day = day_of(connection, wanted) or datetime.date.max
    found = listed(connection, wanted, [Kind.COMMITMENT])
    weigh = _scales(connection, wanted, found)
    return Rows(CommitmentRow, tuple(shown.commitment_row(e, weigh(e), day) for e in found))


def measures(connection: Connection, wanted: Filter) -> Rows[MeasureRow]:
    """Measures as they stand."""
    found = listed(connection, wanted, [Kind.MEASURE])
    weigh = _scales(connection, wanted, found)
    return Rows(MeasureRow, tuple(shown.measure_row(e, weigh(e)) for e in found))


def day_of(connection: Connection, wanted: Filter) -> datetime.date | None:
    """The day that a query asks about; without one that of the newest report."""
    if wanted.as_of or wanted.known_on:
        return wanted.as_of or wanted.known_on
    newest = connection.scalar(select(func.max(tables.reports.c.latest)))
    return datetime.date.fromisoformat(newest) if newest else None


def denials(connection: Connection, wanted: Filter) -> Rows[DenialRow]:
    """Denials, by the day of the report."""
    found = listed(connection, wanted, [Kind.DENIAL])
    return Rows(DenialRow, tuple(shown.denial_row(e) for e in found))


def entry_seen(connection: Connection, id: str, view: View) -> Entry:
    """The entry that an id stands for, as far as the view goes."""
    found = seen(lookups.entry(connection, id), view)
    if found is None:
        raise RecordError(f"{id}: there was nothing of it by then, as far as the record knows")
    denied_by = tuple(denial.id for denial in denials_of(connection, found, view))
    return replace(found, denied_by=denied_by)


def denials_of(connection: Connection, entry: Entry, view: View) -> tuple[Entry, ...]:
    """The denials that bear on an entry, as far as the view goes."""
    at = tables.entries.c
    query = select(at.json).where(at.id.in_(entry.denied_by)).order_by(at.id)
    return tuple(d for one in _decoded(connection, query) if (d := seen(one, view)))


def _scales(
    connection: Connection, wanted: Filter, found: Iterable[Entry]
) -> Callable[[Entry], shown.Weighed]:
    """What weighs these entries: the denials of them that are seen too, and the ratings."""
    ids = {denial for entry in found for denial in entry.denied_by}
    loaded = (seen(denial, wanted.view) for denial in store.load_entries(connection, ids))
    denials = {denial.id: denial for denial in loaded if denial}
    ratings = decisions.ratings(connection)

    def weigh(entry: Entry) -> shown.Weighed:
        return shown.weigh(entry, [denials[d] for d in entry.denied_by if d in denials], ratings)

    return weigh


def tallies(connection: Connection, wanted: Filter) -> Rows[TallyRow]:
    """Counted sets with their parts, checked."""
    found = entries(connection, wanted, [Kind.TALLY])
    checks: defaultdict[str, list[str]] = defaultdict(list)
    for check in check_tallies(found):
        checks[check.entry].append(check.text)
    # Tallies are checked against one another, on whatever page they stand.
    rows = (shown.tally_row(e, _parts(connection, e), checks[e.id]) for e in wanted.page(found))
    return Rows(TallyRow, tuple(rows))


def _parts(connection: Connection, entry: Entry) -> tuple[Part, ...]:
    slot = next((s for s in entry.slots if s.name == "parts"), None)
    if slot is None:
        return ()
    finding = store.load_finding(connection, slot.values[0].findings[0])
    return finding.parts if isinstance(finding, Tally) else ()


def timeline(connection: Connection, wanted: Filter) -> Rows[TimelineRow]:
    """Everything that has a day, in one list."""
    kinds = [Kind.CONTACT, Kind.COMMITMENT, Kind.MEASURE, Kind.DENIAL]
    found = listed(connection, wanted, kinds)
    return Rows(TimelineRow, tuple(shown.timeline_row(e) for e in found))


def conflicts(connection: Connection, wanted: Filter) -> Rows[ConflictRow]:
    """Values that cannot both be true, and flat denials; the gravest first."""
    found = {e.id: e for e in entries(connection, wanted)}
    rows = (shown.conflict_row(c, found[c.entry]) for c in find_conflicts(found.values()))
    return Rows(ConflictRow, tuple(rows))


def deadlocks(connection: Connection, wanted: Filter) -> Rows[DeadlockRow]:
    """Two sides of which each waits for the other."""
    found = find_deadlocks(entries(connection, wanted, [Kind.COMMITMENT]))
    return Rows(DeadlockRow, tuple(map(shown.deadlock_row, found)))


def channels(connection: Connection, wanted: Filter) -> Rows[ChannelRow]:
    """Which organs talk to which, the busiest first."""
    day = day_of(connection, wanted)
    found = find_channels(entries(connection, wanted, [Kind.CONTACT]))
    return Rows(ChannelRow, tuple(shown.channel_row(c, day) for c in found))


def processes(connection: Connection, wanted: Filter) -> Rows[ProcessRow]:
    """What each two parties have to do with one another, the busiest first."""
    kinds = (Kind.CONTACT, Kind.COMMITMENT, Kind.MEASURE)
    found = find_processes(entries(connection, wanted, kinds))
    return Rows(ProcessRow, tuple(map(shown.process_row, found)))


def origins(connection: Connection, wanted: Filter) -> Rows[OriginRow]:
    """Pieces of reporting with the reports that go back to them, the most copied first."""
    of_origin: defaultdict[str, list[ReportRow]] = defaultdict(list)
    for report in reports(connection, wanted):
        of_origin[report.origin].append(report)
    counts = Counter(
        origin
        for entry in entries(connection, wanted)
        for origin in {e.origin for e in entry.evidence}
    )
    rows = [_origin_row(origin, copies, counts) for origin, copies in of_origin.items()]
    return Rows(OriginRow, tuple(sorted(rows, key=lambda r: (-r.reports, r.origin))))


def _origin_row(origin: str, copies: list[ReportRow], counts: Mapping[str, int]) -> OriginRow:
    last = datetime.date.max
    ordered = sorted(
        copies,
        key=lambda r: ((r.published and r.published.latest) or last, r.id != origin, r.id),
    )
    outlets = dict.fromkeys(r.outlet or r.name for r in ordered)
    return OriginRow(
        origin=origin,
        published=ordered[0].published,
        title=ordered[0].title or ordered[0].name,
        agency=next((r.agency for r in ordered if r.agency), None),
        outlets=tuple(outlets),
        reports=len(copies),
        entries=counts[origin],
    )


def sources(connection: Connection, wanted: Filter) -> Rows[SourceRow]:
    """Who is credited, the most credited first; capitals make no difference."""
    credit, report = tables.credits.c, tables.reports.c
    joined = tables.credits.join(tables.findings).join(
        tables.reports, tables.findings.c.report == report.id
    )
    count = func.count(credit.finding.distinct())
    query = (
        select(
            func.max(credit.source),  # small letters, where some have capitals
            credit.kind,
            func.json_group_array(report.outlet.distinct()),
            count,
            func.count(report.id.distinct()),
        )
        .select_from(joined)
        .group_by(func.lower(credit.source), credit.kind)
        .order_by(count.desc(), func.lower(credit.source), credit.kind)
    )
    if wanted.known_on:
        query = query.where(report.latest <= wanted.known_on.isoformat())
    return Rows(SourceRow, tuple(_source_row(*row) for row in connection.execute(query)))


def credits(connection: Connection) -> Mapping[str, tuple[tuple[str, SourceKind], ...]]:
    """To whom each finding is credited."""
    at = tables.credits.c
    found: defaultdict[str, list[tuple[str, SourceKind]]] = defaultdict(list)
    for finding, source, kind in connection.execute(select(at.finding, at.source, at.kind)):
        found[finding].append((source, SourceKind(kind)))
    return {finding: tuple(several) for finding, several in found.items()}


def _source_row(source: str, kind: str, outlets: str, findings: int, reports: int) -> SourceRow:
    named = msgspec.json.decode(outlets, type=list[str | None])
    return SourceRow(
        source=source,
        kind=SourceKind(kind),
        outlets=tuple(sorted(o for o in named if o)),
        findings=findings,
        reports=reports,
    )


def reports(connection: Connection, wanted: Filter) -> Rows[ReportRow]:
    """The reports, newest first; one not reconciled yet is its own origin."""
    at = tables.reports.c
    found = (
        select(func.count()).where(tables.findings.c.report == at.id).correlate(tables.reports)
    ).scalar_subquery()
    joined = tables.reports.outerjoin(tables.origins, tables.origins.c.report == at.id)
    query = (
        select(
            *(at.id, at.name, at.title, at.outlet, at.agency, at.url, at.earliest, at.latest),
            func.coalesce(tables.origins.c.origin, at.id).label("origin"),
            found.label("findings"),
        )
        .select_from(joined)
        .order_by(at.latest.desc().nulls_last(), at.name, at.id)
    )
    if wanted.known_on:
        query = query.where(at.latest <= wanted.known_on.isoformat())
    rows = (dict(row._mapping) for row in connection.execute(query))
    return Rows(
        ReportRow,
        tuple(
            ReportRow(published=days_between(row.pop("earliest"), row.pop("latest")), **row)
            for row in rows
        ),
    )


def days_between(earliest: str | None, latest: str | None) -> DateRange | None:
    """The range between two ISO days, of which either may be unknown; None where both are."""
    return DateRange.parse(f"{earliest or ''}..{latest or ''}") if earliest or latest else None
