"""Give a report the day that a person knows it by: it is read again under that day."""

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backchannel.errors import RecordError
from backchannel.record import Change, Record


def redate(record: Record, id: str, day: datetime.date, why: str, who: str) -> tuple[Change, ...]:
    """Read the report under this day, then withdraw the one without it; say what changes.

    The new one is read first: if that fails, nothing is lost. Judgements on findings of the old one
    wait, as they do when a report is withdrawn.
    """
    report = record.reading(id).report
    fields = {
        "id": report.name,
        "text": report.text,
        "published": day.isoformat(),
        "outlet": report.outlet,
        "agency": report.agency,
        "title": report.title,
        "url": report.url,
    }
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.jsonl"
        file.write_bytes(msgspec.json.encode(fields))
        summary = record.read(file)
    if summary.skipped:
        raise RecordError(f"{report.name}: {summary.skipped[0].problem}")
    if not summary.new:
        raise RecordError(f"{report.name}: is known with this day already")
    reason = f"published on {day}" + (f": {why}" if why else "")
    return (*summary.changes, *record.withdraw(report.id, reason, who))
