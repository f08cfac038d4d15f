"""The rule head for measures: what is imposed, eased or threatened, by whom, on whom, and why."""

from collections.abc import Iterator
from dataclasses import replace

from backchannel.reading.clauses import (
    Sentence,
    can_date,
    clause_end,
    clause_start,
    marked_clause,
    sentences_of,
)
from backchannel.reading.frames import find_frames, without_day
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.reading.nearby import starting_in
from backchannel.reading.quotes import trimmed
from backchannel.rules import load_rules, named_rule
from backchannel.types import Span
from backchannel.vocabularies import Kind


def find_measure_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """Every phrase that tells of a measure taken, planned, possible or threatened."""
    return tuple(
        whole
        for sentence in sentences_of(scene)
        for anchor in _outermost(
            tuple(find_frames(Kind.MEASURE, sentence, load_rules("measures"), Role.WHAT))
        )
        for whole in _completed(sentence, anchor)
    )


def _outermost(anchors: tuple[Anchor, ...]) -> Iterator[Anchor]:
    """The anchors without those that only say what another one does: "threatened to impose"."""
    for anchor in anchors:
        things = [a.first(Role.WHAT) for a in anchors if a.span.start < anchor.span.start]
        if not any(thing and thing.holds(anchor.span) for thing in things):
            yield anchor


def _completed(sentence: Sentence, anchor: Anchor) -> Iterator[Anchor]:
    what = anchor.first(Role.WHAT)
    status = _status(sentence, anchor)
    if what is None or status == "none":
        return
    attributes = {**anchor.attributes, "status": status}
    because = None
    for name, link in (("in return", "in_return_for"), ("in reaction", "in_reaction_to")):
        found = named_rule("conditions", name).search(
            sentence.scene.text, what.start + 1, sentence.span.end
        )
        if found and because is None:
            because = Span(found.end(), _end_of_reason(sentence, found.end()))
            attributes["link"] = link
            if found.start() < what.end:
                what = trimmed(sentence.scene.text, what.start, found.start())
    extra = [Argument(Role.WHAT, without_day(sentence, what))]
    extra += [Argument(Role.BECAUSE, because)] if because and because.end > because.start else []
    extra += [Argument(Role.DATE, span) for span in _dates(sentence, anchor)]
    arguments = tuple(a for a in anchor.arguments if a.role is not Role.WHAT)
    yield replace(anchor, arguments=(*arguments, *extra), attributes=attributes)


def _end_of_reason(sentence: Sentence, start: int) -> int:
    """Where the words of a reason end: at the comma before the next clause."""
    end = max(clause_end(sentence, start), start)
    comma = sentence.scene.text.find(", ", start, end)
    return comma if comma >= 0 else end


def _status(sentence: Sentence, anchor: Anchor) -> str:
    status = status_of(marked_clause(sentence, anchor.span))
    is_threat = anchor.attributes["action"] == "threaten" and status != "none"
    return "possible" if is_threat else status


def status_of(marked: str) -> str:
    """The status that a clause, its anchor written `@`, gives to the measure; or "none"."""
    return next(
        rule.sets["status"] for rule in load_rules("measure_status") if rule.pattern.search(marked)
    )


def _dates(sentence: Sentence, anchor: Anchor) -> list[Span]:
    """The time expressions of the clause, the one nearest to the anchor first."""
    start, end = clause_start(sentence, anchor.span.start), clause_end(sentence, anchor.span.end)
    inside = [
        t.span
        for t in starting_in(sentence.scene.timexes, start, end)
        if can_date(t) and t.span.end <= end
    ]
    return sorted(inside, key=lambda s: abs(s.start - anchor.span.start))
