"""Who and what is meant: the extents of names and descriptions, and what they resolve to."""

import re
from collections.abc import Iterator

from backchannel.reading.lexicon import Item
from backchannel.reading.marks import Layout, NameMark
from backchannel.reading.parties import OWN_COUNTRY, home_of, mark_signatories, resolve_parties
from backchannel.reading.people import Told, resolve_people
from backchannel.reading.phrases import NAME, PLAIN_SIDE, ROLE_PHRASE, find_items, sorts_of
from backchannel.reading.settings import is_held_at, is_place, is_surname_in_office
from backchannel.rules import load_rules, load_table
from backchannel.types import Dating, Mention, Report, Span
from backchannel.vocabularies import MentionKind

_COMPASS = re.compile(
    r"\b[Tt]he (?:North|South)(?=['’\s,.;:])(?! [A-Z][a-z])|\bTHE (?:NORTH|SOUTH)\b"
)
_DESCRIBED_PLACE = re.compile(
    r"\b(?:an?|the|another|some other) (?:(?!of )[\w-]+ ){0,3}(?:city|town|port|resort|village"
    r"|capital|island|suburb|base|border post|hotel|location|venue)"
    r"(?: of [A-Z][\w-]+(?: [A-Z][\w-]+)*)?"
    r"(?: (?:in|on|off|near) (?:the )?(?:[a-z]+(?:ern)? )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)?"
)
# "and", "," or ", and" between the names of a list, read backwards.
_JOINED = re.compile(r"(?:&,?|,)?")
# "In May", "May 3": a month rather than the surname of somebody in office.
_IS_MONTH = re.compile(
    r"\b(?:in|since|until|till|last|next|this|early|late|mid|of|by|from|to)[\s-]+"
    r"(?:May|March|April|June|August)\b|\b(?:May|March|April|June|August)\s\d",
    re.IGNORECASE,
)
_ALWAYS = {
    "N": MentionKind.NATIONALITY,
    "G": MentionKind.PARTY,
    "D": MentionKind.PARTY,
    "O": MentionKind.ORGAN,
    "L": MentionKind.PLACE,
    "r": MentionKind.PLACE,
}


def mark_names(report: Report, layout: Layout) -> tuple[NameMark, ...]:
    """The names and descriptions of parties, organs, people, groups and places in a report."""
    items = find_items(report.text)
    sorts = sorts_of(items)
    grouped = (*_mark_patterns(report.text), *mark_signatories(report, layout))
    # A role that is the tail of a group, "the two leaders", is none.
    ends = {m.span.end for m in grouped if m.kind is MentionKind.GROUP}
    roles = [m.span() for m in ROLE_PHRASE.finditer(sorts) if items[m.end() - 1].end not in ends]
    people = _people(report, items, sorts, roles)
    marks = {
        *_mark_items(report.text, layout, items, sorts, people),
        *(_mark(items, span, MentionKind.ROLE) for span in roles),
        *(_mark(items, span, MentionKind.PERSON) for span in people),
        *(_mark(items, m.span(), MentionKind.PARTY) for m in PLAIN_SIDE.finditer(sorts)),
        *grouped,
    }
    return tuple(
        sorted(
            (m for m in marks if not any(m.span.overlaps(b) for b in layout.boilerplate)),
            key=lambda m: (m.span.start, -m.span.end),
        )
    )


def resolve_names(
    report: Report, layout: Layout, marks: tuple[NameMark, ...], published: Dating
) -> tuple[Mention, ...]:
    """What each mark stands for, in text order; a name's own title is told by the name alone."""
    parties = resolve_parties(report, layout, marks)
    home = home_of(report, layout, parties)
    return resolve_people(report.text, marks, Told(parties, home, published))


def _mark(items: list[Item], span: tuple[int, int], kind: MentionKind) -> NameMark:
    return NameMark(Span(items[span[0]].start, items[span[1] - 1].end), kind)


def _mark_items(
    text: str, layout: Layout, items: list[Item], sorts: str, people: set[tuple[int, int]]
) -> Iterator[NameMark]:
    in_person = {i for start, end in people for i in range(start, end)}
    for at, item in enumerate(items):
        kind = None if at in in_person else _kind_of(text, layout, items, sorts, at)
        if kind:
            yield NameMark(Span(item.start, item.end), kind)


def _kind_of(
    text: str, layout: Layout, items: list[Item], sorts: str, at: int
) -> MentionKind | None:
    item = items[at]
    following = sorts[at + 1 : at + 2]
    if item.sort in "SW":
        return MentionKind.PLACE if _is_place(text, layout, items, at) else MentionKind.PARTY
    if item.sort == "g":
        stands_alone = following not in tuple("RMQ")
        return (
            MentionKind.ORGAN if stands_alone and sorts[at - 1 : at] in tuple("dpNSWMQ") else None
        )
    if item.sort == "A":
        return MentionKind.PARTY if _is_side(text, items, sorts, at) else None
    if item.sort == "N" and sorts[at - 1 : at] == "d" and following in tuple("V,."):
        return MentionKind.PARTY
    return _ALWAYS.get(item.sort)


def _is_place(text: str, layout: Layout, items: list[Item], at: int) -> bool:
    span = Span(items[at].start, items[at].end)
    if layout.dateline and layout.dateline.span.overlaps(span):
        return True
    listed = at > 1 and items[at - 1].sort in "&," and items[at - 2].sort in "SWL"
    if listed and is_place(text, items[at - 2].start):
        return True
    held = items[at].sort == "W" and is_held_at(text, span.end)
    return held or is_place(text, span.start)


def _is_side(text: str, items: list[Item], sorts: str, at: int) -> bool:
    """Whether unknown letters are a side: it acts, or the report says what they are short for."""
    name = text[items[at].start : items[at].end]
    if name in load_table("names")["plain_acronyms"]:
        return False
    return sorts[at + 1 : at + 2] in tuple("Vp") or f"({name})" in text or f"( {name})" in text


def _people(
    report: Report, items: list[Item], sorts: str, roles: list[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Names told by a title, an honorific, an apposition or a verb of speech; then surnames."""
    starts = {start for start, _ in roles}
    ends = {end for _, end in roles}
    found: set[tuple[int, int]] = set()
    ended: set[int] = set()
    for match in NAME.finditer(sorts):
        start, end = match.span("name")
        gap = len(_JOINED.match(sorts[:start][::-1])[0])  # type: ignore[index]
        joined = gap > 0 and start - gap in ended
        titled = start in ends or match.start() in ends or match.start() < start
        known = "P" in match["name"]
        long = end - start > 1
        apposed = sorts[end : end + 1] == "," and end + 1 in starts
        behind_role = sorts[start - 1 : start] == "," and start - 1 in ends
        speaks = sorts[end : end + 1] == "V"
        if titled or known or (joined and long) or (long and (apposed or behind_role or speaks)):
            found.add((start, end))
            ended.add(end)
    return found | set(_surnames(report, items, sorts, found))


def _surnames(
    report: Report, items: list[Item], sorts: str, found: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    text = report.text
    taken = {i for start, end in found for i in range(start, end)}
    known = {
        text[items[i].start : items[i].end]
        for i in taken
        if items[i].sort in "CA" and items[i].end - items[i].start > 1
    } | {text[items[i].start : items[i].end].split()[-1] for i in taken if items[i].sort == "P"}
    for at, item in enumerate(items):
        if at in taken or item.sort not in "CA":
            continue
        name = text[item.start : item.end]
        alone = sorts[at + 1 : at + 2] not in tuple("CA") and sorts[at - 1 : at] not in tuple("CA")
        if _IS_MONTH.search(text[max(0, item.start - 8) : item.end + 3]):
            continue
        if name in known or (alone and is_surname_in_office(name, report.published)):
            yield at, at + 1


def _mark_patterns(text: str) -> Iterator[NameMark]:
    for rule in load_rules("groups"):
        for match in rule.pattern.finditer(text):
            yield NameMark(Span(*match.span()), MentionKind.GROUP)
    for match in _COMPASS.finditer(text):
        if any(word in text for row in load_table("groups")["compass"] for word in row["named"]):
            yield NameMark(Span(*match.span()), MentionKind.PARTY)
    for match in OWN_COUNTRY.finditer(text):
        yield NameMark(Span(*match.span()), MentionKind.PARTY)
    for match in _DESCRIBED_PLACE.finditer(text):
        if re.search(r"\b(?:of|in|on)\b|other (?:location|venue|city|town|place)\Z", match[0]):
            yield NameMark(Span(*match.span()), MentionKind.PLACE)
