"""Whether two names of bodies are of one: "Foreign Ministry", "the Ministry of Foreign Affairs"."""

import re
from functools import cache, lru_cache

from backchannel.rules.loading import load_table


@lru_cache(maxsize=4096)
def organ_key(party: str, name: str) -> frozenset[str]:
    """What the names of one body of a party have in common.

    Small words and the party's own names are left out, kinds of ministry are one, and a byname
    such as the building stands for the body.
    """
    bare = " ".join(_words(name)).removesuffix("'s")
    alias = load_table("reconcile")["organ_names"].get(bare)
    words = set(_words(str(alias) if alias else name))
    kept = words - _small_words() - _party_words(party)
    return frozenset(_kinds().get(word, word) for word in kept or words)


def _words(name: str) -> list[str]:
    return [
        w.removesuffix("'s").rstrip("'")
        for w in re.findall(r"[\w.']+", name.casefold().replace("’", "'"))
    ]


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load_table("reconcile")["organ_small_words"])


@cache
def _kinds() -> dict[str, str]:
    kinds = load_table("reconcile")["organ_kinds"]
    return {word: words[0] for words in kinds for word in words}


@cache
def _party_words(party: str) -> frozenset[str]:
    row = load_table("states").get(party, {})
    names = [row.get("name", ""), *row.get("adjectives", ()), *row.get("names", ())]
    names += [*row.get("seats", ()), *row.get("people", ())]
    return frozenset(word for name in names for word in _words(str(name)))
