"""Which reports tell of the same occasions: by these an undated report can be dated again."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from backchannel.reconcile.occasions import FEW, Occasion, occasions_of
from backchannel.record.statements import AMONG, insert_rows, listed, run
from backchannel.types import DateRange, Reading

KEYS = f'SELECT DISTINCT "key" FROM occasions WHERE report {AMONG}'
DATED = f"""
    SELECT name, finding, "key", country, occasions.earliest, occasions.latest
    FROM occasions JOIN reports ON reports.id = report
    WHERE "key" {AMONG} AND occasions.earliest IS NOT NULL ORDER BY report, finding
"""
DAYS = f"""
    SELECT DISTINCT earliest, latest FROM occasions
    WHERE "key" = ?1 AND earliest IS NOT NULL
    AND (country IS NULL OR ?2 IS NULL OR country = ?2)
    AND report NOT IN (SELECT value FROM json_each(?3)) LIMIT {FEW + 1}
"""
UNDATED = f"""
    SELECT DISTINCT report FROM occasions WHERE "key" {AMONG} AND earliest IS NULL ORDER BY report
"""


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
    insert_rows(connection, "occasions", rows)


def remove(connection: Connection, report: str) -> None:
    """Forget the occasions of a report."""
    run(connection, "DELETE FROM occasions WHERE report = ?", (report,))


def keys_of(connection: Connection, reports: Iterable[str]) -> frozenset[str]:
    """The keys of what these reports tell."""
    return frozenset(key for (key,) in run(connection, KEYS, (listed(reports),)))


def telling_keys(connection: Connection, report: str, news: Collection[str]) -> frozenset[str]:
    """Of the keys of an undated report those by which these reports may be news of its days.

    What is told of many days without them tells nothing of it, with them or without.
    """
    beside = listed(() if report in news else news)
    own = run(connection, 'SELECT "key", country FROM occasions WHERE report = ?', (report,))
    return frozenset(
        key
        for key, country in own.fetchall()
        if len(run(connection, DAYS, (key, country, beside)).fetchall()) <= FEW
    )


def dated(connection: Connection, keys: Iterable[str]) -> Mapping[str, Sequence[Occasion]]:
    """The occasions with these keys of which a report tells the day, by key."""
    found = defaultdict(list)
    for name, finding, key, country, *ends in run(connection, DATED, (listed(keys),)):
        days = DateRange(*map(datetime.date.fromisoformat, ends))
        found[key].append(Occasion(name, finding, key, country, days))
    return found


def undated_reports(connection: Connection, keys: Iterable[str]) -> tuple[str, ...]:
    """The ids of the reports of no known day that tell of occasions with these keys."""
    return tuple(report for (report,) in run(connection, UNDATED, (listed(keys),)))
