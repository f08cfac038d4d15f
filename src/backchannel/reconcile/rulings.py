"""What people have decided on findings, in the form that clustering heeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from backchannel.types import Judgement
from backchannel.vocabularies import Verdict

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of findings that must, and that cannot, be one thing, and findings that are wrong."""

    must: frozenset[Pair] = frozenset()
    cannot: frozenset[Pair] = frozenset()
    wrong: frozenset[str] = frozenset()


NOTHING_RULED = Rulings()


def rulings_of(judgements: Iterable[Judgement]) -> Rulings:
    """The rulings that still hold: nothing undone, and of two on one thing the later."""
    given = tuple(judgements)
    undone = {j.number for j in given if j.verdict is Verdict.UNDO}
    pairs: dict[Pair, Verdict] = {}
    lone: dict[str, Verdict] = {}
    for judgement in sorted(given, key=lambda j: j.number):
        if judgement.number in undone:
            continue
        if judgement.right is None:
            lone[judgement.left] = judgement.verdict
        else:
            pairs[pair_of(judgement.left, judgement.right)] = judgement.verdict
    return Rulings(
        must=frozenset(p for p, verdict in pairs.items() if verdict is Verdict.SAME),
        cannot=frozenset(p for p, verdict in pairs.items() if verdict is Verdict.DIFFERENT),
        wrong=frozenset(one for one, verdict in lone.items() if verdict is Verdict.WRONG),
    )


def pair_of(left: str, right: str) -> Pair:
    """The two in the order of their ids."""
    return (left, right) if left < right else (right, left)
