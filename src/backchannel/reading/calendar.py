"""Calendar arithmetic: days, weeks, months, and the days that a TIMEX3 value covers."""

import calendar
import datetime
import re

from backchannel.types import DateRange

DAY = datetime.timedelta(days=1)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS_IN_WEEK = 7
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_FORMS = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"), "day"),
    (re.compile(r"(\d{4})-(\d\d)"), "month"),
    (re.compile(r"(\d{4})"), "year"),
    (re.compile(r"(\d{3})"), "decade"),
    (re.compile(r"(\d{2})"), "century"),
    (re.compile(r"(\d{4})-W(\d\d)"), "week"),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), "weekend"),
    (re.compile(r"(\d{4})-Q([1-4])"), "quarter"),
    (re.compile(r"(\d{4})-H([12])"), "half"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), "season"),
)


def first_of_month(year: int, month: int) -> datetime.date:
    """The first day of a month; months beyond 1 to 12 count on into other years."""
    return datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def months_on(year: int, month: int, count: int = 1) -> DateRange:
    """The days of `count` months from the one given."""
    return DateRange(first_of_month(year, month), first_of_month(year, month + count) - DAY)


def make_day(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None where the calendar has no such day."""
    if 1 <= year <= datetime.MAXYEAR and 1 <= month <= 12:
        return (
            datetime.date(year, month, day)
            if 1 <= day <= calendar.monthrange(year, month)[1]
            else None
        )
    return None


def shift(day: datetime.date, unit: str, count: int) -> datetime.date:
    """The day `count` units later (earlier when negative), at the end of a shorter month."""
    if unit in _DAYS:
        return day + count * _DAYS[unit] * DAY
    first = first_of_month(day.year, day.month + count * _MONTHS.get(unit, 12))
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def value_of(day: datetime.date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month, … that a day lies in."""
    year = f"{day.year:04d}"
    if unit in ("week", "fortnight", "weekend"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
    return {
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "half": f"{year}-H{1 if day.month <= 6 else 2}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }.get(unit, day.isoformat())


def days_of(value: str) -> DateRange | None:
    """The days that a TIMEX3 value covers, None for a value that names none."""
    for form, unit in _FORMS:
        if found := form.fullmatch(value):
            try:
                return _days(unit, *found.groups())
            except ValueError:
                return None
    return None


def _days(unit: str, first: str, second: str = "1", third: str = "1") -> DateRange:
    match unit:
        case "day":
            return DateRange.of_day(datetime.date(int(first), int(second), int(third)))
        case "week" | "weekend":
            monday = datetime.date.fromisocalendar(int(first), int(second), 1)
            return DateRange(monday + 5 * DAY if unit == "weekend" else monday, monday + 6 * DAY)
        case "decade":
            return months_on(int(first) * 10, 1, 120)
        case "century":
            return months_on(int(first) * 100, 1, 1200)
        case "season":
            return months_on(int(first), SEASONS[second], 3)
    count = _MONTHS[unit]
    return months_on(int(first), (int(second) - 1) * count + 1, count)


def weekday_near(day: datetime.date, weekday: int, *, after: bool) -> datetime.date:
    """The nearest such weekday (Monday 0) on or before a day, or strictly after it."""
    if after:
        return day + ((weekday - day.weekday() - 1) % _DAYS_IN_WEEK + 1) * DAY
    return day - (day.weekday() - weekday) % _DAYS_IN_WEEK * DAY


def hull(ranges: list[DateRange]) -> DateRange | None:
    """The smallest range that holds all of them; an open end stays open."""
    if not ranges:
        return None
    starts = [r.earliest for r in ranges]
    ends = [r.latest for r in ranges]
    return DateRange(
        None if None in starts else min(d for d in starts if d),
        None if None in ends else max(d for d in ends if d),
    )


def overlap(left: DateRange, right: DateRange) -> DateRange | None:
    """The days in both ranges, None when there are none."""
    starts = [d for d in (left.earliest, right.earliest) if d]
    ends = [d for d in (left.latest, right.latest) if d]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest and latest and earliest > latest:
        return None
    return DateRange(earliest, latest)
