"""What people have decided on findings, in the form that clustering heeds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backchannel.types import Judgement
from backchannel.vocabularies import Verdict

Pair = tuple[str, str]

# Slots whose values hold side by side: a person gives all of them, and a judgement keeps them so.
MANY = ("parties", "people", "organs", "mediators")
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person holds a slot to be, and the number of the judgement that says so."""

    slot: str
    values: tuple[str, ...]
    judgement: int


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of findings that must, and that cannot, be one thing, and findings that are wrong.

    `corrected` has, by finding, what people hold the slots of its entry to be.
    """

    must: frozenset[Pair] = frozenset()
    cannot: frozenset[Pair] = frozenset()
    wrong: frozenset[str] = frozenset()
    corrected: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)

    def corrections_of(self, findings: Iterable[str]) -> tuple[Correction, ...]:
        """What people hold of the slots of an entry made of these findings."""
        return tuple(dict.fromkeys(c for id in findings for c in self.corrected.get(id, ())))


NOTHING_RULED = Rulings()


def rulings_of(judgements: Iterable[Judgement]) -> Rulings:
    """The rulings that still hold: nothing undone, and of two on one thing the later."""
    given = tuple(judgements)
    undone = {j.number for j in given if j.verdict is Verdict.UNDO}
    pairs: dict[Pair, Verdict] = {}
    lone: dict[str, Verdict] = {}
    corrected: dict[str, dict[str, Correction]] = {}
    for judgement in sorted(given, key=lambda j: j.number):
        if judgement.number in undone:
            continue
        if judgement.slot and judgement.value:
            slot, value = judgement.slot, judgement.value
            values = tuple(value.split(BETWEEN)) if slot in MANY else (value,)
            correction = Correction(slot, values, judgement.number)
            corrected.setdefault(judgement.left, {})[slot] = correction
        elif judgement.right is None:
            lone[judgement.left] = judgement.verdict
        else:
            pairs[pair_of(judgement.left, judgement.right)] = judgement.verdict
    return Rulings(
        must=frozenset(p for p, verdict in pairs.items() if verdict is Verdict.SAME),
        cannot=frozenset(p for p, verdict in pairs.items() if verdict is Verdict.DIFFERENT),
        wrong=frozenset(one for one, verdict in lone.items() if verdict is Verdict.WRONG),
        corrected={one: tuple(several.values()) for one, several in corrected.items()},
    )


def pair_of(left: str, right: str) -> Pair:
    """The two in the order of their ids."""
    return (left, right) if left < right else (right, left)
