"""Who a verb's subject is to it: the debtor of a promise, the creditor of a demand.

The model tells debtor from creditor in three of five cases alone; a kind of commitment and the
subject of its word, which a rule finds, say it together.
"""

from collections.abc import Mapping

from backchannel.reading.clauses import sentences_of
from backchannel.reading.marks import Scene
from backchannel.reading.subjects import subjects
from backchannel.types import Span

# What a subject's score gains in a relation, or loses, in units of `WEIGHT` (logits).
SUBJECT: Mapping[str, Mapping[str, float]] = {
    "promise": {"debtor": 1.0, "creditor": -1.0},
    "offer": {"debtor": 1.0, "creditor": -1.0},
    "refusal": {"debtor": 1.0, "creditor": -1.0},
    "agreement": {"debtor": 1.0},
    "demand": {"debtor": -1.0, "creditor": 1.0},
    "measure": {"by": 1.0, "on": -1.0},
    "denial": {"by": 1.0},
    "contact": {"party": 1.0},
}
WEIGHT = 2.0


def subjects_at(scene: Scene, span: Span) -> tuple[Span, ...]:
    """The mentions that are the subject of the word at a span."""
    for sentence in sentences_of(scene):
        if sentence.span.holds(span):
            return tuple(m.span for m in subjects(sentence, span.start))
    return ()


def gain(act: str, relation: str) -> float:
    """What the subject of an act gains in a relation."""
    return WEIGHT * SUBJECT.get(act, {}).get(relation, 0.0)
