"""Whom a finding is credited to, under one name wherever it is told."""

import re

from backchannel.rules.loading import load_table
from backchannel.rules.states import party_name
from backchannel.types import Mention, Reading, Source, Span

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\w)", re.IGNORECASE)


def credited(source: Source, reading: Reading) -> str | None:
    """The person or party that the source's words name, else the words without their article.

    None when they only point at somebody ("he") whom the reading does not name.
    """
    words = " ".join(source.quote.text.split()).strip("*_ ")
    inside = [m for m in reading.mentions if source.quote.span.holds(m.span)]
    people = {m.person for m in inside if m.person}
    if len(people) == 1:
        return _in_small_letters(people.pop())
    said = _ARTICLE.sub("", words, count=1)
    if not said or re.split("['’]", said)[0].lower() in load_table("reconcile")["pointing"]:
        return None
    return next((party_name(m.party) for m in inside if m.party and _is_all(m, source)), said)


def _is_all(mention: Mention, source: Source) -> bool:
    """Whether the mention is all that the source's words are, an article aside."""
    article = _ARTICLE.match(source.quote.text)
    start = source.quote.start + (article.end() if article else 0)
    return mention.span in (source.quote.span, Span(start, source.quote.end))


def _in_small_letters(name: str) -> str:
    """A wire in capitals names nobody otherwise than other reports do."""
    return name.title() if name.isupper() and " " in name else name
