"""The rule head for commitments: speech acts with their conditions, exchanges and deadlines."""

import re
from collections.abc import Iterator
from dataclasses import replace

from backchannel.reading.clauses import Sentence, clause_end, marked_clause, sentences_of
from backchannel.reading.frames import find_frames, without_day
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.reading.nearby import starting_in
from backchannel.reading.quotes import trimmed
from backchannel.rules import load_rules, named_rule
from backchannel.types import Span
from backchannel.vocabularies import Kind

_OPPOSITE = {Role.DEBTOR: Role.CREDITOR, Role.CREDITOR: Role.DEBTOR}


def find_commitment_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """Every phrase that promises, offers, agrees, demands or refuses, with what it says."""
    return tuple(
        whole
        for sentence in sentences_of(scene)
        for anchor in _spoken_once(
            tuple(find_frames(Kind.COMMITMENT, sentence, load_rules("commitments"), Role.ACT))
        )
        if _is_told(anchor, scene)
        for whole in _completed(sentence, _as_told(sentence, anchor))
    )


def _spoken_once(anchors: tuple[Anchor, ...]) -> Iterator[Anchor]:
    """The anchors without a refusal that only words a promise: "promised that it would not"."""
    promised = [a.first(Role.ACT) for a in anchors if a.attributes["kind"] == "promise"]
    for anchor in anchors:
        is_worded = any(act and act.overlaps(anchor.span) for act in promised)
        if not (is_worded and anchor.attributes["kind"] == "refusal"):
            yield anchor


def _is_told(anchor: Anchor, scene: Scene) -> bool:
    """Whether the anchor has what its rule needs: a creditor, or somebody who says so."""
    needs = anchor.attributes.get("needs")
    if needs == "creditor":
        before = scene.text[anchor.evidence[0].start : anchor.span.start]
        asked = named_rule("conditions", "indirect question").search(before)
        return anchor.first(Role.CREDITOR) is not None and asked is None
    if needs == "said":
        return bool(scene.attributions_at(anchor.span))
    return True


def _as_told(sentence: Sentence, anchor: Anchor) -> Anchor:
    """The anchor in the state that its clause tells: "none" when the speech act was not made."""
    told = state_of(marked_clause(sentence, anchor.span))
    return replace(anchor, attributes={**anchor.attributes, "state": told}) if told else anchor


def state_of(marked: str) -> str | None:
    """The state that a clause, its anchor written `@`, gives to the commitment; or "none"."""
    rules = load_rules("commitment_status")
    return next((r.sets["state"] for r in rules if r.pattern.search(marked)), None)


def _completed(sentence: Sentence, anchor: Anchor) -> Iterator[Anchor]:
    """The anchor with its condition, deadline and state; and the other half of an exchange."""
    act = anchor.first(Role.ACT)
    if act is None or anchor.attributes["state"] == "none":
        return
    text = sentence.scene.text
    condition = _condition_after(sentence, act) or _leading_condition(sentence, anchor)
    if condition and condition.start > act.start:
        opening = named_rule("conditions", "condition").search(text, act.start, condition.start + 1)
        act = trimmed(text, act.start, opening.start()) if opening else act
    deadline = _deadline(sentence, act)
    if deadline and deadline.end == act.end:
        act = _before_deadline(text, act, deadline)
    act = without_day(sentence, act)
    if " " not in text[act.start : act.end] and anchor.attributes["kind"] == "promise":
        return
    extra = [Argument(Role.ACT, act)]
    extra += [Argument(Role.CONDITION, condition)] if condition else []
    extra += [Argument(Role.DEADLINE, deadline)] if deadline else []
    arguments = tuple(a for a in anchor.arguments if a.role is not Role.ACT)
    whole = replace(
        anchor,
        arguments=(*arguments, *extra),
        attributes={**anchor.attributes, "state": _state(sentence, anchor, condition)},
    )
    yield whole
    yield from _exchanged(sentence, whole, act)


def _condition_after(sentence: Sentence, act: Span) -> Span | None:
    text = sentence.scene.text
    found = named_rule("conditions", "condition").search(text, act.start + 1, sentence.span.end)
    if found is None or found.start() > act.end + 2:
        return None
    if starting_in(sentence.scene.timexes, found.end(), found.end() + 1):
        return None  # "until Friday" is a day, no condition
    end = max(clause_end(sentence, found.end()), found.end())
    return Span(found.end(), end) if end > found.end() else None


def _leading_condition(sentence: Sentence, anchor: Anchor) -> Span | None:
    found = named_rule("conditions", "leading condition").search(sentence.text)
    if found is None:
        return None
    span = Span(*(sentence.span.start + offset for offset in found.span("condition")))
    return span if span.end <= anchor.span.start else None


def _deadline(sentence: Sentence, act: Span) -> Span | None:
    """The time expression by which the act is due: "by Friday", "before May"."""
    lead = named_rule("conditions", "deadline")
    for timex in starting_in(sentence.scene.timexes, act.start, sentence.span.end):
        if timex.span.end <= sentence.span.end:
            before = sentence.between(act.start, timex.span.start)
            if timex.range and lead.search(before) and timex.span.start <= act.end + 20:
                return timex.span
    return None


def _before_deadline(text: str, act: Span, deadline: Span) -> Span:
    found = named_rule("conditions", "deadline").search(text[act.start : deadline.start])
    return trimmed(text, act.start, act.start + found.start()) if found else act


def _state(sentence: Sentence, anchor: Anchor, condition: Span | None) -> str:
    state = anchor.attributes["state"]
    if condition and anchor.attributes["kind"] in {"promise", "agreement"} and state == "active":
        return "conditional"
    span = anchor.span
    before = sentence.between(sentence.span.start, span.start)
    marked = f"{before}@{sentence.between(span.end, sentence.span.end)}"
    if state == "proposed" and named_rule("conditions", "unmet").search(marked):
        return "refused"
    return state


def _exchanged(sentence: Sentence, anchor: Anchor, act: Span) -> Iterator[Anchor]:
    """What a demand offers in return: "grain in return for the crew" offers the crew."""
    found = named_rule("conditions", "exchange").match(sentence.scene.text, act.end)
    if found is None or anchor.attributes["kind"] != "demand":
        return
    start = found.start("return")
    returned = Span(start, max(_end_of_noun(sentence, start), start + 1))
    swapped = tuple(
        Argument(_OPPOSITE[a.role], a.span) for a in anchor.arguments if a.role in _OPPOSITE
    )
    yield replace(
        anchor,
        span=Span(start, returned.end),
        arguments=(*swapped, Argument(Role.ACT, returned), Argument(Role.CONDITION, act)),
        attributes={"kind": "offer", "state": "proposed"},
    )


def _end_of_noun(sentence: Sentence, start: int) -> int:
    end = clause_end(sentence, start)
    comma = re.compile(r",\s").search(sentence.scene.text, start, end)
    return comma.start() if comma else end
