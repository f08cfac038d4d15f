"""When a contact was, is or will be: its days, from the time expressions its anchor points at."""

import re
from collections.abc import Sequence
from datetime import timedelta

from backchannel.reading.contact_anchors import word
from backchannel.reading.marks import Anchor, Scene
from backchannel.reading.nearby import holding, inside
from backchannel.reading.tense import Tense, is_before_verb, tense_at
from backchannel.reading.times import beside_each_other, joined_range
from backchannel.types import DateRange, Span, Timex
from backchannel.vocabularies import ContactStatus

_NOT_YET = {ContactStatus.PROPOSED, ContactStatus.POSSIBLE}
_DONE = {ContactStatus.HELD, ContactStatus.ONGOING}
# Expressions with so few characters and no comma between them tell of one stretch.
_NEAR = 12
# "Ended Thursday" stands so near before the day.
_REACH = 40
# "Met on Monday and on Friday will sign": a day with a preposition of its own.
_APART = re.compile(r"\s*and\s+(?:on|in)\s+", re.IGNORECASE)
# Talks that are told to last longer are not sat through from their first day on.
_LONGEST = 21
_LENGTHS = {
    **{f"P{days}D": timedelta(days=days) for days in range(1, _LONGEST + 1)},
    **{f"P{weeks}W": timedelta(weeks=weeks) for weeks in range(1, _LONGEST // 7 + 1)},
}


def days_of_contact(anchor: Anchor, times: Sequence[Timex], scene: Scene) -> DateRange | None:
    """The days of the expressions nearest to the anchor, those beside each other joined."""
    runs = _runs(times, scene)
    if not runs:
        return None

    def distance(run: Sequence[Timex]) -> int:
        return min(
            abs(run[0].span.start - anchor.span.end), abs(anchor.span.start - run[-1].span.end)
        )

    nearest = min(runs, key=distance)
    days = joined_range(scene.text, nearest)
    return _for_its_length(days, nearest[0].span, anchor, scene) if days else None


def agreed(
    status: ContactStatus, days: DateRange | None, anchor: Anchor, scene: Scene
) -> tuple[ContactStatus, DateRange | None]:
    """Status and days that fit each other and the day of the report.

    What is planned for days before the report is over ("is said to have met on …"); what is told
    as held on days after it is planned if its verb says so. Else the days are of something else,
    as are past days of what is only proposed: of 11 such on the open gold none was its own. What
    may have been is of the past.
    """
    published = scene.published.range
    if not (days and published):
        return status, days
    is_past = bool(days.latest and published.earliest and days.latest < published.earliest)
    is_ahead = bool(days.earliest and published.latest and days.earliest > published.latest)
    if is_past and status is ContactStatus.PLANNED:
        return ContactStatus.HELD, days
    if is_ahead and status in _DONE and _is_told_as_ahead(anchor, scene):
        return ContactStatus.PLANNED, days
    if is_past and status in _NOT_YET and not _may_have_been(anchor, scene):
        return status, None
    return status, None if is_ahead and status in _DONE else days


def _is_told_as_ahead(anchor: Anchor, scene: Scene) -> bool:
    return tense_at(scene.text, anchor.evidence[0], anchor.span) is Tense.FUTURE


def _may_have_been(anchor: Anchor, scene: Scene) -> bool:
    return (
        word("may have").search(scene.text, anchor.evidence[0].start, anchor.span.end) is not None
    )


def _runs(times: Sequence[Timex], scene: Scene) -> list[list[Timex]]:
    """The expressions in groups that stand beside each other, "from May 3" with its "to 5"."""
    runs: list[list[Timex]] = []
    for time in _with_pairs(times, scene):
        gap = scene.text[runs[-1][-1].span.end : time.span.start] if runs else ""
        if runs and len(gap) < _NEAR and "," not in gap and not _has_own_verb(gap, time, scene):
            runs[-1].append(time)
        else:
            runs.append([time])
    return runs


def _has_own_verb(gap: str, time: Timex, scene: Scene) -> bool:
    """Whether a day behind another opens what is told next: "and on Friday signed"."""
    return _APART.fullmatch(gap) is not None and is_before_verb(scene.text, time.span)


def _with_pairs(times: Sequence[Timex], scene: Scene) -> list[Timex]:
    """The expressions, and those of their sentences that are told with them as one stretch."""
    told = set(times)
    sentences = {holding(scene.layout.sentences, time.span) or time.span for time in times}
    dated = ([t for t in inside(scene.timexes, s) if t.range] for s in sentences)
    groups = (g for found in dated for g in beside_each_other(scene.text, found))
    whole = (t for group in groups if not told.isdisjoint(group) for t in group)
    return sorted(whole, key=lambda t: t.span)


def _for_its_length(days: DateRange, time: Span, anchor: Anchor, scene: Scene) -> DateRange:
    """From its first day, or up to its last, as long as it is told to last: "a two-day visit"."""
    sentence = holding(scene.layout.sentences, time)
    if not (days.earliest and days.earliest == days.latest and sentence):
        return days
    told = _length_told(sentence, anchor, scene) if sentence.holds(anchor.span) else None
    if told is None:
        return days
    rest = _LENGTHS[told.value] - timedelta(days=1)
    text, start = scene.text, sentence.start
    is_last = word("ended").search(text, max(start, time.start - _REACH), time.start)
    if is_last or word("after so long").search(text, start, told.span.start):
        return DateRange(days.earliest - rest, days.earliest)
    return DateRange(days.earliest, days.earliest + rest)


def _length_told(sentence: Span, anchor: Anchor, scene: Scene) -> Timex | None:
    """How long its sentence says that the contact lasts, and not another that it is told with."""
    for time in inside(scene.timexes, sentence):
        lasting = word("lasting").match(scene.text, time.span.start, sentence.end)
        if lasting and time.value in _LENGTHS:
            between = scene.text[anchor.span.end : time.span.start]
            if anchor.span.overlaps(Span(*lasting.span())) or word("for so long").search(between):
                return time
    return None
