"""Settle the values that findings give one slot: which is shown, and how the others stand to it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from backchannel.reconcile.facts import overlap_of_days
from backchannel.reconcile.told import Told
from backchannel.types import DateRange, Value
from backchannel.vocabularies import Standing


@dataclass(frozen=True)
class Given:
    """One value of a slot, with the findings that give it, oldest first."""

    text: str
    told: tuple[Told, ...]
    days: DateRange | None = field(default=None, compare=False)
    country: str | None = field(default=None, compare=False)

    @property
    def origins(self) -> frozenset[str]:
        """The pieces of reporting that give it."""
        return frozenset(one.origin for one in self.told)

    @property
    def newest(self) -> datetime.date:
        """The day of the newest report that gives it; the undated count as oldest."""
        return max(one.age[0] if one.published else datetime.date.min for one in self.told)


Settle = Callable[[Sequence[Given]], tuple[Value, ...]]


def by_support(given: Sequence[Given]) -> Sequence[Given]:
    """The values, first those with most origins, then those told first."""
    return sorted(given, key=lambda g: (-len(g.origins), g.told[0].age, g.text))


def stand(
    first: Given, others: Sequence[Given], how: Callable[[Given], Standing]
) -> tuple[Value, ...]:
    """The shown value, then each other with its standing."""
    rest = (Value(g.text, _ids(g), how(g)) for g in others if g is not first)
    return (Value(first.text, _ids(first)), *rest)


def _ids(given: Given) -> tuple[str, ...]:
    return tuple(one.id for one in given.told)


def settle_side_by_side(given: Sequence[Given]) -> tuple[Value, ...]:
    """Values that all hold together: parties, or one thing in several wordings."""
    ranked = by_support(given)
    return stand(ranked[0], ranked, lambda _: Standing.AGREED)


def settle_one(given: Sequence[Given]) -> tuple[Value, ...]:
    """Only one value can be true."""
    ranked = by_support(given)
    return stand(ranked[0], ranked, lambda _: Standing.CONFLICT)


def settle_days(given: Sequence[Given]) -> tuple[Value, ...]:
    """Days: of the ranges that most origins can agree to, the finest is shown."""

    def rank(one: Given) -> tuple[object, ...]:
        agreeing = {o for other in given if _meet(one, other) for o in other.origins}
        return (-len(agreeing), _length(one.days), one.told[0].age, one.text)

    ranked = sorted(given, key=rank)
    first = ranked[0]
    return stand(
        first, ranked, lambda g: Standing.REFINED if _meet(first, g) else Standing.CONFLICT
    )


def settle_moving_days(given: Sequence[Given]) -> tuple[Value, ...]:
    """Days that can be moved, such as a deadline: a later report's new day replaces the old one."""
    newest = max(given, key=lambda g: (g.newest, len(g.origins), g.text))
    finest = min(
        (g for g in given if _meet(newest, g)), key=lambda g: (_length(g.days), g.told[0].age)
    )

    def how(other: Given) -> Standing:
        if _meet(finest, other):
            return Standing.REFINED
        return Standing.SUCCEEDED if is_later(finest, other) else Standing.CONFLICT

    return stand(finest, by_support(given), how)


def settle_people(given: Sequence[Given]) -> tuple[Value, ...]:
    """People side by side; a surname is the coarser form of a full name."""
    ranked = by_support(given)
    whole = [g for g in ranked if not any(_is_part_of(g, other) for other in ranked)]
    return stand(whole[0], ranked, lambda g: Standing.AGREED if g in whole else Standing.REFINED)


def _is_part_of(short: Given, long: Given) -> bool:
    return set(short.text.casefold().split()) < set(long.text.casefold().split())


Stages = Mapping[str, tuple[int, int]]


def settle_stages(stages: Stages) -> Settle:
    """States that follow one another, each with its phase and its step within the phase.

    A phase is never gone back on: what has been held does not become a plan again. Within a phase
    the newest report's state is shown, or of one day the further step; equal steps exclude each
    other.
    """

    def rank(one: Given) -> tuple[object, ...]:
        phase, step = stages[one.text]
        return (phase, one.newest, step, len(one.origins), one.text)

    def settle(given: Sequence[Given]) -> tuple[Value, ...]:
        first = max(given, key=rank)
        return stand(first, by_support(given), lambda g: _stage_standing(first, g, stages))

    return settle


def _stage_standing(first: Given, other: Given, stages: Stages) -> Standing:
    if stages[other.text] < stages[first.text] or is_later(first, other):
        return Standing.SUCCEEDED
    return Standing.CONFLICT


def is_later(one: Given, other: Given) -> bool:
    """Whether every report of the one was published after every report of the other."""
    ones, others = ([t.published for t in g.told] for g in (one, other))
    return all(_is_after(a, b) for a in ones for b in others)


def _is_after(one: DateRange | None, other: DateRange | None) -> bool:
    return bool(one and other and one.earliest and other.latest and one.earliest > other.latest)


def _meet(one: Given, other: Given) -> bool:
    """Whether they can be one day, as nothing known of either can."""
    return overlap_of_days(one.days, other.days) is not False


def _length(days: DateRange | None) -> tuple[int, int]:
    """Sorts a bounded range before a half-open one, a short one before a long one."""
    if days is None or days.earliest is None or days.latest is None:
        return (1, 0)
    return (0, (days.latest - days.earliest).days)
