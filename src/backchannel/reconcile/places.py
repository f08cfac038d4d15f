"""Whether two names of places can be one place, and which of them says more."""

import re
from collections.abc import Sequence
from functools import cache

from backchannel.reconcile.values import Given, by_support, stand
from backchannel.rules.loading import load_table
from backchannel.types import Value
from backchannel.vocabularies import Standing


def settle_places(given: Sequence[Given]) -> tuple[Value, ...]:
    """The finest place of those with most origins; a country or description is the coarser one."""
    ranked = by_support(given)
    first = min(ranked, key=lambda g: (-_agreeing(g, given), fineness(g), ranked.index(g)))
    return stand(first, ranked, lambda g: _standing(first, g))


def _agreeing(one: Given, given: Sequence[Given]) -> int:
    return len({o for g in given if can_be_one_place(one, g) for o in g.origins})


def _standing(first: Given, other: Given) -> Standing:
    return Standing.REFINED if can_be_one_place(first, other) else Standing.CONFLICT


def can_be_one_place(left: Given, right: Given) -> bool:
    """Two places of different countries differ, and so do two cities within one country.

    A venue may lie in any city of its country, and a city in any of its regions.
    """
    if left.country and right.country and left.country != right.country:
        return False
    names = [_called(g.text) for g in (left, right)]
    if names[0] in names[1] or names[1] in names[0]:
        return True
    is_wide = [
        fineness(g) > 0 or name in _regions() for g, name in zip((left, right), names, strict=True)
    ]
    return any(is_wide) or is_venue(left.text) != is_venue(right.text)


def _called(name: str) -> str:
    """The name in small letters, as the city is called today."""
    words = " ".join(re.findall(r"[\w']+", name.casefold().replace(".", "")))
    return str(load_table("reconcile")["place_names"].get(words, words))


@cache
def _regions() -> frozenset[str]:
    return frozenset(load_table("reconcile")["regions"])


def is_venue(name: str) -> bool:
    """Whether the words name a house or ground rather than a city."""
    return bool(set(re.findall(r"\w+", name.casefold())) & set(load_table("reconcile")["venues"]))


def fineness(place: Given) -> int:
    """0 for a proper name, 1 for a description ("a border city"), 2 for a whole country."""
    if is_country(place.text, place.country):
        return 2
    return 0 if all(w[:1].isupper() for w in place.text.split() if len(w) > 3) else 1


def is_country(name: str, country: str | None) -> bool:
    """Whether the words name the country itself."""
    row = load_table("states").get(country or "", {})
    named = (str(n).casefold() for n in (row.get("name"), *row.get("names", ())))
    return name.casefold() in named
