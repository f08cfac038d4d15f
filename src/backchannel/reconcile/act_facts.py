"""The named tests that two commitments, measures, denials or tallies are put to besides."""

from typing import TypeVar

from backchannel.reconcile.facts import exact_days_apart
from backchannel.reconcile.ranges import overlap_of_days
from backchannel.reconcile.told import Told, generic_words
from backchannel.types import Commitment, Denial, Finding, Measure, Tally
from backchannel.vocabularies import CommitmentKind, MeasureAction, MeasureStatus

F = TypeVar("F", bound=Finding)


def only_the_name_of_it(a: Told, b: Told) -> bool:
    """One is told by no more than a word for any of its kind: "the sanctions", "the pact"."""
    return any(bool(t.words) and t.words <= generic_words() for t in (a, b))


def _both(a: Told, b: Told, kind: type[F]) -> tuple[F, F] | None:
    """The two findings where both are of the kind."""
    left, right = a.finding, b.finding
    return (left, right) if isinstance(left, kind) and isinstance(right, kind) else None


# --- Commitments ---


def different_debtors(a: Told, b: Told) -> bool:
    """Two parties would act."""
    pair = _both(a, b, Commitment)
    return pair is None or pair[0].debtor != pair[1].debtor


def same_creditor(a: Told, b: Told) -> bool:
    """Both are owed to one party."""
    pair = _both(a, b, Commitment)
    return bool(pair and pair[0].creditor and pair[0].creditor == pair[1].creditor)


def different_creditors(a: Told, b: Told) -> bool:
    """They are owed to two parties."""
    pair = _both(a, b, Commitment)
    return pair is not None and None is not pair[0].creditor != pair[1].creditor is not None


ASKED, REFUSED = {CommitmentKind.DEMAND}, {CommitmentKind.REFUSAL}


def opposite_speech_acts(a: Told, b: Told) -> bool:
    """One gives, asks or refuses what the other does not."""
    pair = _both(a, b, Commitment)
    if pair is None:
        return False
    left, right = (next((g for g in (ASKED, REFUSED) if c.kind in g), None) for c in pair)
    return left is not right


def same_speech_act(a: Told, b: Told) -> bool:
    """Both are promises, or offers, or agreements, or demands, or refusals."""
    pair = _both(a, b, Commitment)
    return pair is not None and pair[0].kind is pair[1].kind


def same_state(a: Told, b: Told) -> bool:
    """Both stand alike: proposed, or in force, or broken."""
    pair = _both(a, b, Commitment)
    return pair is not None and pair[0].state is pair[1].state


def same_deadline(a: Told, b: Told) -> bool:
    """Both are due within the same days."""
    pair = _both(a, b, Commitment)
    return pair is not None and overlap_of_days(pair[0].deadline, pair[1].deadline) is True


# --- Measures ---


def different_takers(a: Told, b: Told) -> bool:
    """Two parties take them."""
    pair = _both(a, b, Measure)
    return pair is None or pair[0].by != pair[1].by


def same_target(a: Told, b: Told) -> bool:
    """Both are on one party."""
    pair = _both(a, b, Measure)
    return pair is not None and pair[0].on is not None and pair[0].on == pair[1].on


def different_targets(a: Told, b: Told) -> bool:
    """They are on two parties."""
    pair = _both(a, b, Measure)
    return pair is not None and None is not pair[0].on != pair[1].on is not None


SOFTER = {MeasureAction.EASE, MeasureAction.LIFT}


def opposite_actions(a: Told, b: Told) -> bool:
    """One hardens what the other softens."""
    pair = _both(a, b, Measure)
    return pair is not None and (pair[0].action in SOFTER) != (pair[1].action in SOFTER)


def same_action(a: Told, b: Told) -> bool:
    """Both impose, or extend, or lift."""
    pair = _both(a, b, Measure)
    return pair is not None and pair[0].action is pair[1].action


def same_status(a: Told, b: Told) -> bool:
    """Both are done, or planned, or possible."""
    pair = _both(a, b, Measure)
    return pair is not None and pair[0].status is pair[1].status


def done_days_apart(a: Told, b: Told) -> bool:
    """Both were taken, on days that are known and do not meet."""
    pair = _both(a, b, Measure)
    are_done = pair is not None and all(m.status is MeasureStatus.DONE for m in pair)
    return are_done and exact_days_apart(a, b)


# --- Denials and tallies ---


def different_deniers(a: Told, b: Told) -> bool:
    """Two parties deny."""
    pair = _both(a, b, Denial)
    return pair is None or pair[0].by != pair[1].by


def same_total(a: Told, b: Told) -> bool:
    """Both count the same number."""
    pair = _both(a, b, Tally)
    return pair is not None and pair[0].total is not None and pair[0].total == pair[1].total


def same_counts(a: Told, b: Told) -> bool:
    """Both break into the same numbers."""
    pair = _both(a, b, Tally)
    if pair is None:
        return False
    left, right = (sorted(part.count for part in tally.parts) for tally in pair)
    return bool(left) and left == right
