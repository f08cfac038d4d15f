"""The parties' codes and readable names."""

from backchannel.rules.loading import load_table


def party_name(code: str) -> str:
    """The readable name of a party: 'JPN' is Japan; a plain name stands for itself."""
    row = load_table("states").get(code)
    return str(row["name"]) if row else code


def is_state(code: str) -> bool:
    """Whether the code is that of a state (or of the European Union or the United Nations)."""
    return code in load_table("states")
