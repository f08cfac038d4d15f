"""How two ranges of days lie to each other."""

import datetime

from backchannel.types import DateRange


def shift(day: datetime.date, days: int) -> datetime.date:
    """The day so many days later, or earlier; the first or the last that there is at most."""
    number = min(max(day.toordinal() + days, 1), datetime.date.max.toordinal())
    return datetime.date.fromordinal(number)


def span_in_days(days: DateRange | None) -> int | None:
    """How many days a range covers; None where it is open."""
    if days is None or days.earliest is None or days.latest is None:
        return None
    return (days.latest - days.earliest).days + 1


def days_between(left: DateRange | None, right: DateRange | None) -> int | None:
    """How many days lie between two ranges; 0 where they meet, None where one is unknown."""
    if left is None or right is None:
        return None
    gaps = [
        (late.earliest - early.latest).days
        for early, late in ((left, right), (right, left))
        if early.latest and late.earliest
    ]
    return max(0, *gaps) if gaps else 0


def overlap_of_days(left: DateRange | None, right: DateRange | None) -> bool | None:
    """Whether two ranges can be one day; None where one is unknown."""
    gap = days_between(left, right)
    return None if gap is None else gap == 0
