"""Parties as people call them, and the codes that they stand for."""

from collections.abc import Iterable, Iterator
from functools import cache

from backchannel.rules.loading import load_table
from backchannel.rules.states import party_name


def names_of(parties: Iterable[str]) -> str:
    """Their names, one after the other."""
    return ", ".join(party_name(p) for p in parties)


def code_of(words: str) -> str:
    """The code of a party by its code or name in any case ("jpn", "japan"), else the words."""
    return _codes().get(words.strip().casefold(), words.strip())


@cache
def _codes() -> dict[str, str]:
    return {
        called.casefold(): code
        for code, state in load_table("states").items()
        for called in _calls(code, state)
    }


def _calls(code: str, state: dict[str, object]) -> Iterator[str]:
    more = state.get("names", ())
    yield from (code, str(state["name"]), *(str(n) for n in more))  # type: ignore[attr-defined]
