"""Days as the record keeps them: ISO, so that they compare as text."""

import datetime

from backchannel.types import DateRange

# An end that is not known lies before, or after, all days.
FIRST, LAST = "", "9999-12-31"
DAY = datetime.timedelta(days=1)


def ends(days: DateRange | None, margin: int = 0) -> tuple[str, str]:
    """The first and the last day of a range, so many days wider at both ends."""
    if days is None:
        return FIRST, LAST
    earliest = days.earliest and days.earliest - margin * DAY
    latest = days.latest and days.latest + margin * DAY
    return (earliest.isoformat() if earliest else FIRST, latest.isoformat() if latest else LAST)


def between(earliest: str, latest: str) -> DateRange:
    """The range that has these ends."""
    return DateRange.parse(f"{earliest}..{'' if latest == LAST else latest}")


def iso(day: datetime.date | None) -> str | None:
    """A day as text."""
    return day.isoformat() if day else None
