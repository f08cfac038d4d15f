"""What a batch of one task costs: how far the model's answers are from the annotators'."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from backchannel.reading.learned.candidates import SORTS, Candidate, Sort, features_beside
from backchannel.reading.learned.encoding import WINDOW
from backchannel.reading.learned.heads import (
    ANCHOR_KINDS,
    CLAIM_RELATIONS,
    CLAIM_TAGS,
    COLUMNS,
    DISTANCES,
    RELATIONS,
    STEPS,
    WIDTH,
)
from backchannel.vocabularies import Kind
from training.batches import Cut
from training.examples import HELPERS, UNKNOWN, GoldAnchor, Task
from training.model import ReaderModel

Answers = tuple[Tensor, Tensor, Tensor]

# How much a batch of each task weighs.
WEIGHTS = {
    Task.CLAIMS: 1.0,
    Task.FINDINGS: 1.0,
    Task.TIMES: 0.5,
    Task.NAMES: 0.5,
    Task.ACTORS: 0.3,
    Task.FACTS: 0.3,
    Task.HEDGES: 0.3,
}
# The evidence of a finding, beside its anchor.
EVIDENCE = 0.5


def loss_of(model: ReaderModel, answers: Answers, cuts: Sequence[Cut]) -> Tensor:
    """The loss of a batch whose answers these are."""
    task = cuts[0].example.task
    if task is Task.FINDINGS:
        return WEIGHTS[task] * _findings_loss(model, answers, cuts)
    columns = HELPERS.get(task) or COLUMNS[task]
    loss = _tag_loss(answers[0], cuts, columns.slice)
    if task is Task.CLAIMS:
        loss = loss + _arc_loss(model, answers, cuts)
    return WEIGHTS[task] * loss


def _tag_loss(marks: Tensor, cuts: Sequence[Cut], columns: slice) -> Tensor:
    logits = marks[..., columns]
    wanted = torch.full(logits.shape[:2], UNKNOWN, dtype=torch.long, device=logits.device)
    for row, cut in enumerate(cuts):
        tags = torch.from_numpy(cut.example.tags[cut.start : cut.end])
        wanted[row, 1 : len(cut) + 1] = tags.to(logits.device)
    return functional.cross_entropy(logits.transpose(1, 2), wanted, ignore_index=UNKNOWN)


def distance_steps(offsets: Tensor) -> Tensor:
    """The number of the step in which a distance (pieces, either way) lies."""
    steps = torch.tensor(STEPS, device=offsets.device)
    size = torch.bucketize(offsets.abs(), steps, right=True)
    return DISTANCES // 2 + torch.sign(offsets) * size


def relation_scores(model: ReaderModel, left: Tensor, right: Tensor, anchors: Tensor) -> Tensor:
    """`[anchors, relations, pieces]` scores in one row of a batch."""
    places = torch.arange(right.shape[0], device=right.device)
    steps = distance_steps(places[None, :] - anchors[:, None])
    beside = model.distance[:, steps].permute(1, 0, 2)
    matched = torch.einsum("arw,lrw->arl", left[anchors], right) / WIDTH**0.5
    return matched + beside + model.bias[None, :, None]


def _arc_loss(model: ReaderModel, answers: Answers, cuts: Sequence[Cut]) -> Tensor:
    """Each source and content piece chooses its cue among all pieces of the window."""
    _, left, right = answers
    losses = []
    for row, cut in enumerate(cuts):
        heads = torch.from_numpy(cut.example.heads[cut.start : cut.end]) - cut.start
        tags = torch.from_numpy(cut.example.tags[cut.start : cut.end])
        inside = (heads >= 0) & (heads < len(cut))
        every = torch.arange(len(cut) + 2, device=left.device)
        steps = distance_steps(every[None, :] - every[:, None])
        for number, name in enumerate(CLAIM_RELATIONS):
            begin = CLAIM_TAGS.index(f"B-{name}")
            chosen = torch.nonzero(inside & ((tags == begin) | (tags == begin + 1))).flatten()
            if not len(chosen):
                continue
            score = left[row, : len(cut) + 2, number] @ right[row, : len(cut) + 2, number].T
            score = score / WIDTH**0.5 + model.distance[number][steps]
            wanted = (heads[chosen] + 1).to(left.device)
            losses.append(functional.cross_entropy(score.T[chosen + 1], wanted))
    return torch.stack(losses).mean() if losses else left.sum() * 0


def _findings_loss(model: ReaderModel, answers: Answers, cuts: Sequence[Cut]) -> Tensor:
    marks, left, right = answers
    logits = marks[..., COLUMNS["anchors"].slice]
    wanted = torch.zeros_like(logits)
    known = torch.zeros_like(logits)
    telling = torch.zeros_like(logits)
    seen = torch.zeros_like(logits)
    parts: list[Tensor] = []
    for row, cut in enumerate(cuts):
        known[row, 1 : len(cut) + 1] = seen[row, 1 : len(cut) + 1] = 1
        for kind, told in _inside(cut, cut.example.retold):
            known[row, told.start : told.stop, ANCHOR_KINDS.index(kind)] = 0
        for kind, told in _inside(cut, cut.example.evidence):
            telling[row, told.start : told.stop, ANCHOR_KINDS.index(kind)] = 1
        here = [a for a in cut.example.anchors if cut.start <= a.piece < cut.end]
        for anchor in here:
            place = anchor.piece - cut.start + 1, ANCHOR_KINDS.index(anchor.kind)
            wanted[row, *place] = known[row, *place] = 1
        if here:
            places = torch.tensor([a.piece - cut.start + 1 for a in here], device=left.device)
            scores = relation_scores(model, left[row], right[row], places)
            parts += _argument_losses(model, scores, here, cut)
            parts += [_attribute_loss(marks[row], anchor, cut) for anchor in here]
    every = functional.binary_cross_entropy_with_logits(logits, wanted, known, reduction="sum")
    anchored = every / (wanted.sum() + len(cuts))
    told = functional.binary_cross_entropy_with_logits(
        marks[..., COLUMNS["evidence"].slice], telling, seen, reduction="sum"
    )
    anchored = anchored + EVIDENCE * told / (telling.sum() + WINDOW * len(cuts) / 10)
    return anchored + (sum(parts) / len(parts) if parts else 0.0)  # type: ignore[operator]


def _inside(cut: Cut, ranges: Sequence[tuple[Kind, range]]) -> Iterator[tuple[Kind, range]]:
    """The parts of ranges of pieces that lie in a window, as places in its row."""
    for kind, told in ranges:
        start, end = max(told.start, cut.start), min(told.stop, cut.end)
        if start < end:
            yield kind, range(start - cut.start + 1, end - cut.start + 1)


def _attribute_loss(marks: Tensor, anchor: GoldAnchor, cut: Cut) -> Tensor:
    own = marks[anchor.piece - cut.start + 1]
    losses = [_choice(own, "certainty", anchor.certainty)]
    for name, value in anchor.attributes.items():
        losses.append(_choice(own, f"{anchor.kind} {name}", value))
    return torch.stack(losses).sum() * 0.5


def _choice(own: Tensor, column: str, value: int) -> Tensor:
    wanted = torch.tensor([value], device=own.device)
    return functional.cross_entropy(own[None, COLUMNS[column].slice], wanted)


def _argument_losses(
    model: ReaderModel, scores: Tensor, here: Sequence[GoldAnchor], cut: Cut
) -> list[Tensor]:
    losses = []
    inside = [c for c in cut.example.candidates if cut.start <= c.first and c.last < cut.end]
    for sort in Sort:
        sorted_in = [c for c in inside if c.sort is sort]
        if sorted_in:
            losses += _pointer_losses(model, scores, here, cut, sorted_in)
    for number, anchor in enumerate(here):
        for name, found in anchor.stretches.items():
            losses += _stretch_losses(scores[number], name, found, cut)
    return losses


def _pointer_losses(
    model: ReaderModel,
    scores: Tensor,
    here: Sequence[GoldAnchor],
    cut: Cut,
    offered: Sequence[Candidate],
) -> list[Tensor]:
    """For each relation, whether the best mention of each key is chosen or not."""
    device = scores.device
    keys = list(dict.fromkeys(c.key for c in offered))
    groups = torch.tensor([keys.index(c.key) for c in offered], device=device)
    first = torch.tensor([c.first - cut.start + 1 for c in offered], device=device)
    last = torch.tensor([c.last - cut.start + 1 for c in offered], device=device)
    losses = []
    for number, anchor in enumerate(here):
        relations = [n for n in anchor.wanted if SORTS[n] is offered[0].sort]
        for name in relations:
            relation = RELATIONS.index(name)
            own = (scores[number, relation, first] + scores[number, relation, last]) / 2
            own = own + _known(model, relation, offered, anchor)
            best = own.new_full((len(keys),), -1e4).scatter_reduce(0, groups, own, "amax")
            wanted = torch.tensor([float(k in anchor.wanted[name]) for k in keys], device=device)
            each = functional.binary_cross_entropy_with_logits(best, wanted, reduction="sum")
            losses.append(each / (1 + wanted.sum()))
    return losses


def _known(
    model: ReaderModel, relation: int, offered: Sequence[Candidate], anchor: GoldAnchor
) -> Tensor:
    rows = torch.zeros(len(offered), model.known.shape[1], device=model.known.device)
    for number, candidate in enumerate(offered):
        for feature in features_beside(candidate, anchor.around):
            rows[number, feature] = 1
    return rows @ model.known[relation]


def _stretch_losses(
    scores: Tensor, name: str, found: tuple[int, int] | None, cut: Cut
) -> list[Tensor]:
    """The first and last piece among those of the window; the opening mark stands for none."""
    losses = []
    for edge in (0, 1):
        piece = found[edge] if found else None
        if piece is not None and not cut.start <= piece < cut.end:
            continue
        place = 0 if piece is None else piece - cut.start + 1
        relation = RELATIONS.index(f"{name} {('first', 'last')[edge]}")
        own = scores[relation, : len(cut) + 1]
        wanted = torch.tensor([place], device=scores.device)
        losses.append(0.5 * functional.cross_entropy(own[None], wanted))
    return losses
