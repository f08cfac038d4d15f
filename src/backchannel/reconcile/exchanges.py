"""Exchanges between two sides, and deadlocks: each waits for what the other holds back."""

from collections.abc import Iterable
from dataclasses import dataclass

from backchannel.reconcile.told import content_words
from backchannel.types import Entry
from backchannel.vocabularies import CommitmentKind, CommitmentState

# A condition and an act tell one thing if they share this many of the fewer's words: "ease its
# sanctions further" and "lift more sanctions" share one of two or three.
SHARED = 1 / 3
OVER = (CommitmentState.DISCHARGED, CommitmentState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Hold:
    """That a party will act only when another has done something first, and the entry it is from.

    What is demanded "in return for" something is what the demanding side waits for.
    """

    entry: str
    party: str
    act: str
    other: str
    waits_for: str
    is_refusal: bool
    origins: int

    @property
    def act_words(self) -> frozenset[str]:
        """The words of the act, without those of what it waits for."""
        return content_words(self.act) - self.condition_words or content_words(self.act)

    @property
    def condition_words(self) -> frozenset[str]:
        """The words of what it waits for."""
        return content_words(self.waits_for)


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Two sides of which each will act only when the other has."""

    left: Hold
    right: Hold

    @property
    def origins(self) -> int:
        """How many pieces of reporting tell the less told side."""
        return min(self.left.origins, self.right.origins)


def find_deadlocks(entries: Iterable[Entry]) -> tuple[Deadlock, ...]:
    """Pairs of holds that cross, the best told first; each hold is in one of them at most."""
    holds = [hold for entry in entries if (hold := _hold(entry))]
    crossing = [
        Deadlock(left, right)
        for left in holds
        for right in holds
        if left.party < right.party and _cross(left, right)
    ]
    crossing.sort(key=lambda d: (-_closeness(d), -d.origins, d.left.entry, d.right.entry))
    found: list[Deadlock] = []
    for deadlock in crossing:
        if not any(_is_same(deadlock, known) for known in found):
            found.append(deadlock)
    return tuple(found)


def _hold(entry: Entry) -> Hold | None:
    told = {slot.name: slot.values[0].text for slot in entry.slots}
    if not {"act", "condition", "debtor", "creditor", "state", "kind"} <= told.keys():
        return None
    if CommitmentState(told["state"]) in OVER or told["debtor"] == told["creditor"]:
        return None
    is_demand = told["kind"] == CommitmentKind.DEMAND
    party, other = (
        told[n] for n in (("creditor", "debtor") if is_demand else ("debtor", "creditor"))
    )
    act, waits_for = (
        told[n] for n in (("condition", "act") if is_demand else ("act", "condition"))
    )
    return Hold(
        entry=entry.id,
        party=party,
        act=act,
        other=other,
        waits_for=waits_for,
        is_refusal=told["kind"] == CommitmentKind.REFUSAL,
        origins=entry.origins,
    )


def _cross(left: Hold, right: Hold) -> bool:
    """Whether each waits for the other: one that refuses until something comes, too."""
    if left.other != right.party or right.other != left.party:
        return False
    ours = _alike(left.condition_words, right.act_words)
    theirs = _alike(right.condition_words, left.act_words)
    return (ours and theirs) or (ours and right.is_refusal) or (theirs and left.is_refusal)


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    shared, fewer = len(left & right), min(len(left), len(right))
    return shared > 0 and shared >= SHARED * fewer


def _closeness(deadlock: Deadlock) -> int:
    """A refusal first: it is the side that says it will not move."""
    left, right = deadlock.left, deadlock.right
    return (
        2 * (left.is_refusal + right.is_refusal)
        + _alike(left.condition_words, right.act_words)
        + _alike(right.condition_words, left.act_words)
    )


def _is_same(one: Deadlock, other: Deadlock) -> bool:
    """Whether the two are one stand-off told twice."""
    if (one.left.party, one.right.party) != (other.left.party, other.right.party):
        return False
    words = (_all_words(one), _all_words(other))
    return len(words[0] & words[1]) >= SHARED * min(map(len, words))


def _all_words(deadlock: Deadlock) -> frozenset[str]:
    sides = (deadlock.left, deadlock.right)
    return frozenset(w for side in sides for w in side.act_words | side.condition_words)
