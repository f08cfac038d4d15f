"""Sides that are no states and stand in no table: "the guerrillas", "Norlandish miners"."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from backchannel.rules import load_table
from backchannel.types import Mention, MentionKind


def side_name(written: str) -> str:
    """The short plain name of a side as the text writes it."""
    forms = "|".join(load_table("organisations")["nouns"]["forms"])
    name = re.sub(rf"(?i)^the |[ ,]+(?:{forms})\.?$", "", " ".join(written.split()))
    return name.replace("’", "'")


def named_side(name: str, named: Iterable[Mention], home: str | None) -> str:
    """Whom a bare "rebels" or "opposition" means, in the light of all that the report names."""
    nouns = load_table("organisations")["nouns"]
    noun = name.lower()
    if noun in nouns["fighters"]:
        told = Counter(
            m.party for m in named if m.kind is MentionKind.PARTY and m.party in _movements()
        )
        if told:
            return str(told.most_common(1)[0][0])
    elif noun not in nouns["opposition"]:
        return name
    adjectives = load_table("states").get(home or "", {}).get("adjectives", ())
    return f"{adjectives[0]} {noun}" if adjectives else name


def _movement_named(named: Iterable[Mention]) -> str | None:
    told = Counter(
        m.party for m in named if m.kind is MentionKind.PARTY and m.party in _movements()
    )
    return told.most_common(1)[0][0] if told else None


@cache
def _movements() -> frozenset[str]:
    return frozenset(load_table("organisations")["movements"])
