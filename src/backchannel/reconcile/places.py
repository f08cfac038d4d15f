"""Whether two names of places can be one place, and which of them says more."""

from collections.abc import Sequence

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
    return len({o for g in given if can_be_one(one, g) for o in g.origins})


def _standing(first: Given, other: Given) -> Standing:
    return Standing.REFINED if can_be_one(first, other) else Standing.CONFLICT


def can_be_one(left: Given, right: Given) -> bool:
    """Two places of different countries differ, and so do two proper names within one country."""
    if left.country and right.country and left.country != right.country:
        return False
    names = [g.text.casefold() for g in (left, right)]
    if names[0] in names[1] or names[1] in names[0]:
        return True
    return max(fineness(left), fineness(right)) > 0


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
