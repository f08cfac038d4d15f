"""By when a commitment is due: the day that its act names, as the words before it bound it."""

import re
from dataclasses import dataclass

from backchannel.reading.calendar import DAY
from backchannel.reading.clauses import can_date
from backchannel.reading.marks import Anchor, Role, Scene
from backchannel.reading.nearby import holding, starting_in
from backchannel.rules import named_rule
from backchannel.types import DateRange, Span, Timex

# The day of an act stands in it, or behind so many characters of "no later than the".
REACH = 20
# Without a word before them these name a day to come: "vote next week".
_DEICTIC = re.compile(r"(?:this|next|later|tomorrow|coming)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days within which an act is due, and the words that name them."""

    span: Span
    days: DateRange


def deadline_of(anchor: Anchor, act: Span, scene: Scene) -> Deadline | None:
    """The deadline that its anchor points at, or else the first day to come that the act names."""
    told = anchor.first(Role.DEADLINE)
    for timex in starting_in(scene.timexes, *_reach(told or act, scene)):
        if timex.range and timex.span == told:
            return Deadline(timex.span, _bounded(timex, timex.range, scene.text))
        if timex.range and told is None and _is_due_on(timex, timex.range, act, scene):
            return Deadline(timex.span, _bounded(timex, timex.range, scene.text))
    return None


def _reach(span: Span, scene: Scene) -> tuple[int, int]:
    sentence = holding(scene.layout.sentences, span)
    return span.start, min(span.end + REACH, sentence.end) if sentence else span.end


def _is_due_on(timex: Timex, days: DateRange, act: Span, scene: Scene) -> bool:
    """Whether the act itself is of this day, which is to come."""
    published = scene.published.range
    if published is None or published.latest is None or not can_date(timex):
        return False
    words = scene.text[timex.span.start : timex.span.end]
    before = scene.text[max(act.start, timex.span.start - REACH) : timex.span.start]
    if not (_DEICTIC.match(words) or _says("day of the act", before)):
        return False
    gap = scene.text[act.end : timex.span.start].strip(" ,\n")
    if gap and not _led("day of the act").fullmatch(f"{gap} "):
        return False
    return days.latest is None or days.latest > published.latest


def _bounded(timex: Timex, days: DateRange, text: str) -> DateRange:
    """What "before", "from" and "after" a day leave open."""
    before = text[max(0, timex.span.start - REACH) : timex.span.start]
    if days.earliest and _says("before", before):
        return DateRange(None, days.earliest - DAY)
    if days.latest and _says("after", before):
        return DateRange(days.latest + DAY, None)
    if _says("from", before):
        return DateRange(days.earliest, None)
    return days


def _says(what: str, words: str) -> bool:
    return _led(what).search(words) is not None


def _led(what: str) -> re.Pattern[str]:
    """The words before a day that say what it is to the act."""
    return named_rule("conditions", what)
