"""Which places a contact can have been in."""

import re
from functools import cache

from backchannel.reading.marks import Scene
from backchannel.reading.nearby import starting_in
from backchannel.rules import load_table
from backchannel.types import Mention, Span
from backchannel.vocabularies import MentionKind

# A place that no table knows is led by such words: "near the port of Lund", but not "NATO Summit".
_LED = re.compile(
    r"\b(?:in|at|near|outside|to|for|of|off|from|and|aboard)\s+(?:the\s+)?(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
_LEAD = 40
# "Norland-Sudmark talks", "the Lund-based firm".
_TIED, _TIED_BEFORE = re.compile(r"[-–]\w"), re.compile(r"[\w.][-–]\Z")


def can_be_venue(mention: Mention, scene: Scene) -> bool:
    """Whether people can have met at what a mention names: no month, continent or adjective."""
    if mention.kind not in (MentionKind.PLACE, MentionKind.PARTY):
        return False
    text, span = scene.text, mention.span
    is_tied = _TIED.match(text, span.end) or _TIED_BEFORE.search(
        text, max(0, span.start - 2), span.start
    )
    if is_tied or _is_time(span, scene):
        return False
    if mention.country or mention.party:
        return True
    dateline = scene.layout.dateline
    is_dateline = dateline is not None and dateline.place == span
    is_led = _LED.search(text, max(0, span.start - _LEAD), span.start) is not None
    return (is_dateline or is_led) and text[span.start : span.end].lower() not in _regions()


def _is_time(span: Span, scene: Scene) -> bool:
    near = starting_in(scene.timexes, span.start - _LEAD, span.end)
    return any(time.span.overlaps(span) for time in near)


@cache
def _regions() -> frozenset[str]:
    """Places too large to meet in, in small letters."""
    table = load_table("places")["regions"]
    return frozenset(name.lower() for name in (*table["names"], *table["adjectives"]))
