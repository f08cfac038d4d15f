"""From tags of pieces to stretches of text: runs of one role, whole words."""

from collections.abc import Iterator, Sequence

import numpy as np

from backchannel.reading.learned.encoding import Pieces
from backchannel.reading.learned.heads import OUTSIDE
from backchannel.reading.learned.model import Floats, softmax
from backchannel.types import Span


def role_shares(logits: Floats, tags: Sequence[str]) -> tuple[Floats, tuple[str, ...]]:
    """The probability of each role at each piece, whichever its edge; "O" first."""
    roles = tuple(dict.fromkeys(tag.split("-")[-1] for tag in tags))
    shares = softmax(logits)
    found = np.zeros((len(logits), len(roles)), dtype=np.float32)
    for column, tag in enumerate(tags):
        found[:, roles.index(tag.split("-")[-1])] += shares[:, column]
    return found, roles


def starts_word(pieces: Pieces, text: str) -> list[bool]:
    """Which pieces begin a word: those after space or beside a mark."""
    return [
        number == 0
        or start != pieces.ends[number - 1]
        or not (text[start].isalnum() and text[start - 1].isalnum())
        for number, start in enumerate(pieces.starts)
    ]


def word_level(shares: Floats, begins: Sequence[bool]) -> Floats:
    """The shares with every piece of a word given the mean of the word."""
    if not len(shares):
        return shares
    number = np.cumsum(np.array(begins, dtype=np.int64)) - 1
    sums = np.zeros((int(number[-1]) + 1, shares.shape[1]), dtype=np.float32)
    np.add.at(sums, number, shares)
    sums /= np.bincount(number)[:, None]
    means: Floats = sums[number]
    return means


def smoothed(logs: Floats, costs: Floats) -> list[int]:
    """The likeliest roles, given their log-shares and `costs[from, to]` of a change (in nats)."""
    if not len(logs):
        return []
    # Plain lists: with four roles, numpy's calls took longer than the sums.
    first, *rest = logs.tolist()
    into = costs.T.tolist()
    score, back = first, []
    for own in rest:
        reached = [[s - c for s, c in zip(score, cost, strict=True)] for cost in into]
        best = [max(each) for each in reached]
        back.append([each.index(b) for each, b in zip(reached, best, strict=True)])
        score = [b + o for b, o in zip(best, own, strict=True)]
    roles = [score.index(max(score))]
    for before in reversed(back):
        roles.append(before[roles[-1]])
    return roles[::-1]


def iter_runs(roles: Sequence[int], begins: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """Runs of one role that is not "O": the role, the first piece and the one after the last.

    A new run begins where the role changes, or at a piece that begins one anew.
    """
    start = 0
    for number in range(1, len(roles) + 1):
        is_end = number == len(roles) or roles[number] != roles[start] or begins[number]
        if is_end:
            if roles and roles[start]:
                yield roles[start], start, number
            start = number


def marked_spans(
    logits: Floats, tags: Sequence[str], pieces: Pieces, text: str
) -> Iterator[tuple[Span, str]]:
    """The stretches that tags mark, each with its name."""
    shares, roles = role_shares(logits, tags)
    words = starts_word(pieces, text)
    chosen = [int(r) for r in word_level(shares, words).argmax(axis=1)]
    best = [tags[int(t)] for t in logits.argmax(axis=1)]
    anew = [tag.startswith("B-") and word for tag, word in zip(best, words, strict=True)]
    for role, first, end in iter_runs(chosen, anew):
        if roles[role] != OUTSIDE:
            yield pieces.span(first, end - 1), roles[role]
