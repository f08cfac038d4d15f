"""Sides that are no states and stand in no table: "the guerrillas", "Norlandish miners"."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from backchannel.rules import load_table
from backchannel.types import Mention
from backchannel.vocabularies import MentionKind


def side_name(written: str) -> str:
    """The short plain name of a side as the text writes it."""
    forms = "|".join(load_table("organisations")["nouns"]["forms"])
    name = re.sub(rf"(?i)^the |[ ,]+(?:{forms})\.?$", "", " ".join(written.split()))
    return name.replace("’", "'")


def named_side(name: str, text: str, named: Iterable[Mention], home: str | None) -> str:
    """Whom "the rebels" or "the opposition" means, in the light of all that the report names."""
    nouns = load_table("organisations")["nouns"]
    whose, _, noun = name.lower().rpartition(" ")
    if noun in nouns["fighters"]:
        movement = _movement_of(whose, home, named)
        if movement:
            return movement
    if name.lower() not in (*nouns["fighters"], *nouns["opposition"]):
        return name
    adjectives = load_table("states").get(home or "", {}).get("adjectives", ())
    # "Zairean" rather than "Congolese" where the report speaks of Zaire.
    written = [word for word in adjectives if word[:4] in text or word[:4].upper() in text]
    return f"{(written or adjectives)[0]} {name.lower()}" if adjectives else name


def _movement_of(whose: str, home: str | None, named: Iterable[Mention]) -> str | None:
    """The movement that the report names, else the one that the state is known for."""
    by_state = load_table("organisations")["nouns"]["fighters_of"]
    owners = {
        code
        for code in by_state
        if whose in {word.lower() for word in load_table("states")[code]["adjectives"]}
    }
    if owners:
        return str(by_state[owners.pop()])
    return _movement_named(named) or by_state.get(home)


def _movement_named(named: Iterable[Mention]) -> str | None:
    told = Counter(
        m.party for m in named if m.kind is MentionKind.PARTY and m.party in _movements()
    )
    return told.most_common(1)[0][0] if told else None


@cache
def _movements() -> frozenset[str]:
    return frozenset(load_table("organisations")["movements"])
