"""Fiscal years: their name as a value, the days by the country whose year it is."""

import datetime
import re
from dataclasses import dataclass

from backchannel.reading.calendar import months_on
from backchannel.reading.period_values import direction
from backchannel.reading.time_scope import Resolved, Scope, group
from backchannel.rules import load_table
from backchannel.types import DateRange

_WORD = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The month a country's fiscal year begins in, and whether its end gives it its name."""

    begins: int
    named_by_end: bool

    def days(self, name: int) -> DateRange:
        """The days of the year of this name."""
        return months_on(name - self.named_by_end, self.begins, 12)

    def name_on(self, day: datetime.date) -> int:
        """The name of the year that a day lies in."""
        return day.year - (day.month < self.begins) + self.named_by_end


def fiscal(match: re.Match[str], scope: Scope) -> Resolved:
    """A fiscal year; where no country is told, any that may bear the name."""
    kind = _of_country(scope)
    if year := group(match, "year"):
        name = int(year)
    else:
        step = direction(group(match, "which") or "")
        name = (kind.name_on(scope.now) if kind else scope.now.year) + step
    days = kind.days(name) if kind else _any_days(name)
    return Resolved(f"{name:04d}", days)


def _any_days(name: int) -> DateRange:
    """From where the earliest year that countries give this name begins to the last one's end."""
    rows = load_table("fiscal_years")["countries"].values()
    ranges = [_parse(row).days(name) for row in rows]
    return DateRange(
        min(r.earliest for r in ranges if r.earliest), max(r.latest for r in ranges if r.latest)
    )


def _of_country(scope: Scope) -> FiscalYear | None:
    """The fiscal year of the country named in the sentence, the nearest name before counting."""
    found, table = None, load_table("fiscal_years")
    for word in _WORD.finditer(scope.text, scope.sentence.start, scope.sentence.end):
        country = table["words"].get(word[0].lower())
        if country and (found is None or word.start() < scope.whole.start):
            found = country
    return _parse(table["countries"][found]) if found else None


def _parse(row: str) -> FiscalYear:
    month, by = row.split()
    return FiscalYear(int(month), by == "end")
