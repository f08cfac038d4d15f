"""The questions that a record answers, each as typed rows, newest first."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, or_, select

from backchannel.errors import RecordError
from backchannel.record import shown, store, tables
from backchannel.record.rows import (
    CommitmentRow,
    ContactRow,
    DenialRow,
    Filter,
    MeasureRow,
    ReportRow,
    Rows,
    SourceRow,
    TallyRow,
    TimelineRow,
)
from backchannel.types import DateRange, Entry, Part, Tally
from backchannel.vocabularies import Force, Kind, SourceKind

EVERYTHING = Filter()


def entries(connection: Connection, kinds: Iterable[Kind], wanted: Filter) -> tuple[Entry, ...]:
    """The entries of these kinds that the filter lets through, newest first, undated last."""
    at = tables.entries.c
    query = select(at.json).where(at.kind.in_([k.value for k in kinds]))
    query = _between(query, wanted)
    if wanted.party:
        of_party = select(tables.entry_parties.c.entry).where(
            tables.entry_parties.c.party == wanted.party
        )
        query = query.where(at.id.in_(of_party))
    # By the first day: a range of many years would stand above all that is well dated.
    first = func.coalesce(at.earliest, at.latest)
    query = query.order_by(first.desc().nulls_last(), at.latest.desc(), at.id)
    return tuple(msgspec.json.decode(json, type=Entry) for json in connection.scalars(query))


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


def contacts(connection: Connection, wanted: Filter = EVERYTHING) -> Rows[ContactRow]:
    """Contacts as they stand."""
    deniers = _deniers(connection)
    found = entries(connection, [Kind.CONTACT], wanted)
    return Rows(ContactRow, tuple(shown.contact_row(e, deniers.get(e.id, ())) for e in found))


def commitments(connection: Connection, wanted: Filter = EVERYTHING) -> Rows[CommitmentRow]:
    """Commitments as they were last reported."""
    deniers = _deniers(connection)
    found = entries(connection, [Kind.COMMITMENT], wanted)
    return Rows(CommitmentRow, tuple(shown.commitment_row(e, deniers.get(e.id, ())) for e in found))


def measures(connection: Connection, wanted: Filter = EVERYTHING) -> Rows[MeasureRow]:
    """Measures as they were last reported."""
    deniers = _deniers(connection)
    found = entries(connection, [Kind.MEASURE], wanted)
    return Rows(MeasureRow, tuple(shown.measure_row(e, deniers.get(e.id, ())) for e in found))


def denials(connection: Connection) -> Rows[DenialRow]:
    """Denials, by the day of the report."""
    found = entries(connection, [Kind.DENIAL], EVERYTHING)
    return Rows(DenialRow, tuple(shown.denial_row(e) for e in found))


def _deniers(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The parties that flatly deny an entry, by its id."""
    deniers: dict[str, tuple[str, ...]] = {}
    for row in denials(connection):
        if row.denies and row.force is Force.FLAT:
            known = deniers.get(row.denies, ())
            deniers[row.denies] = known if row.by in known else tuple(sorted((*known, row.by)))
    return deniers


def tallies(connection: Connection) -> Rows[TallyRow]:
    """Counted sets with their parts."""
    found = entries(connection, [Kind.TALLY], EVERYTHING)
    return Rows(TallyRow, tuple(shown.tally_row(e, _parts(connection, e)) for e in found))


def _parts(connection: Connection, entry: Entry) -> tuple[Part, ...]:
    slot = next((s for s in entry.slots if s.name == "parts"), None)
    if slot is None:
        return ()
    finding = store.load_finding(connection, slot.values[0].findings[0])
    return finding.parts if isinstance(finding, Tally) else ()


def timeline(connection: Connection, wanted: Filter = EVERYTHING) -> Rows[TimelineRow]:
    """Everything that has a day, in one list."""
    kinds = [Kind.CONTACT, Kind.COMMITMENT, Kind.MEASURE, Kind.DENIAL]
    found = entries(connection, kinds, wanted)
    return Rows(TimelineRow, tuple(shown.timeline_row(e) for e in found))


def sources(connection: Connection) -> Rows[SourceRow]:
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
    return Rows(SourceRow, tuple(_source_row(*row) for row in connection.execute(query)))


def _source_row(source: str, kind: str, outlets: str, findings: int, reports: int) -> SourceRow:
    named = msgspec.json.decode(outlets, type=list[str | None])
    return SourceRow(
        source=source,
        kind=SourceKind(kind),
        outlets=tuple(sorted(o for o in named if o)),
        findings=findings,
        reports=reports,
    )


def reports(connection: Connection) -> Rows[ReportRow]:
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


def spelled(id: str) -> str:
    """An id as the record writes it: the digest small, the letter of the kind in front large."""
    return id.strip().lower().capitalize()


def entry(connection: Connection, id: str) -> Entry:
    """The entry with this id or a beginning of it, its own or of one of its findings."""
    start = spelled(id)
    known = tables.evidence.c
    matching = select(known.entry).where(known.finding.startswith(start, autoescape=True))
    exact = tables.entries.c.id == start
    found = list(connection.scalars(select(tables.entries.c.id).where(exact)))
    found = found or sorted(set(connection.scalars(matching)))
    if not start or not found:
        raise RecordError(f"{id}: no entry has this id: `backchannel show timeline` lists them")
    if len(found) > 1:
        raise RecordError(f"{id}: could be {', '.join(found[:5])}: type more of it")
    json = connection.scalars(select(tables.entries.c.json).where(tables.entries.c.id == found[0]))
    return msgspec.json.decode(json.one(), type=Entry)


def report_id(connection: Connection, report: str) -> str:
    """The id of the report with this id, beginning of an id, or name."""
    at = tables.reports.c
    by_name = select(at.id).where(at.name == report)
    by_id = select(at.id).where(at.id.startswith(report, autoescape=True))
    found: list[str] = list(connection.scalars(by_name)) or list(connection.scalars(by_id))
    if not found or not report:
        raise RecordError(f"{report}: no report has this id or name in the record")
    if len(found) > 1:
        raise RecordError(f"{report}: could be {', '.join(found[:5])}: give the id")
    return found[0]
