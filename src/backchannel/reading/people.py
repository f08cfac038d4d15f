"""People: full names for surnames, the party, role and organ of a person, and who a role is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backchannel.reading.marks import Layout, NameMark
from backchannel.reading.parties import focus_of, look_up, mentions_in
from backchannel.reading.settings import Term, surnames, terms_by_word
from backchannel.types import Dating, Mention, MentionKind, Span

_GAP = re.compile(r"\s+|,\s+|\s*[\"“(]\s*|(?:\s+(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.?)\s+", re.IGNORECASE)
_OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?", re.IGNORECASE)
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the report has told so far."""

    name: str
    party: str | None
    role: Span | None
    organ: Span | None


def resolve_people(
    text: str,
    layout: Layout,
    marks: tuple[NameMark, ...],
    named: tuple[Mention, ...],
    published: Dating,
) -> tuple[Mention, ...]:
    """All mentions: those given, and people and roles, each with its party."""
    home = focus_of(text, layout, named)
    roles = [m.span for m in marks if m.kind is MentionKind.ROLE]
    people = [m.span for m in marks if m.kind is MentionKind.PERSON]
    known: list[Known] = []
    found: list[Mention] = []
    titles: set[Span] = set()
    for span in people:
        role = _role_of(text, span, roles)
        mention = _resolve_person(text, span, role, (known, named, published, home))
        known.append(Known(mention.person or "", mention.party, mention.role, mention.organ))
        found.append(mention)
        if role:
            titles.add(role)
    fullest = [_with_full_name(mention, known) for mention in found]
    unnamed = [
        _resolve_role(text, span, named, fullest, home) for span in roles if span not in titles
    ]
    return tuple(sorted((*named, *fullest, *unnamed), key=lambda m: (m.span.start, -m.span.end)))


def _role_of(text: str, person: Span, roles: list[Span]) -> Span | None:
    """The description right before a name, or behind it between commas."""
    for role in roles:
        before = role.end <= person.start and _GAP.fullmatch(text, role.end, person.start)
        behind = person.end <= role.start and text[person.end : role.start] in {", ", " (", ",\n"}
        if before or behind:
            return role
    return None


def _resolve_person(
    text: str,
    span: Span,
    role: Span | None,
    context: tuple[list[Known], tuple[Mention, ...], Dating, str | None],
) -> Mention:
    known, named, published, home = context
    name = _JUNIOR.sub("", " ".join(text[span.start : span.end].split()))
    told = next((k for k in reversed(known) if _is_same(name, k.name)), None)
    term = _term_of(name, text, role, published)
    own = _party_told(text, span, role, named)
    organ = _organ_in(role, named)
    party = own or (told.party if told else None) or (term.party if term else None)
    if party is None and role:
        party = home
    return Mention(
        span,
        MentionKind.PERSON,
        party=party,
        person=name,
        role=role or (told.role if told else None),
        organ=organ or (told.organ if told else None),
    )


def _is_same(name: str, other: str) -> bool:
    """Whether one name can be short for the other: its words are among the other's."""
    left, right = set(name.lower().split()), set(other.lower().split())
    return left <= right or right <= left


def _with_full_name(mention: Mention, known: list[Known]) -> Mention:
    same = [k.name for k in known if mention.person and _is_same(mention.person, k.name)]
    return replace(mention, person=max(same, key=len, default=mention.person))


def _party_told(
    text: str, person: Span, role: Span | None, named: tuple[Mention, ...]
) -> str | None:
    """The party that the title or the words "of …" behind the name tell."""
    behind = next((m for m in named if m.span.start >= person.end and m.party), None)
    if behind and _OF_STATE.fullmatch(text, person.end, behind.span.start):
        return behind.party
    if role is None:
        return None
    return _party_in_role(text, role, named)


def _party_in_role(text: str, role: Span, named: tuple[Mention, ...]) -> str | None:
    inside = [m for m in mentions_in(named, role) if m.party]
    for mention in inside:
        if not re.search(r"\bto (?:the )?$", text[role.start : mention.span.start], re.IGNORECASE):
            return mention.party
    after = next((m for m in named if m.span.start >= role.end and m.party), None)
    if after and _OF_STATE.fullmatch(text, role.end, after.span.start):
        return after.party
    return None


def _organ_in(role: Span | None, named: tuple[Mention, ...]) -> Span | None:
    if role is None:
        return None
    organs = (m.span for m in mentions_in(named, role) if m.kind is MentionKind.ORGAN)
    return next(organs, None)


def _term_of(name: str, text: str, role: Span | None, published: Dating) -> Term | None:
    """The term of office that a name, with its title, belongs to on the day of the report."""
    words = name.lower().split()
    day = published.range.latest if published.range else None
    candidates = [
        term
        for term in terms_by_word().get(words[-1], ())
        if (len(words) == 1 and words[0] in surnames(term))
        or any(set(words) <= set(form.lower().split()) for form in term.forms if len(words) > 1)
    ]
    title = text[role.start : role.end].lower() if role else ""
    ranked = (
        sorted(
            candidates,
            key=lambda t: (t.office in title, t.holds_on(day), t.start is not None and t.start),
            reverse=True,
        )
        if len(candidates) > 1
        else candidates
    )
    if not ranked:
        return None
    best = ranked[0]
    return best if len(words) > 1 or best.holds_on(day) else None


def _resolve_role(
    text: str, span: Span, named: tuple[Mention, ...], people: list[Mention], home: str | None
) -> Mention:
    party = _party_in_role(text, span, named)
    organ = _organ_in(span, named)
    words = re.sub(r"(?i)^(?:the|an?|his|her|its) ", "", text[span.start : span.end]).lower()
    if text[span.start : span.start + 4].lower() == "the ":
        who = {p.person: p for p in _holders(text, words, party, people)}
        if len(who) == 1:
            person = next(iter(who.values()))
            return replace(person, span=span)
    return Mention(span, MentionKind.ROLE, party=party or home, organ=organ)


def _holders(text: str, words: str, party: str | None, people: list[Mention]) -> Iterator[Mention]:
    head = words.split()[-1]
    for person in people:
        if person.role is None:
            continue
        title = text[person.role.start : person.role.end].lower()
        if (words in title or head in title.split()) and party in {None, person.party}:
            entry = look_up(head)
            if entry and entry.sort == "R":
                yield person
