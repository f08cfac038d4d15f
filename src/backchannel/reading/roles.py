"""Unnamed people: for which party somebody acts who is told only by a role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backchannel.reading.lexicon import ROLE
from backchannel.reading.parties import look_up, mentions_in, parties_of, sender_of
from backchannel.types import Dating, Mention, Span
from backchannel.vocabularies import MentionKind

_OF = re.compile(
    r",?\s+(?:of|from|for)\s+(?:both\s+)?(?:the\s+)?(?:[a-z]+\s+of\s+)?", re.IGNORECASE
)
_IN = re.compile(r"\s+in\s+(?:the\s+)?", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|in) (?:the )?$", re.IGNORECASE)
_HUMANS = re.compile(
    r"\b(?:leaders|presidents|(?:prime |foreign )?ministers|premiers|officials|envoys|diplomats|men"
    r"|negotiators)\b",
    re.IGNORECASE,
)
_HIS = re.compile(r"\b(?:his|her) \Z", re.IGNORECASE)
_ALSO = re.compile(r",? and ", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their) ", re.IGNORECASE)
_OWNERS = re.compile(
    r"(?:his|her|its|their) |.*\b(?:of|from) (?:his|her|its|their)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the names of a report have told: parties, organs and places, its home, its day."""

    named: tuple[Mention, ...]
    home: str | None
    published: Dating

    def after(self, end: int) -> Mention | None:
        """The first party at or behind a place in the text."""
        return next((m for m in self.named if m.span.start >= end and parties_of(m)), None)


def resolve_role(text: str, span: Span, told: Told, people: list[Mention]) -> Mention:
    """A role with its party or parties; the named person, if exactly one fits "the president"."""
    parties = parties_of_role(text, span, told)
    written = text[span.start : span.end]
    if written[:4].lower() == "the ":
        title = _ARTICLE.sub("", written, count=1).lower()
        who = {p.person: p for p in _holders(text, title, parties, people)}
        if len(who) == 1:
            return replace(next(iter(who.values())), span=span)
    parties = parties or _parties_around(text, span, told, people)
    return Mention(
        span,
        MentionKind.ROLE,
        party=parties[-1] if parties else told.home,
        parties=parties if len(parties) > 1 else (),
        organ=organ_in(span, told),
    )


def with_owner(text: str, mention: Mention, people: list[Mention]) -> Mention:
    """The mention of "his country" or "her government" with the party of that person."""
    is_own = mention.kind is MentionKind.PARTY and mention.party is None
    start = mention.span.start
    if mention.kind is MentionKind.ORGAN:
        is_own = _HIS.search(text, max(0, start - 5), start) is not None
    owner = next((p for p in reversed(people) if p.span.end <= start and p.party), None)
    return replace(mention, party=owner.party) if is_own and owner else mention


def with_members(text: str, group: Mention, people: list[Mention]) -> Mention:
    """ "The two leaders" with the parties of the two people last named, where they are told."""
    if len(group.parties) != 2 or not _HUMANS.search(text, group.span.start, group.span.end):
        return group
    before = (p.party for p in reversed(people) if p.span.end <= group.span.start and p.party)
    last = list(dict.fromkeys(before))[:2]
    return replace(group, parties=tuple(reversed(last))) if len(last) == 2 else group


def organ_in(role: Span, told: Told) -> Span | None:
    """The organ that the words of a role tell."""
    organs = (m.span for m in mentions_in(told.named, role) if m.kind is MentionKind.ORGAN)
    return next(organs, None)


def parties_of_role(text: str, role: Span, told: Told) -> tuple[str, ...]:
    """The parties that the words of a role, or "of …" behind it, tell; several in a list."""
    inside = [
        m
        for m in mentions_in(told.named, role)
        if m.party and not _TO.search(text, role.start, m.span.start)
    ]
    listed = _listed(text, inside)
    if listed:
        return tuple(dict.fromkeys(m.party for m in listed if m.party))
    after = told.after(role.end)
    if after is None:
        return ()
    if _OF.fullmatch(text, role.end, after.span.start):
        return parties_of(after)
    is_state_named = after.kind is MentionKind.PLACE and _IN.fullmatch(
        text, role.end, after.span.start
    )
    return parties_of(after) if is_state_named else ()


def _listed(text: str, inside: list[Mention]) -> list[Mention]:
    """The first mention, with those that are joined to it in a list."""
    listed = inside[:1]
    for mention in inside[1:]:
        gap = text[listed[-1].span.end : max(listed[-1].span.end, mention.span.start)]
        if gap.strip().lower() not in {",", "and", ", and", "and the", ", the"}:
            break
        listed.append(mention)
    return listed


def _parties_around(text: str, span: Span, told: Told, people: list[Mention]) -> tuple[str, ...]:
    """The party of whoever sends a role, is named beside it, or owns it ("his officials")."""
    sender = sender_of(text, span, told.named)
    if sender:
        return (sender,)
    before = [p for p in people if p.span.end <= span.start and p.party]
    beside = before and _ALSO.fullmatch(text, before[-1].span.end, span.start)
    owned = before and _OWNERS.match(text, span.start, span.end)
    return parties_of(before[-1]) if beside or owned else ()


def _holders(
    text: str, title: str, parties: tuple[str, ...], people: list[Mention]
) -> Iterator[Mention]:
    """The named people whose title has the words, or the same head, and who act for the party."""
    head = title.split()[-1]
    entry = look_up(head)
    if entry is None or entry.sort != ROLE:
        return
    for person in people:
        if person.role is None or (parties and person.party not in parties):
            continue
        held = text[person.role.start : person.role.end].lower()
        if title in held or head in held.split():
            yield person
