"""By when a commitment is due: the day that its act names, as the words before it bound it."""

import re
from dataclasses import dataclass

from backchannel.reading.calendar import DAY
from backchannel.reading.clauses import can_date
from backchannel.reading.marks import Anchor, Role, Scene
from backchannel.reading.nearby import holding, starting_in
from backchannel.reading.times import beside_each_other, joined_range
from backchannel.rules import named_rule
from backchannel.types import DateRange, Span, Timex

# The day of an act stands in it, or behind so many characters of "no later than the".
REACH = 20
# Without a word before them these name a day to come: "vote next week".
_DEICTIC = re.compile(r"(?:this|next|later|tomorrow|coming)\b", re.IGNORECASE)
# What is done before the end of June can be done on its last day.
_END = re.compile(r"(?:the\s+)?(?:very\s+)?end\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days within which an act is due, and the words that name them."""

    span: Span
    days: DateRange


def deadline_of(anchor: Anchor, act: Span, scene: Scene) -> Deadline | None:
    """The deadline that its anchor points at, or else the first day to come that the act names."""
    told = anchor.first(Role.DEADLINE)
    named = told or act
    sentence = holding(scene.layout.sentences, named) or named
    dated = [t for t in starting_in(scene.timexes, named.start, sentence.end) if t.range]
    for group in beside_each_other(scene.text, dated):
        first, days = group[0], joined_range(scene.text, group)
        if first.span.start >= named.end + REACH:
            break
        if days and (first.span == told if told else _is_due_on(first, days, act, scene)):
            if len(group) == 1:
                days = _bounded(first.span, days, scene.text)
            return Deadline(Span(first.span.start, group[-1].span.end), days)
    return None


def _is_due_on(timex: Timex, days: DateRange, act: Span, scene: Scene) -> bool:
    """Whether the act itself is of these days, which are to come."""
    published = scene.published.range
    if published is None or published.latest is None or not can_date(timex):
        return False
    start = timex.span.start
    before = scene.text[max(act.start, start - REACH) : start]
    if not (_DEICTIC.match(scene.text, start) or _says("day of the act", before)):
        return False
    gap = scene.text[act.end : start].strip(" ,\n")
    if gap and not named_rule("conditions", "day of the act").fullmatch(f"{gap} "):
        return False
    return days.latest is not None and days.latest > published.latest


def _bounded(span: Span, days: DateRange, text: str) -> DateRange:
    """What "before", "from" and "after" a day leave open."""
    before = text[max(0, span.start - REACH) : span.start]
    if _says("not before", before):
        return DateRange(days.earliest, None)
    if days.earliest and _says("before", before):
        is_end = _END.match(text, span.start)
        return DateRange(None, days.latest if is_end else days.earliest - DAY)
    if days.latest and _says("after", before):
        return DateRange(days.latest + DAY, None)
    return days


def _says(what: str, words: str) -> bool:
    """Whether the words before a day say this of it."""
    return named_rule("conditions", what).search(words) is not None
