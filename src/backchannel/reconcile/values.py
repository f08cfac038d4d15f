"""Settle the values that findings give one slot: which is shown, and how the others stand to it."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from backchannel.reconcile.people import name_words, same_person
from backchannel.types import DateRange, Value
from backchannel.vocabularies import Standing


@dataclass(frozen=True, slots=True)
class Witness:
    """A finding that gives a value, with the standing of its report.

    `is_plan` says that what it tells had yet to take place; `said_by` are the words of its sources.
    """

    finding: str
    origin: str
    published: DateRange | None
    is_plan: bool = False
    said_by: frozenset[str] = frozenset()

    @property
    def age(self) -> tuple[datetime.date, datetime.date, str]:
        """Sorts by publication, the undated last, then by id."""
        days = self.published or DateRange(None, None)
        latest = days.latest or days.earliest or datetime.date.max
        return (latest, days.earliest or latest, self.finding)


@dataclass(frozen=True)
class Given:
    """One value of a slot, with the findings that give it, oldest first."""

    text: str
    told: tuple[Witness, ...]
    days: DateRange | None = field(default=None, compare=False)
    country: str | None = field(default=None, compare=False)

    @property
    def origins(self) -> frozenset[str]:
        """The pieces of reporting that give it."""
        return frozenset(one.origin for one in self.told)

    @property
    def is_plan(self) -> bool:
        """Whether nobody tells it of what has taken place."""
        return all(one.is_plan for one in self.told)

    @property
    def first_told(self) -> datetime.date:
        """The day of the first report that gives it; the undated count as oldest."""
        return self.told[0].age[0] if self.told[0].published else datetime.date.min

    @property
    def last_told(self) -> datetime.date:
        """The day of the last report that gives it; the undated count as oldest."""
        return max(one.age[0] if one.published else datetime.date.min for one in self.told)


Settle = Callable[[Sequence[Given]], tuple[Value, ...]]
Agree = Callable[[Given, Given], bool]


def by_support(given: Sequence[Given]) -> Sequence[Given]:
    """The values, first those with most origins, then those told first."""
    return sorted(given, key=lambda g: (-len(g.origins), g.told[0].age, g.text))


def stand(
    first: Given, others: Sequence[Given], how: Callable[[Given], Standing]
) -> tuple[Value, ...]:
    """The shown value, then each other with its standing."""
    rest = (as_value(g, how(g)) for g in others if g is not first)
    return (as_value(first), *rest)


def as_value(given: Given, standing: Standing = Standing.AGREED) -> Value:
    """The value as an entry keeps it."""
    return Value(given.text, tuple(one.finding for one in given.told), standing, given.country)


def is_told_later(one: Given, other: Given) -> bool:
    """Whether the one was first told on a later day than the other was.

    First tellings count: an old state is told again for years as the background of a new one.
    """
    first, second = one.told[0].published, other.told[0].published
    return bool(
        first and second and first.earliest and second.latest and first.earliest > second.latest
    )


# --- Values that hold together, or exclude each other --------------------------------------------


def settle_side_by_side(given: Sequence[Given]) -> tuple[Value, ...]:
    """Values that all hold together: parties, or one thing in several wordings."""
    ranked = by_support(given)
    return stand(ranked[0], ranked, lambda _: Standing.AGREED)


def settle_one(given: Sequence[Given]) -> tuple[Value, ...]:
    """Only one value can be true."""
    ranked = by_support(given)
    return stand(ranked[0], ranked, lambda _: Standing.CONFLICT)


def settle_people(given: Sequence[Given]) -> tuple[Value, ...]:
    """People side by side; a surname, or another spelling, is a form of the full name."""
    ranked = by_support(given)
    whole: list[Given] = []
    for one in sorted(ranked, key=lambda g: -len(name_words(g.text))):
        if not any(same_person(one.text, other.text) for other in whole):
            whole.append(one)
    first = next(g for g in ranked if g in whole)
    return stand(first, ranked, lambda g: Standing.AGREED if g in whole else Standing.REFINED)


# --- Values that move in time --------------------------------------------------------------------


def settle_plans(agree: Agree, settle: Settle) -> Settle:
    """Days or places of what may first be planned: what took place replaces the plans for it.

    Plans alone move as a deadline does. A plan told after the thing took place contradicts it.
    """

    def settled(given: Sequence[Given]) -> tuple[Value, ...]:
        firm = [g for g in given if not g.is_plan]
        if not firm:
            return settle_moving(agree, settle)(given)
        shown = settle(firm)[0].text
        first = next(g for g in firm if g.text == shown)
        plans = [g for g in given if g.is_plan]
        fitting = [g for g in plans if agree(first, g)]
        overtaken = (
            as_value(g, Standing.CONFLICT if is_told_later(g, first) else Standing.SUCCEEDED)
            for g in by_support([g for g in plans if g not in fitting])
        )
        return (*settle([*firm, *fitting]), *overtaken)

    return settled


def settle_moving(agree: Agree, settle: Settle) -> Settle:
    """Values that can be moved, such as a deadline: what is told later replaces what was told."""

    def settled(given: Sequence[Given]) -> tuple[Value, ...]:
        newest = max(given, key=lambda g: (g.first_told, len(g.origins), g.text))
        fitting = [g for g in given if agree(newest, g)]
        moved = (
            as_value(g, Standing.SUCCEEDED if is_told_later(newest, g) else Standing.CONFLICT)
            for g in by_support([g for g in given if g not in fitting])
        )
        return (*settle(fitting), *moved)

    return settled


@dataclass(frozen=True, slots=True)
class Stages:
    """States that follow one another.

    Each has its phase and its step in the phase: a phase is never gone back on (what has been held
    does not become a plan again); within a phase the state first told last is shown. `news` are
    states that count from when they were last told: nobody tells them as background only. `passes`
    are the ways, from and to, between states that exclude each other: what is not passed is in
    conflict.
    """

    steps: Mapping[str, tuple[int, int]]
    passes: Collection[tuple[str, str]] = ()
    news: Collection[str] = ()


def settle_stages(stages: Stages) -> Settle:
    """The state that things have come to, and how the others stand to it."""

    def rank(one: Given) -> tuple[object, ...]:
        phase, step = stages.steps[one.text]
        moment = one.last_told if one.text in stages.news else one.first_told
        return (phase, moment, step, len(one.origins), one.text)

    def settle(given: Sequence[Given]) -> tuple[Value, ...]:
        first = max(given, key=rank)
        return stand(first, by_support(given), lambda g: _stage_standing(first, g, stages))

    return settle


def _stage_standing(first: Given, other: Given, stages: Stages) -> Standing:
    onward, back = (other.text, first.text), (first.text, other.text)
    if onward in stages.passes or back in stages.passes:
        passed = onward in stages.passes and is_told_later(first, other)
        return Standing.SUCCEEDED if passed else Standing.CONFLICT
    if stages.steps[other.text] == stages.steps[first.text] and not is_told_later(first, other):
        return Standing.AGREED
    return Standing.SUCCEEDED
