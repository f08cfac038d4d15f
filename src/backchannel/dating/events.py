"""Dated events and eras that a text names: `rules/dated_events.toml` tells when they were."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.dating.axis import COUNT, Weights, index_of, steps, within
from backchannel.dating.clues import Clue, clue
from backchannel.dating.mentions import quote_of, sentence_at
from backchannel.reading.calendar import days_of
from backchannel.reading.marks import Layout
from backchannel.reading.nearby import holding
from backchannel.reading.tense import Tense, tense_at
from backchannel.reading.time_words import parse_ordinal
from backchannel.rules import load_table
from backchannel.types import DateRange, Report, Span

# What is told of a dated event is told at most so often before it, or of another.
DOUBT = 0.02
# How long after an event it is told (days), and how long before one that is announced.
AFTER = steps((400, 0.35), (5 * 366, 0.30), (15 * 366, 0.2), (90 * 366, 0.15))
AFTER_LASTING = steps((90 * 366, 1.0))
BEFORE = steps((60, 0.6), (400, 0.4))
# How often one that is announced is still to come, by the tense around it: tense is often misread.
STILL_TO_COME = {Tense.PAST: 0.15, Tense.UNKNOWN: 0.4, Tense.FUTURE: 0.95}
_EXPLANATIONS = {
    Tense.PAST: "after the {}",
    Tense.UNKNOWN: "not long before the {}, or after it",
    Tense.FUTURE: "before the end of the {}",
}
Profile = Callable[[NDArray[np.int64]], Weights]
# These before the name of a state or body tell that it is no more, or not yet.
_NO_MORE = re.compile(
    r"\b(?:former|ex|then|late|old|future|planned|proposed|collapse|fall|breakup|break-up|demise"
    r"|dissolution|successor|after|during)\b[\s-]*(?:(?:of|the|state|states)\s+){0,3}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A dated event that the text names; an announced one can be told before it happens.

    Months told beside an anchor, which is known by its number, are near it.
    """

    span: Span
    name: str
    days: DateRange
    is_announced: bool = False
    is_lasting: bool = False
    is_anchor: bool = False


def clues_of_events(report: Report, layout: Layout, events: Sequence[DatedEvent]) -> Iterator[Clue]:
    """A report is no older than an event that it tells as past, and seldom much younger."""
    told = set()
    for event in events:
        if event.days not in told:
            told.add(event.days)
            yield _clue_of_event(report, layout, event)


def _clue_of_event(report: Report, layout: Layout, event: DatedEvent) -> Clue:
    quote, after = quote_of(report, event.span), AFTER_LASTING if event.is_lasting else AFTER
    since = _since(event.days.earliest, after)
    sentence = sentence_at(layout, event.span) or event.span
    tense = tense_at(report.text, sentence, event.span)
    if not event.is_announced:
        return clue(quote, f"after the {event.name}", since, DOUBT)
    share = STILL_TO_COME[tense]
    around = share * _until(event.days.latest, BEFORE) + (1 - share) * since
    return clue(quote, _EXPLANATIONS[tense].format(event.name), around, DOUBT)


def _since(day: datetime.date | None, profile: Profile) -> Weights:
    distance = np.arange(COUNT) - (index_of(day) if day else 0)
    return np.where(distance >= 0, profile(np.maximum(distance, 0)), 0.0)


def _until(day: datetime.date | None, profile: Profile) -> Weights:
    distance = (index_of(day) if day else COUNT) - np.arange(COUNT)
    return np.where(distance >= 0, profile(np.maximum(distance, 0)), 0.0)


def clues_of_eras(report: Report, layout: Layout) -> Iterator[Clue]:
    """States, bodies and currencies are told while they are there, and seldom before or after."""
    for row in load_table("dated_events")["era"]:
        found = [span for span in _matches(report, row) if _is_told(report, layout, span)]
        if len(found) < row.get("times", 1):
            continue
        first, last = (days_of(row[end]) if end in row else None for end in ("from", "to"))
        days = DateRange(first.earliest if first else None, last.latest if last else None)
        yield clue(quote_of(report, found[0]), row["name"], within(days), row["doubt"])


def _is_told(report: Report, layout: Layout, span: Span) -> bool:
    before = report.text[max(0, span.start - 40) : span.start]
    return bool(holding(layout.sentences, span)) and not _NO_MORE.search(before)


def find_dated_events(report: Report, layout: Layout) -> list[DatedEvent]:
    """The dated events that the news text names, in text order."""
    table = load_table("dated_events")
    found = [
        *(a for row in table["series"] for a in _of_series(report, row)),
        *(a for row in table["hosts"] for a in _of_hosts(report, row)),
        *(a for row in table["anniversary"] for a in _of_anniversary(report, row)),
        *(a for row in table["event"] for a in _of_event(report, row)),
        *_of_resolutions(report, table["resolutions"]),
    ]
    return sorted(
        (a for a in found if any(s.holds(a.span) for s in layout.sentences)), key=lambda a: a.span
    )


def _matches(report: Report, row: Mapping[str, Any]) -> Iterator[Span]:
    for match in _found(report, row):
        yield Span(*match.span())


def _found(report: Report, row: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    context = row.get("context")
    pattern = _compiled(row["pattern"], row.get("case", False))
    first = pattern.search(report.text)
    if first and (context is None or _compiled(context, False).search(report.text)):
        yield from pattern.finditer(report.text)


@cache
def _compiled(pattern: str, case: bool) -> re.Pattern[str]:
    return re.compile(pattern, re.NOFLAG if case else re.IGNORECASE)


def _of_series(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    for match in _found(report, row):
        groups = match.groupdict()
        told = groups.get("ordinal") or groups.get("number") or "0"
        number = parse_ordinal(told)
        opens_with_it = match[0].startswith(told)
        name = f"{match[0].split()[0]} {row['name']}" if opens_with_it else match[0]
        if days := _days_of_number(row, number):
            is_announced = "base" in row or row.get("announced", False)
            span, name = Span(*match.span()), " ".join(name.split())
            is_anchor = "base" in row or not is_announced
            yield DatedEvent(span, name, days, is_announced, is_anchor=is_anchor)


def _days_of_number(row: Mapping[str, Any], number: int) -> DateRange | None:
    if "base" in row:
        year = row["base"] + number
        opens = datetime.date.fromisoformat(f"{year}-{row['opens']}")
        return DateRange(opens, datetime.date.fromisoformat(f"{year}-{row['closes']}"))
    index = number - row.get("first", 1)
    if not 0 <= index < len(row["days"]):
        return None
    return DateRange.of_day(datetime.date.fromisoformat(row["days"][index]))


def _of_hosts(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    """Meetings known by the town that held them, where it held only one."""
    for match in _found(report, row):
        place = next(filter(None, match.groups()), "")
        day = row["at"].get(" ".join(place.lower().split()))
        if day:
            days = DateRange.of_day(datetime.date.fromisoformat(day))
            name = f"{row['name']} in {place}"
            yield DatedEvent(Span(*match.span()), name, days, is_announced=True)


def _of_anniversary(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    for match in _found(report, row):
        base = datetime.date.fromisoformat(row["day"])
        year = base.year + parse_ordinal(match["number"])
        if year <= datetime.MAXYEAR:
            day = base.replace(year=year)
            name = f"{match['number']} anniversary of the {row['name']}"
            yield DatedEvent(Span(*match.span()), name, DateRange.of_day(day), is_announced=True)


def _of_event(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    days = [datetime.date.fromisoformat(day) for day in row["days"]]
    for match in _found(report, row):
        whole = DateRange(days[0], days[-1])
        yield DatedEvent(
            Span(*match.span()),
            row["name"],
            whole,
            is_announced=len(days) > 1,
            is_lasting=row.get("lasting", False),
        )


def _of_resolutions(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    for match in _found(report, row):
        number = match["number"] or match["number_"]
        if day := row["days"].get(number):
            adopted = DateRange.of_day(datetime.date.fromisoformat(day))
            name = f"adoption of resolution {number}"
            yield DatedEvent(Span(*match.span()), name, adopted, is_lasting=True)
