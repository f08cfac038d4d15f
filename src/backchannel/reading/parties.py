"""Parties: which state or side a name, a nationality, an organ or a group stands for."""

import bisect
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from backchannel.reading.lexicon import Entry, names_trie
from backchannel.reading.marks import Layout, NameMark
from backchannel.reading.nearby import holding
from backchannel.reading.quotations import find_quotations
from backchannel.reading.sides import named_side, side_name
from backchannel.reading.words import split_words
from backchannel.rules import load_rules, load_table
from backchannel.rules.states import is_state
from backchannel.types import Mention, Report, Span
from backchannel.vocabularies import MentionKind

_PARTY_KINDS = frozenset(
    {MentionKind.PARTY, MentionKind.NATIONALITY, MentionKind.ORGAN, MentionKind.PLACE}
)
_PAIR = re.compile(r"\s*(?:,? and |,? & |-|–|/|,? with |'s? and |’s? and )(?:the )?", re.IGNORECASE)
# "his country": the party of whoever is spoken of, told only when the people are known.
OWN_COUNTRY = re.compile(r"\b(?:his|her|my|our) (?:own )?(?:country|nation)\b", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:represented by|sent|send|sends|sending|dispatche?[ds]?|dispatching|appointed|named"
    r"|headed by|led by)\s+(?:[\w-]+\s+){0,4}\Z",
    re.IGNORECASE,
)
# "We, the leaders of Norland and Sudmark, …": those who sign a joint statement.
_SIGNED = re.compile(
    r"^\s*We,((?:\s+(?:[A-Z][\w.’'-]*,?|of|the|for|and|leaders|heads|state|governments?|presidents"
    r"|(?:foreign |prime )?ministers|members))+)",
    re.MULTILINE,
)
_JOINT_TITLE = re.compile(
    r"\A(?:full text(?: of)?:? )?joint (?:statement|declaration|communiqu[eé])\b.*?"
    r"\b(?:by|from|of|between)\b(.+)",
    re.IGNORECASE,
)
_WE = re.compile(r"\b[Ww]e\b")
# "The ministry" is the one told before, whatever its whole name is.
_SHORT = frozenset({"ministry", "department", "bureau", "agency", "party", "committee", "council"})
# A joint statement begins to say who signs it in its first characters.
SIGNED_REACH = 600
# A sender stands within a clause of the sent.
SENT_REACH = 90
_BETWEEN_NAMES = re.compile(r"(?:['’]s?)? (?:[a-z]+ )?|-")
_OF = re.compile(r" (?:of|in|from|for|at) (?:the )?", re.IGNORECASE)


def parties_of(mention: Mention) -> tuple[str, ...]:
    """The codes of the parties that a mention stands for or acts for."""
    return mention.parties or ((mention.party,) if mention.party else ())


def mentions_in(mentions: tuple[Mention, ...], span: Span) -> tuple[Mention, ...]:
    """The mentions that lie wholly inside a span, in text order."""
    first = bisect.bisect_left(mentions, span.start, key=lambda m: m.span.start)
    last = bisect.bisect_left(mentions, span.end, key=lambda m: m.span.start)
    return tuple(m for m in mentions[first:last] if m.span.end <= span.end)


def resolve_parties(
    report: Report, layout: Layout, marks: tuple[NameMark, ...]
) -> tuple[Mention, ...]:
    """Mentions of parties, nationalities, organs, places and groups, in text order."""
    text = report.text
    named = tuple(_resolve_name(text, m) for m in marks if m.kind in _PARTY_KINDS)
    home = home_of(report, layout, named)
    acted = tuple(_resolve_shared(text, m, named, home) for m in named)
    signed = signatories(report)
    groups = (_resolve_group(text, m, acted, signed) for m in marks if m.kind is MentionKind.GROUP)
    return tuple(sorted((*acted, *groups), key=lambda m: (m.span.start, -m.span.end)))


def signatories(report: Report) -> tuple[str, ...]:
    """The parties that speak as "we" in a joint statement, as its opening or its title says."""
    signed = _SIGNED.search(report.text)
    if signed is None or signed.start() > SIGNED_REACH:
        signed = _JOINT_TITLE.match(report.title) if report.title else None
    codes = tuple(dict.fromkeys(_codes_inside(signed[1], "SWGO"))) if signed else ()
    return codes if len(codes) > 1 else ()


def mark_signatories(report: Report, layout: Layout) -> Iterator[NameMark]:
    """Every "we" of a joint statement outside quotations."""
    if not signatories(report):
        return
    quoted = find_quotations(report.text, layout.paragraphs)
    for match in _WE.finditer(report.text):
        span = Span(*match.span())
        if holding(quoted, span) is None:
            yield NameMark(span, MentionKind.GROUP)


@cache
def look_up(name: str) -> Entry | None:
    """The entry of the tables that a whole name is, if it is one."""
    node = names_trie()
    for word in split_words(name):
        if word.key not in node:
            return None
        node = node[word.key]
    entries = node.get("", ())
    return next((e for e in entries if e.form == name), entries[0] if entries else None)


def is_known(party: str) -> bool:
    """Whether a party stands in the tables, and is not only named by this report."""
    table = load_table("organisations")
    sides = (table[group] for group in ("movements", "parties", "bodies", "plain"))
    return is_state(party) or any(party in group for group in sides)


def _resolve_name(text: str, mark: NameMark) -> Mention:
    name = text[mark.span.start : mark.span.end]
    plain = " ".join(re.sub(r"(?i)^the ", "", name).split())
    entry = look_up(plain)
    if mark.kind is MentionKind.PLACE:
        return _resolve_place(mark, plain, entry)
    code = entry.code if entry else ""
    if OWN_COUNTRY.fullmatch(plain):
        return Mention(mark.span, mark.kind)
    if not code and mark.kind is MentionKind.PARTY:
        code = _compass(text, plain) or side_name(plain)
    return Mention(mark.span, mark.kind, party=code or None)


def _resolve_place(mark: NameMark, plain: str, entry: Entry | None) -> Mention:
    if entry:
        party = entry.code if entry.sort in "SW" else None
        return Mention(mark.span, mark.kind, party=party or None, country=entry.code or None)
    inside = _codes_inside(plain)
    return Mention(mark.span, mark.kind, country=inside[-1] if inside else None)


def _codes_inside(name: str, sorts: str = "SWNDL") -> list[str]:
    words = split_words(name)
    found = []
    for at in range(len(words)):
        for to in range(len(words), at, -1):
            entry = look_up(name[words[at].start : words[to - 1].end])
            if entry and entry.sort in sorts and entry.code:
                found.append(entry.code)
                break
    return found


def _compass(text: str, plain: str) -> str | None:
    side = plain.lower()
    if side not in {"north", "south"}:
        return None
    for row in load_table("groups")["compass"]:
        if any(word in text for word in row["named"]):
            return str(row[side])
    return None


def home_of(report: Report, layout: Layout, named: tuple[Mention, ...]) -> str | None:
    """The state whose "the government" the report speaks of, when it does not say."""
    place = layout.dateline.place if layout.dateline else None
    if place and not _is_seat(report, place):
        for mention in named:
            if place.overlaps(mention.span) and mention.country:
                return mention.country
    told = f"{report.outlet or ''} {report.agency or ''} {layout.agency or ''}"
    for outlet, state in load_table("names")["homes"].items():
        if outlet in told:
            return str(state)
    acting = (m.party for m in named if m.party and m.kind is not MentionKind.PLACE)
    counts = Counter(party for party in acting if is_state(party))
    return counts.most_common(1)[0][0] if counts else None


def _is_seat(report: Report, place: Span) -> bool:
    """Whether bodies of many states sit in a town: a report from it speaks of them."""
    town = report.text[place.start : place.end].lower()
    return town in load_table("names")["international_seats"]


def _resolve_shared(
    text: str, mention: Mention, named: tuple[Mention, ...], home: str | None
) -> Mention:
    """A mention whose words many parties share, with the party that it means here."""
    if mention.kind is MentionKind.PARTY and mention.party and not is_known(mention.party):
        return replace(mention, party=named_side(mention.party, text, named, home))
    if mention.kind is not MentionKind.ORGAN or mention.party:
        return mention
    party = (
        _owner(text, mention, named)
        or sender_of(text, mention.span, named)
        or _nearest(text, mention, named)
        or home
    )
    return Mention(mention.span, mention.kind, party=party)


def _owner(text: str, organ: Mention, named: tuple[Mention, ...]) -> str | None:
    """The party told right before ("Japan's …") or behind ("… of Japan") an organ."""
    inside = [m for m in mentions_in(named, organ.span) if m.party and m != organ]
    if inside:
        return inside[0].party
    at = bisect.bisect_left(named, organ.span.start, key=lambda m: m.span.start)
    for other in reversed(named[max(0, at - 3) : at]):
        gap = text[other.span.end : organ.span.start]
        if other.party and len(gap) < 25 and _BETWEEN_NAMES.fullmatch(gap):
            return other.party
    for other in named[at : at + 4]:
        gap = text[organ.span.end : max(organ.span.end, other.span.start)]
        if other.party and other.span.start >= organ.span.end and _OF.fullmatch(gap):
            return other.party
    return None


def sender_of(text: str, span: Span, named: tuple[Mention, ...]) -> str | None:
    """The party that is told to send, or to be represented by, the one who stands here."""
    start = max(0, span.start - SENT_REACH)
    sent = _SENT.search(text, start, span.start)
    if sent is None:
        return None
    senders = [m for m in named if m.party and start <= m.span.start and m.span.end <= sent.start()]
    near = senders and not re.search(r"[.;]\s", text[senders[-1].span.end : sent.start()])
    return senders[-1].party if near else None


def _nearest(text: str, organ: Mention, named: tuple[Mention, ...]) -> str | None:
    """The party of the nearest organ before that has the same name, or the same word in it."""
    name = text[organ.span.start : organ.span.end].lower()
    at = bisect.bisect_left(named, organ.span.start, key=lambda m: m.span.start)
    for other in reversed(named[:at]):
        words = text[other.span.start : other.span.end].lower()
        is_short = name in _SHORT and other.kind is MentionKind.ORGAN and name in words.split()
        if other.party and (words == name or is_short):
            return other.party
    return None


def _resolve_group(
    text: str, mark: NameMark, named: tuple[Mention, ...], signed: tuple[str, ...]
) -> Mention:
    if _WE.fullmatch(text, mark.span.start, mark.span.end):
        return Mention(mark.span, mark.kind, parties=signed)
    sets = next(
        rule.sets
        for rule in load_rules("groups")
        if (found := rule.pattern.match(text, mark.span.start)) and found.end() == mark.span.end
    )
    if "parties" in sets:
        return Mention(mark.span, mark.kind, parties=tuple(sets["parties"].split()))
    count = int(sets.get("count", 2))
    return Mention(mark.span, mark.kind, parties=_named_together(text, mark.span, named, count))


def _named_together(
    text: str, span: Span, named: tuple[Mention, ...], count: int
) -> tuple[str, ...]:
    """The parties last named together before a place in the text, else the most named."""
    before = [
        m for m in named if m.span.end <= span.start and m.party and m.kind is not MentionKind.PLACE
    ]
    if count == 2:
        for left, right in _pairs(text, before):
            return left, right
    counts = Counter(m.party for m in before if m.party)
    if len(counts) < count:
        counts = Counter(m.party for m in named if m.party and m.kind is not MentionKind.PLACE)
    return tuple(party for party, _ in counts.most_common(count))


def _pairs(text: str, named: list[Mention]) -> Iterator[tuple[str, str]]:
    for left, right in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
        gap = text[left.span.end : max(left.span.end, right.span.start)]
        if left.party and right.party and left.party != right.party and _PAIR.fullmatch(gap):
            yield left.party, right.party
