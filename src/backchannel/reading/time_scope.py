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
    """Where an expression stands: its text and sentence, the day of writing, the one before it."""

    text: str
    sentence: Span
    now: datetime.date
    previous: Resolved | None
    resolve: Callable[[Span], Resolved | None]

    def tense(self, match: re.Match[str]) -> Tense:
        """The tense of the verb that governs the expression."""
        return tense_at(self.text, self.sentence, Span(match.start(), match.end()))

    def weight(self, match: re.Match[str], usual: float) -> float:
        """How many times as far a day counts that lies against the verb's tense."""
        span = Span(match.start(), match.end())
        sure = is_told_by_next_verb(self.text, self.sentence, span)
        return usual * SURE_VERB if sure else usual

    def rest(self, match: re.Match[str]) -> Resolved | None:
        """The value of the expression inside the expression."""
        if match["rest"] is None or not match["rest"].strip():
            return None
        end = match.start("rest") + len(match["rest"].rstrip(" ,\n"))
        return self.resolve(Span(match.start("rest"), end))

    def previous_day(self) -> datetime.date:
        """The day told last, or else the day of writing: what "the next day" counts from."""
        if self.previous and self.previous.range and self.previous.range.earliest:
            return self.previous.range.earliest
        return self.now


Resolver = Callable[[re.Match[str], Scope], Resolved | None]


def group(match: re.Match[str], name: str) -> str | None:
    """A named group in lower case with single spaces, None when the rule has no such group."""
    if name not in match.re.groupindex or match[name] is None:
        return None
    return " ".join(match[name].lower().split())
