"""Names of people, organisations, places and nationalities: the annotators' and the reader's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backchannel.rules import load_table
from backchannel.rules.states import is_state
from backchannel.types import Span
from backchannel.vocabularies import MentionKind

Row = Mapping[str, Any]
Name = tuple[Span, str]

# What re3d and GUM call the four kinds; GUM annotates no nationalities.
_ANNOTATED = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "nationality",
    "PERSON": "person",
    "ORGANIZATION": "organisation",
    "PLACE": "place",
}
_MENTIONED = {
    MentionKind.PERSON: "person",
    MentionKind.ROLE: "person",
    MentionKind.ORGAN: "organisation",
    MentionKind.PLACE: "place",
    MentionKind.NATIONALITY: "nationality",
}
# How a name is written: words in capitals, perhaps with "al-" before them and particles between.
_WORD = r"(?:(?:a[dlnrstz]|ash|el|ul)-)?[A-Z][\w.’'&-]*?"
_PARTICLES = r"(?:(?:of|the|and|for|de|la|du|van|von|der|bin|in|&)[ ]){0,2}"
_NAME = re.compile(rf"(?:[Tt]he )?({_WORD}(?:[ -]{_PARTICLES}{_WORD})*)(?:['’]s)?")
_PRONOUN = re.compile("I|We|He|She|They|It|You|My|Our|His|Her|Their|Its|Your|This|Who|That")
_ARTICLE = re.compile(r"[Tt]he ")
# Not states, though they stand among them in the table.
_UNIONS = frozenset({"EUR", "UNO"})
_OWNERS = frozenset({MentionKind.PARTY, MentionKind.NATIONALITY, MentionKind.PLACE})


def outermost_names(row: Row) -> list[Name]:
    """The names of an annotated row that lie in no longer one, without article and possessive.

    Both sets mark common nouns and pronouns too: only what is written like a name is taken.
    """
    spans = (s for s in row["spans"] if s["type"] in _ANNOTATED)
    return _outermost(
        row["text"], ((Span(s["start"], s["end"]), _ANNOTATED[s["type"]]) for s in spans)
    )


def mentioned_names(text: str, mentions: Sequence[Row]) -> list[Name]:
    """The names among the mentions of a reading, cut and chosen as the annotators' are."""
    owners = {m["end"]: m["start"] for m in mentions if m["kind"] in _OWNERS}
    named = (m for m in _joined(text, mentions) if m["kind"] != MentionKind.GROUP)
    return _outermost(text, ((_whole(text, m, owners), _kind(text, m)) for m in named))


def _joined(text: str, mentions: Sequence[Row]) -> list[Row]:
    """The mentions, those of one person's first and last name joined where they stand together.

    The reader tells a name that it met before word by word. On the train splits (re3d, GUM news)
    joining brings 0.7 and 3.0 points of F1.
    """
    joined: list[Row] = []
    for mention in mentions:
        last = joined[-1] if joined else mention
        is_next = text[last["end"] : mention["start"]] == " "
        if is_next and mention["person"] and mention["person"] == last["person"]:
            joined[-1] = {**last, "end": mention["end"]}
        else:
            joined.append(mention)
    return joined


def _outermost(text: str, marked: Iterable[Name]) -> list[Name]:
    found = []
    for span, kind in marked:
        name = _NAME.fullmatch(text, span.start, span.end)
        if name and not _PRONOUN.fullmatch(name[1]):
            found.append((Span(*name.span(1)), kind))
    kept: list[Name] = []
    for span, kind in sorted(found, key=lambda f: f[0].start - f[0].end):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, kind))
    return sorted(kept)


def _whole(text: str, mention: Row, owners: Mapping[int, int]) -> Span:
    """A mention with what annotators count to the name: a person's title, an organ's state.

    On the train splits (re3d, GUM news) titles bring 3.3 and 2.2 points of F1, states 1.5 and 2.1.
    """
    start = mention["start"]
    if mention["kind"] == MentionKind.PERSON and mention["role"]:
        first, last = mention["role"]
        start = first if text[last:start] == " " else start
    if mention["kind"] == MentionKind.ORGAN:
        gaps = (gap for gap in (" ", "'s ", "’s ") if text.endswith(gap, 0, start))
        start = next((owners[start - len(g)] for g in gaps if start - len(g) in owners), start)
    return Span(start, mention["end"])


def _kind(text: str, mention: Row) -> str:
    """The kind of name; a state is a place, but its people are an organisation.

    Annotators take a state for a place or for an organisation as it is spoken of. On the train
    splits places score better for all states (65.1 against 62.4 in re3d, 43.1 against 42.4 in GUM
    news), organisations for their people (2.3 and 0.3 points more). Organisations where the state
    is a source were tried too: 0.4 more in re3d, 0.1 less in GUM.
    """
    if mention["kind"] != MentionKind.PARTY:
        return _MENTIONED[mention["kind"]]
    party = mention["party"] or ""
    if not is_state(party) or party in _UNIONS:
        return "organisation"
    name = _ARTICLE.sub("", text[mention["start"] : mention["end"]])
    people = load_table("states")[party].get("people", ())
    return "organisation" if name in people else "place"
