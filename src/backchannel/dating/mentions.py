"""The time expressions of an undated report: the words, the tense, the days in any year."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.dating.governors import is_told_as_ahead, is_told_as_past
from backchannel.reading.calendar import DAY, first_of_month, make_day
from backchannel.reading.marks import Layout, TimeMark
from backchannel.reading.nearby import holding
from backchannel.reading.tense import Tense, tense_at
from backchannel.reading.time_scope import Resolved
from backchannel.reading.time_words import words
from backchannel.reading.times import resolve_span
from backchannel.types import Quote, Report, Span

# A leap year, so that every day of the calendar resolves; days are then moved to the year tried.
REFERENCE_DAY = datetime.date(2004, 7, 1)
_EXPLICIT = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{4}s\b")
_RELATIVE = re.compile(r"\b(?:last|next|this|that|same|following|previous|year|ago)\b", re.I)
# "Agreed to leave by May 3" tells nothing of May 3 as past.
_LIMIT = re.compile(
    r"\b(?:for|by|until|till|through|before|from|beyond)\s+(?:the\s+)?(?:end\s+of\s+|year\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A time expression in its sentence, with its words, its tense and its days in 2004."""

    quote: Quote
    sentence: Span
    tense: Tense
    resolved: Resolved
    is_surely_past: bool = False
    is_surely_ahead: bool = False

    @property
    def words(self) -> str:
        """The words in small letters."""
        return self.quote.text.lower()

    @property
    def first(self) -> datetime.date | None:
        """The first of its days, if a year is told."""
        return self.resolved.range.earliest if self.resolved.range else None

    @property
    def last(self) -> datetime.date | None:
        """The last of its days, if a year is told."""
        return self.resolved.range.latest if self.resolved.range else None

    @property
    def has_year(self) -> bool:
        """Whether it names a year or a decade."""
        return _EXPLICIT.search(self.words) is not None

    @property
    def has_day(self) -> bool:
        """Whether it names a day of a month rather than a month or a part of one."""
        return re.fullmatch(r"\d{4}-\d\d-\d\d.*", self.resolved.value) is not None

    @property
    def is_yearless(self) -> bool:
        """Whether it names a month or a day of a month, but no year."""
        named = any(word in words("months") for word in re.findall(r"[a-z]+", self.words))
        return named and not self.has_year and not _RELATIVE.search(self.words)

    def in_year(self, year: int) -> tuple[datetime.date, datetime.date]:
        """Its first and last day in that year."""
        whole = self.resolved.range
        first = whole.earliest if whole else None
        last = whole.latest if whole else None
        return _moved(first or REFERENCE_DAY, year), _moved(last or REFERENCE_DAY, year)

    def latest_before(self, day: datetime.date) -> datetime.date:
        """The first day of its latest instance that was over (a month: had begun) by that day."""
        for year in (day.year, day.year - 1):
            start, end = self.in_year(year)
            if (end if self.has_day else start) <= day:
                return start
        return self.in_year(day.year - 2)[0]

    def next_after(self, day: datetime.date) -> datetime.date:
        """The first day of its next instance that is not over by that day."""
        start, end = self.in_year(day.year)
        return start if end >= day else self.in_year(day.year + 1)[0]


def _moved(day: datetime.date, year: int) -> datetime.date:
    return make_day(year, day.month, day.day) or first_of_month(year, day.month + 1) - DAY


def mentions_of(report: Report, layout: Layout, marks: Sequence[TimeMark]) -> list[Mentioned]:
    """The marks that name days, in text order."""
    return [m for mark in marks if (m := _mention(report, layout, mark.span))]


def _mention(report: Report, layout: Layout, span: Span) -> Mentioned | None:
    sentence = sentence_at(layout, span)
    if sentence is None:
        return None
    value = resolve_span(report.text, span, sentence, REFERENCE_DAY, None)
    if value is None or value.range is None or None in (value.range.earliest, value.range.latest):
        return None
    tense = tense_at(report.text, sentence, span)
    before = report.text[sentence.start : span.start]
    if tense is Tense.PAST and _LIMIT.search(before):
        tense = Tense.UNKNOWN
    past = is_told_as_past(report.text, sentence, span)
    ahead = not past and is_told_as_ahead(report.text, sentence, span)
    return Mentioned(quote_of(report, span), sentence, tense, value, past, ahead)


def sentence_at(layout: Layout, span: Span) -> Span | None:
    """The sentence of the news that holds a span."""
    return holding(layout.sentences, span)


def quote_of(report: Report, span: Span) -> Quote:
    """The words at a span."""
    return Quote(report.text[span.start : span.end], span.start, span.end)
