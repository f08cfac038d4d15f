"""Time expressions resolved: TIMEX3 values and days, against the day of writing or its range."""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from backchannel.reading import day_values, duration_values, fiscal_values, period_values
from backchannel.reading.calendar import hull
from backchannel.reading.edtf import bound_of, edtf_of
from backchannel.reading.marks import Layout, TimeMark
from backchannel.reading.nearby import holding
from backchannel.reading.time_events import dated_by_events
from backchannel.reading.time_marks import kinds_of_words, mark_times, rules_for
from backchannel.reading.time_scope import Resolved, Resolver, Scope
from backchannel.reading.time_told import Told
from backchannel.rules import Rule
from backchannel.types import DateRange, Dating, Report, Span, Timex

__all__ = ["joined_range", "mark_times", "resolve_times", "timexes_in"]

# A report without any clue is read as if it could have been written on either of these days:
# what both agree on is kept, the rest stays open.
UNKNOWN_DAYS = (datetime.date(1901, 5, 15), datetime.date(2098, 10, 16))
SINCE_REACH = 12
# A rule may look at the words around what it matches: "13" before "-14 May" needs a month.
LOOK_AROUND = 20
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?\Z", re.IGNORECASE)
_PAIR = re.compile(
    r"\s*(?:,\s*(?:and|or)?|and|or|to|through|till|until|[-–—]+|/)\s*(?:on|in|at|the|from|to)?\s*",
    re.IGNORECASE,
)
# A dateline may be of another day than the page; a longer gap is a misread one.
MAX_DATELINE_GAP = 10


def resolve_times(
    report: Report, layout: Layout, marks: tuple[TimeMark, ...], published: Dating
) -> tuple[Timex, ...]:
    """The marks with TIMEX3 values and days, against the day (or range of days) of writing."""
    days = reference_days(report.text, layout, published.range)
    readings = [resolve_against(report.text, layout, marks, day) for day in days]
    timexes = []
    for mark, *values in zip(marks, *readings, strict=True):
        value = _agreed(report.text, mark, values, bounded=_is_bounded(published.range))
        if value:
            timexes.append(_timex(report.text, mark, value))
    return dated_by_events(report.text, layout.sentences, timexes)


def _timex(text: str, mark: TimeMark, value: Resolved) -> Timex:
    bound, days = bound_of(text, mark.span), value.range
    edtf = edtf_of(value.value, days, bound)
    if days and _SINCE.search(text[max(0, mark.span.start - SINCE_REACH) : mark.span.start]):
        days = DateRange(days.earliest, None)
    return Timex(mark.span, mark.type, value.value, days, edtf)


def reference_days(
    text: str, layout: Layout, published: DateRange | None
) -> tuple[datetime.date, ...]:
    """The day that relative expressions count from, or the ends of its range."""
    if published is None or not (published.earliest or published.latest):
        return UNKNOWN_DAYS
    early = published.earliest or UNKNOWN_DAYS[0]
    late = published.latest or UNKNOWN_DAYS[1]
    if layout.dateline and layout.dateline.day and (late - early).days <= MAX_DATELINE_GAP:
        span = layout.dateline.day
        dated = resolve_span(text, span, span, early, None)
        day = dated.range.earliest if dated and dated.range else None
        if day and abs((day - early).days) <= MAX_DATELINE_GAP:
            return (day,)
    return (early,) if early == late else (early, late)


def resolve_against(
    text: str, layout: Layout, marks: tuple[TimeMark, ...], now: datetime.date
) -> list[Resolved | None]:
    """The values of all marks if the report was written on this day."""
    found: list[Resolved | None] = []
    told = Told()
    for mark in marks:
        sentence = holding(layout.sentences, mark.span) or mark.span
        value = resolve_span(text, mark.span, sentence, now, told)
        if value:
            told = told.after(mark, text[mark.span.start : mark.span.end], value, now)
        found.append(value)
    return found


def resolve_span(
    text: str, span: Span, sentence: Span, now: datetime.date, told: Told | None = None
) -> Resolved | None:
    """The value of one expression, None when no rule knows it; `told` is what stands before it."""

    def resolve_inner(inner: Span) -> Resolved | None:
        return _resolve(inner, scope)

    told = told or Told()
    scope = Scope(text, sentence, now, told.previous, told.period, span, resolve_inner)
    return _resolve(span, scope)


def _resolve(span: Span, scope: Scope) -> Resolved | None:
    near = Span(max(0, span.start - LOOK_AROUND), min(len(scope.text), span.end + LOOK_AROUND))
    present = kinds_of_words(scope.text, near)
    for _, rule in rules_for("times", present):
        match = _match_whole(rule.pattern, scope.text, span)
        if match and (value := _value_of(rule, match, scope)):
            return value
    return None


def _match_whole(pattern: re.Pattern[str], text: str, span: Span) -> re.Match[str] | None:
    """A match of the whole span: with the words after it in view, or else without."""
    match = pattern.match(text, span.start)
    if match and match.end() >= span.end and not text[span.end : match.end()].strip(", \n"):
        return match
    return pattern.fullmatch(text, span.start, span.end)


def _value_of(rule: Rule, match: re.Match[str], scope: Scope) -> Resolved | None:
    name = rule.sets["value"]
    if name == "fixed":
        return Resolved.of(rule.sets["is"])
    if name == "rest":
        return scope.rest(match)
    try:
        return _resolver(name)(match, scope)
    except (ValueError, OverflowError):  # a day beyond the calendar: "5,000 years ago"
        return None


@cache
def _resolver(name: str) -> Resolver:
    for module in (day_values, period_values, duration_values, fiscal_values):
        found: Callable[[re.Match[str], Scope], Resolved | None] | None = getattr(
            module, name, None
        )
        if found:
            return found
    raise LookupError(f"rules/times.toml names no resolver: {name}")


# --- An uncertain day of writing ---------------------------------------------------------------


def _is_bounded(published: DateRange | None) -> bool:
    return published is not None and None not in (published.earliest, published.latest)


def _agreed(
    text: str, mark: TimeMark, values: Sequence[Resolved | None], *, bounded: bool
) -> Resolved | None:
    """What the values for the first and the last possible day of writing have in common."""
    known = [v for v in values if v]
    if len(known) < len(values):
        return None
    first, last = known[0], known[-1]
    if first.value == last.value:
        same = first.range == last.range
        return first if same or not bounded else Resolved(first.value, _hull(first, last))
    return Resolved(
        mask(first.value, last.value, text[mark.span.start : mark.span.end]),
        _hull(first, last) if bounded else None,
    )


def _hull(first: Resolved, last: Resolved) -> DateRange | None:
    if first.range is None or last.range is None:
        return None
    return hull([first.range, last.range])


def mask(first: str, last: str, words: str = "") -> str:
    """The parts of two values that agree, X for the others: "XXXX-09", "XXXX-WXX-1"."""
    if len(first) != len(last):
        return "XXXX"
    if re.search(r"day\b", words, re.IGNORECASE) and re.fullmatch(r"\d{4}-\d\d-\d\d.*", first):
        weekdays = {datetime.date.fromisoformat(v[:10]).isoweekday() for v in (first, last)}
        if len(weekdays) == 1 and not re.search(r"\d", words):
            return f"XXXX-WXX-{weekdays.pop()}{first[10:]}"
    parts = zip(re.split(r"([-T])", first), re.split(r"([-T])", last), strict=False)
    return "".join(a if a == b else re.sub(r"\d", "X", a) for a, b in parts)


# --- For the finding builders --------------------------------------------------------------------


def timexes_in(timexes: Iterable[Timex], span: Span) -> tuple[Timex, ...]:
    """The time expressions that lie within a stretch of text."""
    return tuple(t for t in timexes if span.holds(t.span))


def joined_range(text: str, timexes: Sequence[Timex]) -> DateRange | None:
    """The days of neighbouring expressions as one: "Saturday and Sunday", "from May 3 to 5".

    Expressions with other words between them are not joined: the first group with days counts.
    """
    for joined in beside_each_other(text, [t for t in timexes if t.range]):
        found = hull([t.range for t in joined if t.range])
        if found:
            return found
    return None


def beside_each_other(text: str, timexes: Sequence[Timex]) -> list[list[Timex]]:
    """The expressions in groups that tell of one stretch: "May 3" and "5" of "May 3 to 5"."""
    groups: list[list[Timex]] = []
    for timex in sorted(timexes, key=lambda t: t.span):
        gap = text[groups[-1][-1].span.end : timex.span.start] if groups else ""
        if groups and _PAIR.fullmatch(gap):
            groups[-1].append(timex)
        else:
            groups.append([timex])
    return groups
