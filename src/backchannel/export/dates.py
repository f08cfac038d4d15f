"""Days and ranges as people write them: "6–7 Sept 2014", "early Sept 2014", "Sept–Nov 2016"."""

import calendar
from datetime import date

from backchannel.types import DateRange

_MONTHS = (
    *("Jan", "Feb", "March", "April", "May", "June"),
    *("July", "Aug", "Sept", "Oct", "Nov", "Dec"),
)

# As the gold guidelines cut a month: early is days 1 to 10, mid 11 to 20, late 21 to its end.
_THIRDS = {(1, 10): "early", (11, 20): "mid", (21, 31): "late"}


def write_range(range_: DateRange | None) -> str:
    """The range in words; nothing when there is none."""
    match range_:
        case DateRange(date() as earliest, date() as latest):
            return _write_whole(earliest, latest) or _write_days(earliest, latest)
        case DateRange(date() as earliest, None):
            return f"from {write_day(earliest)}"
        case DateRange(None, date() as latest):
            return f"by {write_day(latest)}"
    return ""


def write_day(day: date) -> str:
    """The day with its month in letters, so that no reader takes it for another."""
    return f"{day.day} {_write_month(day)}"


def _write_whole(earliest: date, latest: date) -> str | None:
    """Whole years, whole months, or a third of a month."""
    same_year, same_month = earliest.year == latest.year, earliest.month == latest.month
    if same_year and same_month:
        third = _THIRDS.get((earliest.day, 31 if _ends_month(latest) else latest.day))
        if third:
            return f"{third} {_write_month(latest)}"
    if earliest.day != 1 or not _ends_month(latest):
        return None
    if (earliest.month, latest.month) == (1, 12):
        return f"{latest.year}" if same_year else f"{earliest.year}–{latest.year}"
    if same_year and same_month:
        return _write_month(latest)
    start = _MONTHS[earliest.month - 1] if same_year else _write_month(earliest)
    return f"{start}–{_write_month(latest)}"


def _write_days(earliest: date, latest: date) -> str:
    if earliest == latest:
        return write_day(latest)
    if earliest.year != latest.year:
        return f"{write_day(earliest)} – {write_day(latest)}"
    if earliest.month != latest.month:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]} – {write_day(latest)}"
    return f"{earliest.day}–{write_day(latest)}"


def _write_month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
