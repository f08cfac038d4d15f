"""Settle counts: which total and which parts are shown, and whether the others contradict them."""

import re
from collections.abc import Sequence

from backchannel.reconcile.told import content_words
from backchannel.reconcile.values import Given, by_support, is_told_later, stand
from backchannel.types import Value
from backchannel.vocabularies import Standing

_PART = re.compile(r"(\d+) ([^+]*)")


def settle_totals(given: Sequence[Given]) -> tuple[Value, ...]:
    """One total is true; but what one claimant counts may have changed when it is counted again.

    A later count of another claimant contradicts: two sides that count do not correct each other.
    """
    ranked = by_support(given)
    first = ranked[0]
    newest = max(ranked, key=lambda g: (g.first_told, len(g.origins), g.text))
    if all(_is_recount(newest, g) for g in ranked if g is not newest):
        first = newest
    return stand(
        first,
        ranked,
        lambda g: Standing.SUCCEEDED if _is_recount(first, g) else Standing.CONFLICT,
    )


def _is_recount(new: Given, old: Given) -> bool:
    """Whether one who counted before counts again; where nobody is named, a count only grows."""
    if not is_told_later(new, old):
        return False
    ours, theirs = ({s for w in given.told for s in w.said_by} for given in (new, old))
    return bool(ours & theirs) or (not ours and not theirs and _count(new) >= _count(old))


def _count(given: Given) -> int:
    return int(given.text) if given.text.isdigit() else 0


def settle_parts(given: Sequence[Given]) -> tuple[Value, ...]:
    """The fullest list of parts; another contradicts it where it counts the same otherwise."""
    ranked = sorted(by_support(given), key=lambda g: -len(_PART.findall(g.text)))
    first = ranked[0]
    return stand(first, ranked, lambda g: _parts_standing(first, g))


def _parts_standing(first: Given, other: Given) -> Standing:
    if not _differ(first.text, other.text):
        return Standing.AGREED
    return Standing.SUCCEEDED if _is_recount(first, other) else Standing.CONFLICT


def _differ(left: str, right: str) -> bool:
    """Whether some part is counted by both, in much the same words, and otherwise."""
    ours, theirs = (
        [(int(n), content_words(what)) for n, what in _PART.findall(text)] for text in (left, right)
    )
    if sorted(n for n, _ in ours) == sorted(n for n, _ in theirs):
        return False
    return any(
        n != m and mine and yours and (mine <= yours or yours <= mine)
        for n, mine in ours
        for m, yours in theirs
    )
