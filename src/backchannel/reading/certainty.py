"""How firmly a stretch of text claims what it tells."""

import re

from backchannel.rules import load_rules
from backchannel.types import Span
from backchannel.vocabularies import Certainty

# A condition may be open while the claim that hangs on it is not.
_CONDITION = re.compile(r"\b(?:if|unless|whether|provided|in case|so that)\b[^,.;]*", re.IGNORECASE)
# Where the clause of a word begins and ends, as far as marks and little words tell.
_BOUNDARY = re.compile(
    r"[,;:—]|--|\b(?:that|which|who|but|while|although|though|because|when|as|after|before)\b",
    re.IGNORECASE,
)


def certainty_of(text: str, span: Span, anchor: Span | None = None) -> Certainty:
    """The certainty of what stands in this span; hedges within conditions do not count.

    With an anchor, only the hedges in the clause of that word do.
    """
    if anchor:
        span = _clause(text, span, anchor)
    words = _CONDITION.sub(" ", text[span.start : span.end])
    found = {
        Certainty(rule.sets["certainty"])
        for rule in load_rules("certainty")
        if rule.pattern.search(words)
    }
    if Certainty.POSSIBLE in found:
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if found else Certainty.CERTAIN


def _clause(text: str, span: Span, anchor: Span) -> Span:
    before = [m.end() for m in _BOUNDARY.finditer(text, span.start, anchor.start)]
    after = _BOUNDARY.search(text, anchor.end, span.end)
    return Span(before[-1] if before else span.start, after.start() if after else span.end)
