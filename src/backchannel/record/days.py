"""Days as the record keeps them: ISO, so that they compare as text."""

import datetime

from backchannel.reconcile.ranges import span_in_days
from backchannel.types import DateRange

# An end that is not known lies before, or after, all days.
FIRST, LAST = "", "9999-12-31"
DAY = datetime.timedelta(days=1)
LONG = 31  # days


def ends(days: DateRange | None, margin: int = 0) -> tuple[str, str]:
    """The first and the last day of a range, so many days wider at both ends."""
    if days is None:
        return FIRST, LAST
    earliest = days.earliest and days.earliest - margin * DAY
    latest = days.latest and days.latest + margin * DAY
    return (earliest.isoformat() if earliest else FIRST, latest.isoformat() if latest else LAST)


def is_long(days: DateRange) -> bool:
    """Whether a range is open, or of more than a month: few are, and each is sought apart."""
    return (span_in_days(days) or LONG + 1) > LONG


def reaches(earliest: str, latest: str) -> tuple[tuple[bool, str, str, str], ...]:
    """Where ranges are found that meet these days, among the short ones and among the long.

    Each has `is_long`, between what their last days lie, and up to what their first.
    """
    day = datetime.date.fromisoformat(latest)
    until = LAST if latest == LAST else (day + LONG * DAY).isoformat()
    return (False, earliest, until, latest), (True, earliest, LAST, latest)


def between(earliest: str, latest: str) -> DateRange:
    """The range that has these ends."""
    return DateRange.parse(f"{earliest}..{'' if latest == LAST else latest}")


def iso(day: datetime.date | None) -> str | None:
    """A day as text."""
    return day.isoformat() if day else None
