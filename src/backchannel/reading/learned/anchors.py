"""The learned head for findings: the words that carry them, their attributes and arguments."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backchannel.reading.learned.candidates import (
    SORTS,
    Candidate,
    Surroundings,
    candidates,
    features_beside,
    surroundings,
)
from backchannel.reading.learned.heads import (
    ANCHOR_KINDS,
    ATTRIBUTES,
    COLUMNS,
    MENTION_FEATURES,
    POINTERS,
    RELATIONS,
    STRETCHES,
    bound,
)
from backchannel.reading.learned.model import Answers, Model, anchor_scores, sigmoid, softmax
from backchannel.reading.learned.stretches import stretch, trimmed
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.reading.nearby import holding
from backchannel.types import Span
from backchannel.vocabularies import CommitmentKind, Kind

# How likely an anchor of each kind must be; chosen on the dev reports (docs/explanation/reader.md).
THRESHOLDS = {
    Kind.CONTACT: 0.08,
    Kind.COMMITMENT: 0.3,
    Kind.MEASURE: 0.08,
    Kind.DENIAL: 0.08,
}
# Of anchors of one kind that stand this close (pieces), the likeliest alone is kept.
APART = 3
# How likely an answer must be; the best one is taken at `FALLBACK` where there is no finding
# without one. Chosen on the dev reports (docs/explanation/reader.md).
CHOSEN = {
    "contact party": 0.25,
    "contact person": 0.5,
    "contact place": 0.5,
    "contact date": 0.2,
    "commitment debtor": 0.65,
    "commitment creditor": 0.5,
    "commitment deadline": 0.5,
    "measure by": 0.5,
    "measure on": 0.15,
    "measure date": 0.25,
    "denial by": 0.5,
}
FALLBACK = 0.1
_ROLES = {
    "party": Role.PARTY,
    "person": Role.PARTY,
    "place": Role.PLACE,
    "date": Role.DATE,
    "by": Role.BY,
    "on": Role.ON,
    "deadline": Role.DEADLINE,
    "act": Role.ACT,
    "condition": Role.CONDITION,
    "what": Role.WHAT,
    "because": Role.BECAUSE,
    "of": Role.OF,
}
_PLACE = MENTION_FEATURES.index("place")
_NEEDED = (Role.DEBTOR, Role.BY)
# Roles that have one answer: a second likely key is the runner-up, not another party.
_SINGLE = (Role.CREDITOR, Role.BY, Role.ON, Role.PLACE, Role.DATE, Role.DEADLINE)


@dataclass(frozen=True, slots=True)
class Pointed:
    """An answer in a relation: the best mention of a key, and how likely it is."""

    candidate: Candidate
    share: float


def find_anchors(
    model: Model,
    others: Callable[[Scene], tuple[Anchor, ...]],
    kinds: Sequence[Kind],
    scene: Scene,
) -> tuple[Anchor, ...]:
    """The model's anchors of these kinds, and another head's of the rest."""
    answers = model.answers(scene.report, scene.layout)
    learned = tuple(a for a, _ in learned_anchors(answers, kinds, scene))
    return (*learned, *(a for a in others(scene) if a.kind not in kinds))


def learned_anchors(
    answers: Answers,
    kinds: Sequence[Kind],
    scene: Scene,
    is_wanted: Callable[[Kind, Span, float], bool] = lambda *_: True,
) -> Iterator[tuple[Anchor, float]]:
    """The model's anchors with how likely each is, kind by kind in the order of the text.

    What of a kind, at a place and so likely, is not wanted is not looked at any further.
    """
    offered = candidates(scene, answers.pieces)
    shares = anchor_scores(answers)
    for kind, piece in likely_anchors(answers, kinds):
        share = float(shares[piece, ANCHOR_KINDS.index(kind)])
        if not is_wanted(kind, answers.pieces.span(piece, piece), share):
            continue
        anchor = _anchor(kind, piece, answers, offered, scene)
        if anchor is not None:
            yield anchor, share


def likely_anchors(answers: Answers, kinds: Sequence[Kind]) -> Iterator[tuple[Kind, int]]:
    """The pieces that carry a finding, kind by kind in the order of the text."""
    shares = anchor_scores(answers)
    for kind in kinds:
        own = shares[:, ANCHOR_KINDS.index(kind)]
        for piece in np.flatnonzero(own > THRESHOLDS[kind]):
            near = own[max(0, piece - APART) : piece + APART + 1]
            if own[piece] == near.max():
                yield kind, int(piece)


def _anchor(
    kind: Kind, piece: int, answers: Answers, offered: Sequence[Candidate], scene: Scene
) -> Anchor | None:
    span = answers.pieces.span(piece, piece)
    arguments = (
        *_pointed_arguments(kind, piece, span, answers, offered, scene),
        *_stretched_arguments(kind, piece, answers, scene),
    )
    main = next((a.span for a in arguments if a.role.value in STRETCHES[kind][:1]), span)
    evidence = _evidence(span, main, scene)
    if not evidence:
        return None
    return Anchor(kind, span, evidence, arguments, _attributes(kind, piece, answers))


def _evidence(span: Span, main: Span, scene: Scene) -> tuple[Span, ...]:
    """The sentences of the anchor and of its main argument, in the order of the text."""
    begins = Span(main.start, main.start)
    told = (holding(scene.layout.sentences, part) for part in (span, begins))
    found = tuple(sorted({sentence for sentence in told if sentence}))
    is_told = any(s.overlaps(span) for s in found) and found[0].start <= main.start
    return found if is_told else ()


def _attributes(kind: Kind, piece: int, answers: Answers) -> dict[str, str]:
    found = {}
    for name, values in ATTRIBUTES[kind].items():
        column = COLUMNS[f"{kind} {name}"].slice
        found[name] = str(values[int(answers.marks[piece, column].argmax())])
    if found.get("secret") == "no":
        del found["secret"]
    return found


def _stretched_arguments(
    kind: Kind, piece: int, answers: Answers, scene: Scene
) -> Iterator[Argument]:
    for name in STRETCHES[kind]:
        found = stretch(name, piece, answers, scene.text, needed=name == STRETCHES[kind][0])
        if found and (inside := _in_one_sentence(found, scene)):
            yield Argument(_ROLES[name], inside)


def _in_one_sentence(span: Span, scene: Scene) -> Span | None:
    """The span as far as the sentence goes in which it begins."""
    sentence = holding(scene.layout.sentences, Span(span.start, span.start))
    end = min(span.end, sentence.end) if sentence else span.end
    return trimmed(scene.text, Span(span.start, end))


def _pointed_arguments(
    kind: Kind,
    piece: int,
    span: Span,
    answers: Answers,
    offered: Sequence[Candidate],
    scene: Scene,
) -> Iterator[Argument]:
    low, high = answers.reach(piece)
    first = bisect_left(offered, low, key=lambda c: c.first)
    last = bisect_left(offered, high, lo=first, key=lambda c: c.first)
    near = [c for c in offered[first:last] if c.last < high]
    around = surroundings(scene, span)
    may_be_both = _attributes(kind, piece, answers).get("kind") == CommitmentKind.AGREEMENT
    taken: set[str] = set()
    for name, role, weights in _asked(kind, piece, answers):
        sort = SORTS[next(iter(weights))]
        own = [c for c in near if c.sort is sort and c.key not in taken]
        if role is Role.PARTY:  # where they meet is no side
            own = [c for c in own if _PLACE not in c.features]
        ranked = ranked_answers(weights, piece, answers, own, around)
        for pointed in _accepted(f"{kind} {name}", role, ranked):
            yield Argument(role, pointed.candidate.span)
            taken |= {pointed.candidate.key} if role in _NEEDED and not may_be_both else set()


def _asked(
    kind: Kind, piece: int, answers: Answers
) -> Iterator[tuple[str, Role, Mapping[str, float]]]:
    """What a kind asks for, the needed first: its role, and relations that answer it by weight.

    Who is bound by a commitment depends on its kind: each kind has its say as it is likely.
    """
    if kind is not Kind.COMMITMENT:
        yield from ((name, _ROLES[name], {name: 1.0}) for name in POINTERS[kind])
        return
    likely = softmax(answers.marks[piece, COLUMNS["commitment kind"].slice])
    for position, role in enumerate((Role.DEBTOR, Role.CREDITOR)):
        weights: Counter[str] = Counter()
        for act, share in zip(ATTRIBUTES[kind]["kind"], likely.tolist(), strict=True):
            weights[bound(act)[position]] += share
        yield role.value, role, weights
    yield "deadline", Role.DEADLINE, {"deadline": 1.0}


def ranked_answers(
    weights: Mapping[str, float],
    piece: int,
    answers: Answers,
    offered: Sequence[Candidate],
    around: Surroundings,
) -> list[Pointed]:
    """The best mention of each key in some relations, the likeliest key first."""
    if not offered:
        return []
    ends = np.array([(c.first, c.last) for c in offered])
    told = np.zeros((len(offered), len(MENTION_FEATURES)), dtype=np.float32)
    for row, candidate in zip(told, offered, strict=True):
        row[list(features_beside(candidate, around))] = 1.0
    shares = np.zeros(len(offered))
    for relation, weight in weights.items():
        scores = answers.scores_at(relation, piece, ends.ravel()).reshape(ends.shape).mean(axis=1)
        scores += told @ answers.tables.known[RELATIONS.index(relation)]
        shares += weight * sigmoid(scores)
    best: dict[str, Pointed] = {}
    for candidate, share in zip(offered, shares.tolist(), strict=True):
        if candidate.key not in best or share > best[candidate.key].share:
            best[candidate.key] = Pointed(candidate, share)
    return sorted(best.values(), key=lambda p: (-p.share, p.candidate.span))


def _accepted(name: str, role: Role, ranked: Sequence[Pointed]) -> Sequence[Pointed]:
    chosen = [p for p in ranked if p.share > CHOSEN[name]]
    if not chosen and role in _NEEDED:
        chosen = [p for p in ranked[:1] if p.share > FALLBACK]
    return chosen[:1] if role in _SINGLE else chosen
