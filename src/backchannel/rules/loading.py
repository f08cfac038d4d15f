"""Load the rule files that ship in the package."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what a match of it sets, and sentences that it must match or miss."""

    name: str
    pattern: re.Pattern[str]
    sets: Mapping[str, str]
    matches: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def load_table(name: str) -> Mapping[str, Any]:
    """The rule file `rules/<name>.toml` as TOML gives it."""
    text = resources.files("backchannel.rules").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The `[[rule]]` tables of `rules/<name>.toml`, in file order.

    `<<word>>` in a pattern stands for the entry `word` of the file's `[macros]` table. Patterns
    ignore case, unless a rule says `case = true`.
    """
    table = load_table(name)
    macros: Mapping[str, str] = table.get("macros", {})
    return tuple(_parse_rule(row, macros) for row in table.get("rule", ()))


@cache
def named_rule(file: str, name: str) -> re.Pattern[str]:
    """The pattern of one rule of a file."""
    return next(rule.pattern for rule in load_rules(file) if rule.name == name)


def _parse_rule(row: Mapping[str, Any], macros: Mapping[str, str]) -> Rule:
    return Rule(
        name=row["name"],
        pattern=re.compile(
            expand(row["pattern"], macros), re.NOFLAG if row.get("case") else re.IGNORECASE
        ),
        sets=row.get("sets", {}),
        matches=tuple(row.get("matches", ())),
        misses=tuple(row.get("misses", ())),
    )


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its `<<word>>`s replaced, in as many rounds as macros are nested."""
    while found := re.search(r"<<([\w-]+)>>", pattern):
        pattern = pattern.replace(found[0], f"(?:{macros[found[1]]})")
    return pattern
