"""How firmly a stretch of text claims what it tells."""

import re

from backchannel.rules import load_rules
from backchannel.types import Certainty, Span

# A condition may be open while the claim that hangs on it is not.
_CONDITION = re.compile(r"\b(?:if|unless|whether|provided|in case|so that)\b[^,.;]*", re.IGNORECASE)
_QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")


def certainty_of(text: str, span: Span) -> Certainty:
    """The certainty of what stands in this span; hedges within conditions do not count."""
    words = _CONDITION.sub(" ", text[span.start : span.end])
    found = {
        Certainty(rule.sets["certainty"])
        for rule in load_rules("certainty")
        if rule.pattern.search(words)
    }
    if Certainty.POSSIBLE in found:
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if found else Certainty.CERTAIN
