"""Which reports tell of the same occasions: by these an undated report can be dated again."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from backchannel.reconcile.occasions import Occasion, occasions_of
from backchannel.record import tables
from backchannel.types import DateRange, Reading


def add(connection: Connection, reading: Reading) -> None:
    """Keep the occasions of a reading that knows no other report."""
    rows = [
        {
            "report": reading.report.id,
            "finding": one.finding,
            "key": one.key,
            "country": one.country,
            "earliest": one.days.earliest.isoformat() if one.days and one.days.earliest else None,
            "latest": one.days.latest.isoformat() if one.days and one.days.latest else None,
        }
        for one in occasions_of(reading)
    ]
    if rows:
        connection.execute(insert(tables.occasions), rows)


def remove(connection: Connection, report: str) -> None:
    """Forget the occasions of a report."""
    connection.execute(delete(tables.occasions).where(tables.occasions.c.report == report))


def keys_of(connection: Connection, reports: Iterable[str]) -> frozenset[str]:
    """The keys of what these reports tell."""
    at = tables.occasions.c
    return frozenset(connection.scalars(select(at.key).where(at.report.in_(list(reports)))))


def dated(connection: Connection, keys: Iterable[str]) -> Mapping[str, Sequence[Occasion]]:
    """The occasions with these keys of which a report tells the day, by key."""
    at = tables.occasions.c
    both = tables.occasions.join(tables.reports, tables.reports.c.id == at.report)
    wanted = select(tables.reports.c.name, at.finding, at.key, at.country, at.earliest, at.latest)
    known = wanted.select_from(both).where(at.key.in_(list(keys)), at.earliest.is_not(None))
    found = defaultdict(list)
    for name, finding, key, country, *ends in connection.execute(known.order_by(at.report)):
        days = DateRange(*map(datetime.date.fromisoformat, ends))
        found[key].append(Occasion(name, finding, key, country, days))
    return found


def undated_reports(connection: Connection, keys: Iterable[str]) -> tuple[str, ...]:
    """The ids of the reports of no known day that tell of occasions with these keys."""
    at = tables.occasions.c
    found = select(at.report).where(at.key.in_(list(keys)), at.earliest.is_(None))
    return tuple(connection.scalars(found.distinct().order_by(at.report)))
