"""The days that a report can be of, as arrays: a question is put to all of them at once."""

import datetime
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from backchannel.types import DateRange

Days = NDArray[np.bool_]
Weights = NDArray[np.float64]

FIRST = datetime.date(1975, 1, 1)
LAST = datetime.date(2030, 12, 31)
COUNT = (LAST - FIRST).days + 1
YEARS = range(FIRST.year, LAST.year + 1)


def index_of(day: datetime.date) -> int:
    """The place of a day; one before the first or after the last is put just outside."""
    return max(-1, min((day - FIRST).days, COUNT))


def day_at(index: int) -> datetime.date:
    """The day at a place."""
    return FIRST + datetime.timedelta(days=index)


def within(days: DateRange) -> Days:
    """The days of a range; an open end reaches to the end of the axis."""
    found = np.zeros(COUNT, dtype=bool)
    start = max(0, index_of(days.earliest)) if days.earliest else 0
    found[start : index_of(days.latest) + 1 if days.latest else COUNT] = True
    return found


@cache
def weekdays() -> NDArray[np.int64]:
    """The weekday of each day, Monday 0."""
    return (np.arange(COUNT) + FIRST.weekday()) % 7


@cache
def years() -> NDArray[np.int64]:
    """The year of each day."""
    return _dates().astype("datetime64[Y]").astype(np.int64) + 1970


@cache
def months() -> NDArray[np.int64]:
    """The month of each day, January 1."""
    numbers: NDArray[np.int64] = _dates().astype("datetime64[M]").astype(np.int64) % 12 + 1
    return numbers


@cache
def days_of_month() -> NDArray[np.int64]:
    """Which day of its month each day is."""
    days: NDArray[np.int64] = (_dates() - _dates().astype("datetime64[M]")).astype(np.int64) + 1
    return days


@cache
def _dates() -> NDArray[np.datetime64]:
    return np.datetime64(FIRST) + np.arange(COUNT)


def since_latest(
    places: NDArray[np.int64], profile: Callable[[NDArray[np.int64]], Weights]
) -> Weights:
    """What a profile gives for the days that have passed since the latest of the places.

    Days before the first of them are told by none: they weigh nothing.
    """
    found = np.searchsorted(places, np.arange(COUNT), side="right") - 1
    weights = profile(np.arange(COUNT) - places[np.maximum(found, 0)])
    return np.where(found >= 0, weights, 0.0)


def until_next(
    places: NDArray[np.int64], profile: Callable[[NDArray[np.int64]], Weights]
) -> Weights:
    """What a profile gives for the days that are left until the next of the places."""
    found = np.searchsorted(places, np.arange(COUNT), side="left")
    weights = profile(places[np.minimum(found, len(places) - 1)] - np.arange(COUNT))
    return np.where(found < len(places), weights, 0.0)


def steps(*limits: tuple[int, float]) -> Callable[[NDArray[np.int64]], Weights]:
    """A profile: of as many days (up to and with each limit in turn) so large a share is told."""
    edges = np.array([-1, *(limit for limit, _ in limits)])
    shares = np.array([share for _, share in limits]) / np.diff(edges)
    padded = np.append(shares, 0.0)

    def profile(distance: NDArray[np.int64]) -> Weights:
        return padded[np.searchsorted(edges[1:], distance, side="left")]

    return profile
