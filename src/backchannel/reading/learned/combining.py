"""Rules and model together: each finds anchors of its own, and they complete each other's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from backchannel.reading import commitment_anchors, contact_anchors, measure_anchors
from backchannel.reading.anchors import is_denied
from backchannel.reading.clauses import clause_end, clause_start, marked_clause, sentence_at
from backchannel.reading.contact_anchors import dates_around, places_around
from backchannel.reading.learned import attributions
from backchannel.reading.learned.anchors import learned_anchors
from backchannel.reading.learned.heads import ANCHOR_KINDS
from backchannel.reading.learned.model import Answers, Floats, Model, anchor_scores
from backchannel.reading.marks import Anchor, Argument, Layout, Role, Scene
from backchannel.reading.sources import credits_its_source
from backchannel.types import Attribution, Mention, Report, Span
from backchannel.vocabularies import Kind

# A rule's anchor stays when the model gives some piece of its sentence at least this share; one of
# the model's own is added from this share, and from a higher one in a sentence where a rule found
# one already (1: never). Chosen on dev (docs/explanation/reader.md).
DOUBTED = {Kind.CONTACT: 0.12, Kind.COMMITMENT: 0.01, Kind.MEASURE: 0.1, Kind.DENIAL: 0.12}
ADDED = {Kind.CONTACT: 0.5, Kind.COMMITMENT: 0.3, Kind.MEASURE: 0.15, Kind.DENIAL: 0.7}
BESIDE = {Kind.CONTACT: 0.7, Kind.COMMITMENT: 0.5, Kind.MEASURE: 0.7, Kind.DENIAL: 0.85}
# Where both found one, the model's word on these is taken before the rules': roles of arguments,
# and names of attributes. What one of them does not say, the other does.
TRUSTED: Mapping[Kind, frozenset[str]] = {
    Kind.CONTACT: frozenset({"party", "form", "status"}),
    Kind.COMMITMENT: frozenset({"act"}),
    Kind.MEASURE: frozenset({"what"}),
    Kind.DENIAL: frozenset(),
}
# A source of which the model has seen no word that names somebody.
_ARTICLES = frozenset({"", "a", "an", "the"})
# What came of a promise is told in words of which the model has seen few.
_OUTCOMES = frozenset({"delayed", "violated", "discharged", "cancelled"})
_MAIN = {Kind.COMMITMENT: Role.ACT, Kind.MEASURE: Role.WHAT}
# What a clause makes of an anchor of a kind, by the rules: "none" where nothing happened.
_STATUS: Mapping[Kind, Callable[[str], str | None]] = {
    Kind.CONTACT: contact_anchors.status_of,
    Kind.COMMITMENT: commitment_anchors.state_of,
    Kind.MEASURE: measure_anchors.status_of,
}
# The model's anchor of one finding and the rules' stand at most this far apart, in characters:
# two of one kind in a sentence are seldom nearer, a verb and its object seldom farther.
REACH = 60


def find_attributions(
    model: Model,
    rules: Callable[[Report, Layout, tuple[Mention, ...]], tuple[Attribution, ...]],
    report: Report,
    layout: Layout,
    mentions: tuple[Mention, ...],
) -> tuple[Attribution, ...]:
    """The model's attributions, completed by the rules'.

    Where one of the model's names nobody, the rules' source of its cue is taken; where what is told
    stands before the cue and the model has seen a part of it, the rules' whole; and where the rules
    see somebody tell something by a cue that the model has not seen, theirs is added.
    """
    told = [a for a in rules(report, layout, mentions) if a.source]
    by_cue = {cue: a for a in told for cue in a.cue}
    own = [
        _with_rules(report.text, one, next((by_cue[c] for c in one.cue if c in by_cue), None))
        for one in attributions.find_attributions(model, report, layout, mentions)
    ]
    seen = [cue for one in own for cue in one.cue]
    more = [
        one
        for one in told
        if credits_its_source(report.text, one)
        and not any(cue.overlaps(other) for cue in one.cue for other in seen)
    ]
    return tuple(sorted((*own, *more), key=lambda one: one.cue[0].start))


def _with_rules(text: str, own: Attribution, told: Attribution | None) -> Attribution:
    """One of the model's attributions with what the rules' of the same cue says better."""
    if told is None:
        return own
    if _is_told_before(text, told) and _lies_in(own.content, told.content):
        return replace(own, source=told.source, kind=told.kind, content=told.content)
    named = " ".join(text[s.start : s.end] for s in own.source).lower()
    return replace(own, source=told.source, kind=told.kind) if named in _ARTICLES else own


def _is_told_before(text: str, one: Attribution) -> bool:
    """ "…, she said": the rules know how far back it goes."""
    return one.content[0].start < one.cue[0].start and credits_its_source(text, one)


def _lies_in(parts: Sequence[Span], whole: Sequence[Span]) -> bool:
    return all(any(span.holds(part) for span in whole) for part in parts)


def find_anchors(
    model: Model,
    rules: Callable[[Scene], tuple[Anchor, ...]],
    kinds: Sequence[Kind],
    scene: Scene,
) -> tuple[Anchor, ...]:
    """The rules' anchors that the model does not doubt, completed by it, and the model's own."""
    answers = model.answers(scene.report, scene.layout)
    shares = anchor_scores(answers)
    found = rules(scene)
    denials = [a for a in found if a.kind is Kind.DENIAL]
    conditions = [s for a in found for s in a.spans(Role.CONDITION)]

    def can_serve(kind: Kind, span: Span, share: float) -> bool:
        """Whether it may be added, or complete one of the rules'."""
        near = (_apart(span, a.span) <= REACH for a in found if a.kind is kind)
        return share > ADDED[kind] or any(near)

    own = [
        (a, share)
        for a, share in learned_anchors(answers, kinds, scene, can_serve)
        if not _is_untold(a, denials, scene)
        and (a.kind is Kind.DENIAL or not any(s.holds(a.span) for s in conditions))
    ]
    kept: list[Anchor] = []
    for anchor in found:
        if anchor.kind not in kinds:
            kept.append(anchor)
        elif anchor.attributes.get("state") in _OUTCOMES or _is_likely(anchor, answers, shares):
            partner = _partner(anchor, [a for a, _ in own])
            own = [(a, share) for a, share in own if a is not partner]
            kept.append(_completed(anchor, partner) if partner else anchor)
    for anchor, share in own:
        beside = [other for other in kept if _is_beside(anchor, other)]
        is_told = any(_tells_the_same(anchor, other) for other in beside)
        if not is_told and share > (BESIDE if beside else ADDED)[anchor.kind]:
            kept.append(_with_setting(anchor, scene))
    return tuple(kept)


def _is_untold(anchor: Anchor, denials: Sequence[Anchor], scene: Scene) -> bool:
    """Whether by the rules nothing of the kind took place."""
    sentence = sentence_at(scene, anchor.span)
    if sentence is None or is_denied(anchor, denials):
        return True
    status = _STATUS.get(anchor.kind)
    return status is not None and status(marked_clause(sentence, anchor.span)) == "none"


def _is_likely(anchor: Anchor, answers: Answers, shares: Floats) -> bool:
    own = shares[:, ANCHOR_KINDS.index(anchor.kind)]
    pieces = [n for span in anchor.evidence for n in answers.pieces.within(span)]
    return bool(own[pieces].max(initial=0.0) > DOUBTED[anchor.kind])


def _partner(anchor: Anchor, offered: Sequence[Anchor]) -> Anchor | None:
    """The model's anchor of the same finding: the nearest of its kind in the sentence."""
    near = [a for a in offered if _is_beside(a, anchor) and _apart(a.span, anchor.span) <= REACH]
    return min(near, key=lambda a: _apart(a.span, anchor.span), default=None)


def _apart(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)


def _is_beside(anchor: Anchor, other: Anchor) -> bool:
    """Whether two anchors of one kind rest on a common sentence."""
    return anchor.kind is other.kind and any(
        left.overlaps(right) for left in anchor.evidence for right in other.evidence
    )


def _tells_the_same(anchor: Anchor, other: Anchor) -> bool:
    """Whether two anchors of one kind are about the same thing, or ask for the same act."""
    main = _MAIN.get(anchor.kind)
    own, theirs = (a.first(main) if main else None for a in (anchor, other))
    is_alike = anchor.attributes.get("kind") == other.attributes.get("kind")
    return bool(own and theirs and own.overlaps(theirs) and is_alike)


def _completed(anchor: Anchor, partner: Anchor) -> Anchor:
    """A rule's anchor with what the model's of the same finding says better or alone."""
    trusted = TRUSTED[anchor.kind]
    told = {a.role for a in anchor.arguments}
    places = anchor.spans(Role.PLACE)
    offered = [a for a in partner.arguments if a.role is not Role.PARTY or a.span not in places]
    known = {a.role for a in offered}
    taken = {r for r in known if r in trusted or r not in told}
    arguments = [a for a in anchor.arguments if a.role not in taken]
    arguments += [a for a in offered if a.role in taken]
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
    sentence = sentence_at(scene, anchor.span)
    if sentence is None:
        return anchor
    clause = Span(clause_start(sentence, anchor.span.start), clause_end(sentence, anchor.span.end))
    days = [t.span for t in dates_around(sentence, clause, anchor.span)]
    places = places_around(sentence, clause, anchor.span)
    found = [(Role.DATE, s) for s in days] + [(Role.PLACE, s) for s in places]
    told = {a.role for a in anchor.arguments}
    more = [Argument(role, span) for role, span in found if role not in told]
    kept = [a for a in anchor.arguments if a.role is not Role.PARTY or a.span not in places]
    return replace(anchor, arguments=(*kept, *more))
