"""People: full names for surnames, and the party, role and organ of each."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from backchannel.reading.marks import NameMark
from backchannel.reading.roles import (
    Told,
    organ_in,
    parties_of_role,
    resolve_role,
    with_members,
    with_owner,
)
from backchannel.reading.settings import Term, surnames, terms_by_word
from backchannel.types import Dating, Mention, Span
from backchannel.vocabularies import MentionKind

__all__ = ["Told", "resolve_people"]

_TITLE = re.compile(
    r"\s+|,\s+|\s*[\"“(]\s*|(?:\s+(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Sheikh|Sir|Lord)\.?)\s+",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s+|\s+\(")
_OF_STATE = re.compile(r",?\s+of\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?", re.IGNORECASE)
_SEATED_AT = re.compile(r"\s+(?:at|for|in|with|of)\s+(?:the\s+)?", re.IGNORECASE)
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.?$", re.IGNORECASE)
_SENATOR = re.compile(r"\b(?:Sen|Rep)\.\s*\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the report has told so far."""

    name: str
    party: str | None
    role: Span | None
    organ: Span | None


def resolve_people(text: str, marks: tuple[NameMark, ...], told: Told) -> tuple[Mention, ...]:
    """All mentions: the parties told, and people and roles, each with its party."""
    roles = [m.span for m in marks if m.kind is MentionKind.ROLE]
    people = [m.span for m in marks if m.kind is MentionKind.PERSON]
    titles = {span: _title_of(text, span, roles) for span in people}
    known: list[Known] = []
    found: list[Mention] = []
    for span, role in titles.items():
        mention = _resolve_person(text, span, role, known, told)
        known.append(Known(mention.person or "", mention.party, mention.role, mention.organ))
        found.append(mention)
    named = [_with_full_name(mention, known) for mention in found]
    unnamed = [resolve_role(text, s, told, named) for s in roles if s not in titles.values()]
    owned = (
        with_members(text, mention, named)
        if mention.kind is MentionKind.GROUP
        else with_owner(text, mention, named)
        for mention in told.named
    )
    mentions = (*owned, *named, *unnamed)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _title_of(text: str, person: Span, roles: list[Span]) -> Span | None:
    """The description right before a name, or behind it between commas."""
    for role in roles:
        if role.end <= person.start and _TITLE.fullmatch(text, role.end, person.start):
            return role
        if person.end <= role.start and _APPOSED.fullmatch(text, person.end, role.start):
            return role
    return None


def _resolve_person(
    text: str, span: Span, role: Span | None, known: list[Known], told: Told
) -> Mention:
    name = _JUNIOR.sub("", " ".join(text[span.start : span.end].split()))
    before = next((k for k in reversed(known) if _is_same(name, k.name)), None)
    term = _term_of(name, text[role.start : role.end] if role else "", told.published)
    party = _party_told(text, span, role, told)
    party = party or (before.party if before else None) or (term.party if term else None)
    return Mention(
        span,
        MentionKind.PERSON,
        party=party or (told.home if role else None),
        person=name,
        role=role or (before.role if before else None),
        organ=(organ_in(role, told) if role else None) or (before.organ if before else None),
    )


def _is_same(name: str, other: str) -> bool:
    """Whether one name can be short for the other: its words are among the other's."""
    left, right = _words_of(name), _words_of(other)
    return left <= right or right <= left


@lru_cache(maxsize=4096)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(name.lower().split())


def _with_full_name(mention: Mention, known: list[Known]) -> Mention:
    """The mention with the fullest name, and the party that only a later title tells."""
    same = [k for k in known if mention.person and _is_same(mention.person, k.name)]
    fullest = max((k.name for k in same), key=len, default=mention.person)
    party = mention.party or next((k.party for k in same if k.party), None)
    return replace(mention, person=fullest, party=party)


def _party_told(text: str, person: Span, role: Span | None, told: Told) -> str | None:
    """The party that the title, or the words "of …" behind the name, tell."""
    behind = told.after(person.end)
    if behind and _OF_STATE.fullmatch(text, person.end, behind.span.start):
        return behind.party
    if _SENATOR.search(text, max(0, person.start - 6), person.start):
        return "USA"
    if role is None:
        return None
    parties = parties_of_role(text, role, told)
    seat = told.after(role.end)
    if not parties and seat and _SEATED_AT.fullmatch(text, role.end, seat.span.start):
        return seat.party
    return parties[0] if parties else None


def _term_of(name: str, title: str, published: Dating) -> Term | None:
    """The term of office that a name, with its title, belongs to on the day of the report."""
    words = name.lower().split()
    day = published.range.latest if published.range else None
    candidates = [t for t in terms_by_word().get(words[-1], ()) if _can_be(words, t)]
    if not candidates:
        return None
    best = max(candidates, key=lambda t: (t.office in title.lower(), t.holds_on(day)))
    return best if len(words) > 1 or best.holds_on(day) else None


def _can_be(words: list[str], term: Term) -> bool:
    if len(words) == 1:
        return words[0] in surnames(term)
    return any(set(words) <= set(form.lower().split()) for form in term.forms)
