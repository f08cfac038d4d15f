"""Times counted from an event that the report itself dates: "a month after the test"."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from backchannel.reading.calendar import DAY, shift
from backchannel.reading.edtf import edtf_of
from backchannel.reading.nearby import holding
from backchannel.rules import load_table
from backchannel.types import DateRange, Span, Timex
from backchannel.vocabularies import TimexType

_EVENT = re.compile(
    r"\s+(?P<way>after|before|following)\s+(?:the|that|this|those|its|their)\s+"
    r"(?P<words>[\w'’-]+(?:\s+[\w'’-]+){0,3})"
)
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
# "A month after" is seldom meant to the day.
_SLACK = {"D": 0, "W": 3, "M": 10, "Y": 90}
# The words of an event: shorter ones tell nothing.
MIN_WORD = 4
# An event is dated by a day or a few, not by a year.
MAX_DAYS = 7


def dated_by_events(
    text: str, sentences: Sequence[Span], timexes: Sequence[Timex]
) -> tuple[Timex, ...]:
    """The expressions; those counted from an event have its day, if the report tells only one."""
    return tuple(_dated(text, sentences, timexes, t) for t in timexes)


def _dated(text: str, sentences: Sequence[Span], timexes: Sequence[Timex], timex: Timex) -> Timex:
    length, event = _LENGTH.fullmatch(timex.value), _EVENT.match(text, timex.span.end)
    if timex.type is not TimexType.DURATION or timex.range or not length or not event:
        return timex
    days = _days_of_event(text, sentences, timexes, event)
    if days is None or days.earliest is None or days.latest is None:
        return timex
    count = int(length[1]) * (-1 if event["way"] == "before" else 1)
    unit, slack = _UNITS[length[2]], _SLACK[length[2]] * DAY
    try:
        first, last = (shift(day, unit, count) for day in (days.earliest, days.latest))
        range_ = DateRange(first - slack, last + slack)
    except (ValueError, OverflowError):
        return timex
    return replace(timex, range=range_, edtf=edtf_of(timex.value, range_, None))


def _days_of_event(
    text: str, sentences: Sequence[Span], timexes: Sequence[Timex], event: re.Match[str]
) -> DateRange | None:
    """The days told in the sentences that name the event, if they are all the same."""
    for word in reversed(_name_of(event["words"])):
        noun = re.compile(rf"\b{re.escape(word)}(?:s|es)?\b", re.IGNORECASE)
        named = [Span(*match.span()) for match in noun.finditer(text, 0, event.start())]
        if named:
            found = {_nearest_day(timexes, holding(sentences, at), at.start) for at in named}
            days = found - {None}
            return days.pop() if len(days) == 1 else None
    return None


def _name_of(words: str) -> list[str]:
    """The words that can name it: "nuclear", "test" of "nuclear test that it"."""
    name = []
    for word in words.split():
        if word.lower() in load_table("tense")["phrase_ends"] or word.lower().endswith("ed"):
            break
        name.append(word)
    return [word for word in name if len(word) >= MIN_WORD]


def _nearest_day(timexes: Sequence[Timex], sentence: Span | None, at: int) -> DateRange | None:
    dated = [t for t in timexes if sentence and sentence.holds(t.span) and _is_day(t)]
    nearest = min(dated, key=lambda t: abs(t.span.start - at), default=None)
    return nearest.range if nearest else None


def _is_day(timex: Timex) -> bool:
    days = timex.range
    if timex.type is not TimexType.DATE or not days or not days.earliest or not days.latest:
        return False
    return days.latest - days.earliest < datetime.timedelta(MAX_DAYS)
