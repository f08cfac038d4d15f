"""What has come of a commitment by a day: its dated steps, its deadlines, and whether it is due."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.reconcile.views import View, day_of, seen
from backchannel.types import DateRange, Entry, Value
from backchannel.vocabularies import CommitmentKind, CommitmentState, Standing

# In these a commitment binds still; what is only proposed binds nobody, and is never overdue.
OPEN = (CommitmentState.CONDITIONAL, CommitmentState.ACTIVE, CommitmentState.DELAYED)


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a commitment came to, since when, and the findings that tell it.

    A state that a person holds it to be in, and no report, has neither day nor findings.
    """

    day: datetime.date | None
    state: CommitmentState
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """A commitment on a day: its state, the steps to it, and its deadlines, the last one first."""

    state: CommitmentState
    steps: tuple[Step, ...]
    deadlines: tuple[DateRange, ...]
    is_overdue: bool

    @property
    def slips(self) -> int:
        """How often the deadline was put off."""
        return max(0, len(self.deadlines) - 1)


def life_cycle(entry: Entry, day: datetime.date) -> LifeCycle | None:
    """The life of a commitment up to a day; None when it had not begun by then."""
    then = seen(entry, View(as_of=day))
    if then is None:
        return None
    state = _state(then)
    deadlines = _deadlines(then)
    due = deadlines[0].latest if deadlines else None
    return LifeCycle(
        state=state,
        steps=steps_of(then),
        deadlines=deadlines,
        is_overdue=bool(state in OPEN and due and due < day and not _is_refusal(then)),
    )


def steps_of(entry: Entry) -> tuple[Step, ...]:
    """Each state of a commitment once, from the day on which it is first told to have been so."""
    days = {e.finding: day_of(entry, e) for e in entry.evidence}
    values = next((s.values for s in entry.slots if s.name == "state"), ())
    steps = (
        Step(
            day=min((d for f in value.findings if (d := days.get(f))), default=None),
            state=CommitmentState(value.text),
            findings=value.findings,
        )
        for value in values
        if value.standing is not Standing.OVERRULED
    )
    return tuple(sorted(steps, key=_by_day))


def _by_day(step: Step) -> tuple[bool, datetime.date, int]:
    """What no report tells, but a person, is the last step: it is how the thing stands."""
    day = step.day or datetime.date.min
    return (not step.findings, day, list(CommitmentState).index(step.state))


def _state(entry: Entry) -> CommitmentState:
    text = next((s.values[0].text for s in entry.slots if s.name == "state"), None)
    return CommitmentState(text) if text else CommitmentState.PROPOSED


def _is_refusal(entry: Entry) -> bool:
    values = next((s.values for s in entry.slots if s.name == "kind"), ())
    kinds = [v.text for v in values if v.standing is not Standing.OVERRULED]
    return kinds == [CommitmentKind.REFUSAL]


def _deadlines(entry: Entry) -> tuple[DateRange, ...]:
    """The deadline that holds, then those that it replaced, the latest of them first."""
    values: Sequence[Value] = next((s.values for s in entry.slots if s.name == "deadline"), ())
    shown = [v for v in values if v.standing is not Standing.REFINED]
    kept = [v for n, v in enumerate(shown) if n == 0 or v.standing is Standing.SUCCEEDED]
    days = [DateRange.parse(v.text) for v in kept]
    return tuple(
        [*days[:1], *sorted(days[1:], key=lambda d: d.latest or datetime.date.max, reverse=True)]
    )
