"""Outlets by name, as reports tell them."""

import re
from functools import lru_cache

from backchannel.rules.loading import load_table
from backchannel.types import Report


def outlets_of(report: Report) -> frozenset[str]:
    """The names of who published a report and of the agency it came from."""
    names = (outlet_name(name) for name in (report.outlet, report.agency) if name)
    return frozenset(name for name in names if name)


@lru_cache(maxsize=4096)
def outlet_name(name: str) -> str:
    """An outlet's name without the words that many have: "the Northern Wire news agency"."""
    common = set(load_table("reconcile")["outlet_words"])
    words = [w for w in re.findall(r"[\w.]+", name.casefold()) if w not in common]
    return " ".join(words)
