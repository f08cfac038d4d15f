"""What a time expression is resolved against, and what comes of it."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from backchannel.reading.calendar import days_of
from backchannel.reading.tense import Tense, is_told_by_next_verb, tense_at
from backchannel.types import DateRange, Span

# "Met in October", told in September, is all but surely of last year.
SURE_VERB = 6
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The TIMEX3 value of an expression and the days it can mean."""

    value: str
    range: DateRange | None = None

    @classmethod
    def of(cls, value: str) -> "Resolved":
        """A value with the days that it covers."""
        return cls(value, days_of(value))

    @classmethod
    def of_day(cls, day: datetime.date) -> "Resolved":
        """The value of one day."""
        return cls(day.isoformat(), DateRange.of_day(day))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: its text and sentence, the day of writing, what was told before.

    `whole` is the outermost expression that this one is a part of; `previous` is the last date
    told, `period` the last quarter or month that figures were told of.
    """

    text: str
    sentence: Span
    now: datetime.date
    previous: Resolved | None
    period: Resolved | None
    whole: Span
    resolve: Callable[[Span], Resolved | None]

    def tense(self) -> Tense:
        """The tense of the verb that governs the expression."""
        return tense_at(self.text, self.sentence, self.whole)

    def weight(self, usual: float) -> float:
        """How many times as far a day counts that lies against the verb's tense."""
        sure = is_told_by_next_verb(self.text, self.sentence, self.whole)
        return usual * SURE_VERB if sure else usual

    def rest(self, match: re.Match[str]) -> Resolved | None:
        """The value of the expression inside the expression."""
        if "rest" not in match.re.groupindex or not (match["rest"] or "").strip():
            return None
        end = match.start("rest") + len(match["rest"].rstrip(" ,\n"))
        return self.resolve(Span(match.start("rest"), end))

    def previous_day(self) -> datetime.date:
        """The day told last, or else the day of writing: what "the next day" counts from."""
        if self.previous and self.previous.range and self.previous.range.earliest:
            return self.previous.range.earliest
        return self.now

    def tells_of_quarter(self) -> bool:
        """Whether figures were told of a quarter, and "a year ago" is the one before."""
        return self.period is not None and "Q" in self.period.value

    def year_before_period(self) -> Resolved | None:
        """The quarter or month of a year before the one that figures were told of last."""
        if self.period is None:
            return None
        year, _, part = self.period.value.partition("-")
        return Resolved.of(f"{int(year) - 1:04d}-{part}")

    def previous_month(self) -> Resolved | None:
        """The last date told, if that was a month."""
        is_month = self.previous and re.fullmatch(r"\d{4}-\d\d", self.previous.value)
        return self.previous if is_month else None

    def previous_single_day(self) -> datetime.date:
        """The day of an hour: the one told last, today where that was a month or a year."""
        is_day = self.previous and _DAY.match(self.previous.value)
        return self.previous_day() if is_day else self.now


Resolver = Callable[[re.Match[str], Scope], Resolved | None]


def group(match: re.Match[str], name: str) -> str | None:
    """A named group in lower case with single spaces, None when the rule has no such group.

    A pattern with more places for it calls them `name_`, `name__`.
    """
    for key in (name, f"{name}_", f"{name}__"):
        if key in match.re.groupindex and match[key] is not None:
            return " ".join(match[key].lower().split())
    return None
