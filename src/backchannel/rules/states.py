"""The parties' codes and readable names."""

from collections.abc import Iterator, Mapping
from functools import cache

from backchannel.rules.loading import load_table


def party_name(code: str) -> str:
    """The readable name of a party: 'JPN' is Japan; a plain name stands for itself."""
    row = load_table("states").get(code)
    return str(row["name"]) if row else code


def party_code(words: str) -> str:
    """The code of a party by its code or name in any case ("jpn", "japan"), else the words."""
    return _codes().get(words.strip().casefold(), words.strip())


@cache
def _codes() -> Mapping[str, str]:
    return {
        called.casefold(): code
        for code, state in load_table("states").items()
        for called in _calls(code, state)
    }


def _calls(code: str, state: Mapping[str, object]) -> Iterator[str]:
    more = state.get("names", ())
    yield from (code, str(state["name"]), *(str(n) for n in more))  # type: ignore[attr-defined]


def is_state(code: str) -> bool:
    """Whether the code is that of a state (or of the European Union or the United Nations)."""
    return code in load_table("states")
