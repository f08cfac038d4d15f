"""Settle days: which range is shown, and whether the others can be of the same day."""

from collections.abc import Sequence

from backchannel.reconcile.ranges import overlap_of_days, span_in_days
from backchannel.reconcile.values import Given, stand
from backchannel.types import DateRange, Value
from backchannel.vocabularies import Standing


def settle_days(given: Sequence[Given]) -> tuple[Value, ...]:
    """Of the ranges that most origins can agree to, the finest is shown."""

    def rank(one: Given) -> tuple[object, ...]:
        agreeing = {o for other in given if can_be_one_day(one, other) for o in other.origins}
        return (-len(agreeing), _length(one.days), one.told[0].age, one.text)

    ranked = sorted(given, key=rank)
    first = ranked[0]
    return stand(
        first,
        ranked,
        lambda g: Standing.REFINED if can_be_one_day(first, g) else Standing.CONFLICT,
    )


def can_be_one_day(one: Given, other: Given) -> bool:
    """Whether the two ranges meet; what nothing is known of can be any day."""
    return overlap_of_days(one.days, other.days) is not False


def _length(days: DateRange | None) -> tuple[int, int]:
    """Sorts a bounded range before a half-open one, a short one before a long one."""
    length = span_in_days(days)
    return (1, 0) if length is None else (0, length)
