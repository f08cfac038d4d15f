"""Days as the record keeps them: ISO, so that they compare as text."""

import datetime

from backchannel.reconcile.ranges import shift, span_in_days
from backchannel.types import DateRange

# An end that is not known lies before, or after, all days.
FIRST, LAST = "", "9999-12-31"
LONG = 31  # days


def ends(days: DateRange | None, margin: int = 0) -> tuple[str, str]:
    """The first and the last day of a range, so many days wider at both ends."""
    if days is None:
        return FIRST, LAST
    earliest = days.earliest and shift(days.earliest, -margin)
    latest = days.latest and shift(days.latest, margin)
    return (earliest.isoformat() if earliest else FIRST, latest.isoformat() if latest else LAST)


def is_long(days: DateRange) -> bool:
    """Whether a range is open, or of more than a month: few are, and each is sought apart."""
    return (span_in_days(days) or LONG + 1) > LONG


def reaches(earliest: str, latest: str) -> tuple[tuple[bool, str, str, str], ...]:
    """Where ranges are found that meet these days, among the short ones and among the long.

    Each has `is_long`, between what their last days lie, and up to what their first.
    """
    until = shift(datetime.date.fromisoformat(latest), LONG).isoformat()
    return (False, earliest, until, latest), (True, earliest, LAST, latest)


def iso(day: datetime.date | None) -> str | None:
    """A day as text."""
    return day.isoformat() if day else None


def parse_iso(text: str | None) -> datetime.date | None:
    """The day that `iso` wrote."""
    return datetime.date.fromisoformat(text) if text else None
