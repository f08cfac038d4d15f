"""Dated events that a text names: `rules/dated_events.toml` tells when they happened."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backchannel.reading.marks import Layout
from backchannel.reading.time_words import parse_ordinal
from backchannel.rules import load_table
from backchannel.types import DateRange, Report, Span


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A dated event that the text names; an announced one can be told before it happens."""

    span: Span
    name: str
    days: DateRange
    is_announced: bool = False


def find_dated_events(report: Report, layout: Layout) -> list[DatedEvent]:
    """The dated events that the news text names, in text order."""
    table = load_table("dated_events")
    found = [
        *(a for row in table["series"] for a in _of_series(report, row)),
        *(a for row in table["event"] for a in _of_event(report, row)),
        *_of_resolutions(report, table["resolutions"]),
    ]
    return sorted(
        (a for a in found if any(s.holds(a.span) for s in layout.sentences)), key=lambda a: a.span
    )


def _matches(report: Report, row: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    context = row.get("context")
    if context is None or re.search(context, report.text, re.IGNORECASE):
        yield from re.finditer(row["pattern"], report.text, re.IGNORECASE)


def _of_series(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    for match in _matches(report, row):
        groups = match.groupdict()
        number = parse_ordinal(groups.get("ordinal") or groups.get("number") or "0")
        name = f"{match[0]} ({row['name']})" if "days" in row else match[0]
        if days := _days_of_number(row, number):
            yield DatedEvent(Span(*match.span()), name, days, "base" in row)


def _days_of_number(row: Mapping[str, Any], number: int) -> DateRange | None:
    if "base" in row:
        year = row["base"] + number
        opens = datetime.date.fromisoformat(f"{year}-{row['opens']}")
        return DateRange(opens, datetime.date.fromisoformat(f"{year}-{row['closes']}"))
    index = number - row.get("first", 1)
    if not 0 <= index < len(row["days"]):
        return None
    return DateRange.of_day(datetime.date.fromisoformat(row["days"][index]))


def _of_event(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    days = [datetime.date.fromisoformat(day) for day in row["days"]]
    for match in _matches(report, row):
        yield DatedEvent(
            Span(*match.span()), row["name"], DateRange(days[0], days[-1]), len(days) > 1
        )


def _of_resolutions(report: Report, row: Mapping[str, Any]) -> Iterator[DatedEvent]:
    for match in re.finditer(row["pattern"], report.text, re.IGNORECASE):
        number = match["number"] or match["number_"]
        if day := row["days"].get(number):
            adopted = DateRange.of_day(datetime.date.fromisoformat(day))
            yield DatedEvent(Span(*match.span()), f"adoption of resolution {number}", adopted)
