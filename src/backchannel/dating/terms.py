"""Terms of office: who is called by an office in a text, and when it was theirs."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from backchannel.reading.calendar import days_of, hull
from backchannel.reading.marks import Layout
from backchannel.rules import load_table
from backchannel.types import DateRange, Report, Span

# These before a title or a name tell of an office that is over, or not yet held.
_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|late|then|ousted|deposed|one-time|onetime|elect|future|predecessor|successor"
    r"|candidate|vice|deputy|assistant|acting|father|widow)\b[\s-]*(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Term:
    """A person called by an office, with every term in which it was theirs."""

    span: Span
    name: str
    terms: tuple[DateRange, ...]

    @property
    def days(self) -> DateRange:
        """All terms and what lies between them."""
        whole = hull(list(self.terms))
        assert whole
        return whole

    def covers(self, day: datetime.date) -> bool:
        """Whether the office was theirs on that day."""
        return any(
            (t.earliest is None or t.earliest <= day) and (t.latest is None or day <= t.latest)
            for t in self.terms
        )


def find_terms(report: Report, layout: Layout) -> list[Term]:
    """The people whom the text calls by an office of theirs as if they held it."""
    lowered = report.text.lower()
    found = []
    for (name, offices), terms in _terms_by_name().items():
        if name not in lowered:
            continue
        for span in _titled(report.text, name, offices):
            sentence = next((s for s in layout.sentences if s.holds(span)), None)
            if sentence is None or _is_of_its_time(report.text, sentence, terms):
                continue
            found.append(Term(span, report.text[span.start : span.end], terms))
            break
    return sorted(found, key=lambda t: t.span)


def _is_of_its_time(text: str, sentence: Span, terms: tuple[DateRange, ...]) -> bool:
    """Whether the sentence tells of a year in which the office was theirs, so not of today."""
    years = {int(m[0]) for m in _YEAR.finditer(text, sentence.start, sentence.end)}
    return any(
        (t.earliest is None or t.earliest.year <= year)
        and (t.latest is None or year <= t.latest.year)
        for t in terms
        for year in years
    )


def _titled(text: str, name: str, office: str) -> Iterator[Span]:
    title, person = re.escape(office).replace(r"\ ", r"\s+"), re.escape(name).replace(r"\ ", r"\s+")
    pattern = rf"\b{title}\s+(?:(?:Dr|Mr|Gen|General|Sheikh)\.?\s+)?{person}\b"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if not _NOT_IN_OFFICE.search(text[max(0, match.start() - 40) : match.start()]):
            yield Span(*match.span())


@cache
def _terms_by_name() -> Mapping[tuple[str, str], tuple[DateRange, ...]]:
    """The terms in office by name (in small letters) and office."""
    terms: dict[tuple[str, str], list[DateRange]] = {}
    for row in load_table("people")["term"]:
        days = DateRange(_first(row.get("from")), _last(row.get("to")))
        for name in (row["name"], *row.get("aliases", ())):
            terms.setdefault((name.lower(), row["office"]), []).append(days)
    return {key: tuple(days) for key, days in terms.items()}


def _first(day: str | None) -> datetime.date | None:
    """The first day of a day, month or year."""
    return _whole(day).earliest if day else None


def _last(day: str | None) -> datetime.date | None:
    """The last day of a day, month or year."""
    return _whole(day).latest if day else None


def _whole(day: str) -> DateRange:
    return days_of(day) or DateRange(None, None)
