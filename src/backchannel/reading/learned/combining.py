"""Rules and model together: the model strikes out what it doubts, and adds what rules missed."""

from collections.abc import Callable, Sequence

from backchannel.reading.learned.anchors import learned_anchors
from backchannel.reading.learned.heads import ANCHOR_KINDS
from backchannel.reading.learned.model import Answers, Floats, Model, anchor_scores
from backchannel.reading.marks import Anchor, Scene
from backchannel.vocabularies import Kind

# A rule's anchor stays when the model gives some piece of its sentence at least this share, and
# one of the model's own is added from this share. Chosen on dev (docs/explanation/reader.md): the
# rules' contacts are worth keeping all, and the model found denials no better than they do.
DOUBTED = {Kind.CONTACT: 0.0, Kind.COMMITMENT: 0.1, Kind.MEASURE: 0.03, Kind.DENIAL: 0.0}
ADDED = {Kind.CONTACT: 0.5, Kind.COMMITMENT: 0.4, Kind.MEASURE: 0.3, Kind.DENIAL: 1.0}


def find_anchors(
    model: Model,
    rules: Callable[[Scene], tuple[Anchor, ...]],
    kinds: Sequence[Kind],
    scene: Scene,
) -> tuple[Anchor, ...]:
    """The rules' anchors that the model does not doubt, and the model's where rules have none."""
    answers = model.answers(scene.report, scene.layout)
    shares = anchor_scores(answers)
    kept = [a for a in rules(scene) if a.kind not in kinds or _is_likely(a, answers, shares)]
    added = [
        a
        for a, share in learned_anchors(answers, kinds, scene)
        if share > ADDED[a.kind] and not any(_is_beside(a, other) for other in kept)
    ]
    return (*kept, *added)


def _is_likely(anchor: Anchor, answers: Answers, shares: Floats) -> bool:
    own = shares[:, ANCHOR_KINDS.index(anchor.kind)]
    pieces = [n for span in anchor.evidence for n in answers.pieces.within(span)]
    return bool(own[pieces].max(initial=0.0) > DOUBTED[anchor.kind])


def _is_beside(anchor: Anchor, other: Anchor) -> bool:
    """Whether two anchors of one kind rest on a common sentence."""
    return anchor.kind is other.kind and any(
        left.overlaps(right) for left in anchor.evidence for right in other.evidence
    )
