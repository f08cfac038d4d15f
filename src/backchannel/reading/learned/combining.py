"""Rules and model together: each finds anchors of its own, and they complete each other's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from backchannel.reading.clauses import clause_end, clause_start, sentences_of
from backchannel.reading.contact_anchors import dates_around, places_around
from backchannel.reading.learned.anchors import learned_anchors
from backchannel.reading.learned.heads import ANCHOR_KINDS
from backchannel.reading.learned.model import Answers, Floats, Model, anchor_scores
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.types import Span
from backchannel.vocabularies import Kind

# A rule's anchor stays when the model gives some piece of its sentence at least this share; one of
# the model's own is added from this share, and from a higher one in a sentence where a rule found
# one already. Chosen on dev (docs/explanation/reader.md).
DOUBTED = {Kind.CONTACT: 0.1, Kind.COMMITMENT: 0.2, Kind.MEASURE: 0.03, Kind.DENIAL: 0.0}
ADDED = {Kind.CONTACT: 0.5, Kind.COMMITMENT: 0.6, Kind.MEASURE: 0.3, Kind.DENIAL: 0.5}
BESIDE = {Kind.CONTACT: 0.3, Kind.COMMITMENT: 0.5, Kind.MEASURE: 0.5, Kind.DENIAL: 0.7}
# Where both found one, the model's word on these is taken before the rules': roles of arguments,
# and names of attributes. What one of them does not say, the other does.
TRUSTED: Mapping[Kind, frozenset[str]] = {
    Kind.CONTACT: frozenset({"party", "form"}),
    Kind.COMMITMENT: frozenset(),
    Kind.MEASURE: frozenset(),
    Kind.DENIAL: frozenset({"by"}),
}
# The model's anchor of one finding and the rules' stand at most this far apart, in characters.
TOGETHER = 60


def find_anchors(
    model: Model,
    rules: Callable[[Scene], tuple[Anchor, ...]],
    kinds: Sequence[Kind],
    scene: Scene,
) -> tuple[Anchor, ...]:
    """The rules' anchors that the model does not doubt, completed by it, and the model's own."""
    answers = model.answers(scene.report, scene.layout)
    shares = anchor_scores(answers)
    own = list(learned_anchors(answers, kinds, scene))
    kept: list[Anchor] = []
    for anchor in rules(scene):
        if anchor.kind not in kinds:
            kept.append(anchor)
        elif _is_likely(anchor, answers, shares):
            partner = _partner(anchor, [a for a, _ in own])
            own = [(a, share) for a, share in own if a is not partner]
            kept.append(_completed(anchor, partner) if partner else anchor)
    for anchor, share in own:
        is_beside = any(_is_beside(anchor, other) for other in kept)
        if share > (BESIDE if is_beside else ADDED)[anchor.kind]:
            kept.append(_with_setting(anchor, scene))
    return tuple(kept)


def _is_likely(anchor: Anchor, answers: Answers, shares: Floats) -> bool:
    own = shares[:, ANCHOR_KINDS.index(anchor.kind)]
    pieces = [n for span in anchor.evidence for n in answers.pieces.within(span)]
    return bool(own[pieces].max(initial=0.0) > DOUBTED[anchor.kind])


def _partner(anchor: Anchor, offered: Sequence[Anchor]) -> Anchor | None:
    """The model's anchor of the same finding: the nearest of its kind in the sentence."""
    near = [a for a in offered if _is_beside(a, anchor) and _apart(a, anchor) <= TOGETHER]
    return min(near, key=lambda a: _apart(a, anchor), default=None)


def _apart(left: Anchor, right: Anchor) -> int:
    return max(left.span.start - right.span.end, right.span.start - left.span.end, 0)


def _is_beside(anchor: Anchor, other: Anchor) -> bool:
    """Whether two anchors of one kind rest on a common sentence."""
    return anchor.kind is other.kind and any(
        left.overlaps(right) for left in anchor.evidence for right in other.evidence
    )


def _completed(anchor: Anchor, partner: Anchor) -> Anchor:
    """A rule's anchor with what the model's of the same finding says better or alone."""
    trusted = TRUSTED[anchor.kind]
    told = {a.role for a in anchor.arguments}
    known = {a.role for a in partner.arguments}
    taken = {r for r in known if r in trusted or r not in told}
    arguments = [a for a in anchor.arguments if a.role not in taken]
    arguments += [a for a in partner.arguments if a.role in taken]
    better = {n: v for n, v in partner.attributes.items() if n in trusted}
    return replace(
        anchor,
        evidence=tuple(sorted({*anchor.evidence, *partner.evidence})),
        arguments=tuple(arguments),
        attributes={**partner.attributes, **anchor.attributes, **better},
    )


def _with_setting(anchor: Anchor, scene: Scene) -> Anchor:
    """A contact of the model's with the day and place that the rules see in its clause."""
    if anchor.kind is not Kind.CONTACT:
        return anchor
    sentence = next((s for s in sentences_of(scene) if s.span.holds(anchor.span)), None)
    if sentence is None:
        return anchor
    clause = Span(clause_start(sentence, anchor.span.start), clause_end(sentence, anchor.span.end))
    days = [t.span for t in dates_around(sentence, clause, anchor.span)]
    places = places_around(sentence, clause, anchor.span)
    found = [(Role.DATE, s) for s in days] + [(Role.PLACE, s) for s in places]
    told = {a.role for a in anchor.arguments}
    more = [Argument(role, span) for role, span in found if role not in told]
    return replace(anchor, arguments=(*anchor.arguments, *more))
