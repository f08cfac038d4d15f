"""Find tallies: where a counted set is broken into parts, and by whose count."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from backchannel.reading.counts import read_count
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.reading.quotes import quote, quotes
from backchannel.reading.sources import credits_its_source, sources_of
from backchannel.rules import load_rules, load_table
from backchannel.rules.loading import expand
from backchannel.types import Part, Span, Tally
from backchannel.vocabularies import Kind

_PARTS = ("part", "part2", "part3")
# How far back the set is looked for that "five of the 17" takes up.
REACH = 6
_PLURAL = r"(?:people|men|women|children|(?!as\b|was\b|has\b|is\b|this\b)\w+s)"
# What stands between a part's number and what is told of it.
_LINK = re.compile(
    r"\s+(?:of\s+(?:(?:the|these|those|its|his|her|their|all)\s+)?(?:them|whom|which|[\d,]+|\w+(?=\s))"
    r"\s+)?(?:(?:others?|more)\s+)?",
    re.IGNORECASE,
)


def find_tally_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """The counts of sets in parts, with the set (OF), its TOTAL, each PART and who counts (BY)."""
    found: list[Anchor] = []
    taken: list[Span] = []
    for index, sentence in enumerate(scene.layout.sentences):
        if not _has_two_numbers(scene.text, sentence):
            continue
        for rule in load_rules("tallies"):
            for match in rule.pattern.finditer(scene.text, sentence.start, sentence.end):
                whole = Span(*match.span())
                if any(whole.overlaps(other) for other in taken):
                    continue
                if "alone" in rule.sets and _is_joined(scene.text, sentence, match.start("total")):
                    continue
                anchor = _anchor(scene, match, index, has_more="more" in rule.sets)
                if _adds_up(scene, anchor):
                    found.append(anchor)
                    taken.append(sentence)
    return tuple(found)


def _has_two_numbers(text: str, sentence: Span) -> bool:
    """What every tally has: a quick look that spares most sentences the slow rules."""
    found = _any_number().finditer(text, sentence.start, sentence.end)
    return len(list(islice(found, 2))) == 2


@cache
def _any_number() -> re.Pattern[str]:
    numbers = load_table("tallies")["numbers"]
    words = "|".join([*numbers["units"].split(), *numbers["tens"].split(), "half", "(?:an)?other"])
    return re.compile(rf"\d[\d,.]*|\b(?:{words})", re.IGNORECASE)


def _is_joined(text: str, sentence: Span, total: int) -> bool:
    """Whether the number only ends a row: "five died and 10 were hurt, including three"."""
    return _pattern("joined").search(text, sentence.start, total) is not None


def _anchor(scene: Scene, match: re.Match[str], index: int, *, has_more: bool) -> Anchor:
    sentence = scene.layout.sentences[index]
    evidence: tuple[Span, ...] = (sentence,)
    groups = match.groupdict()
    parts = [_trimmed(scene.text, *match.span(g)) for g in _PARTS if groups.get(g)]
    total = Span(*match.span("total")) if groups.get("total") else None
    if has_more:
        parts += _further(scene, Span(parts[0].end, sentence.end))
        if total and (rest := _rest(scene, total, parts, index)):
            parts += rest
            evidence = (*evidence, scene.layout.sentences[index + 1])
    arguments = [Argument(Role.PART, part) for part in parts]
    if total:
        arguments.append(Argument(Role.TOTAL, total))
    of = _trimmed(scene.text, *match.span("of")) if groups.get("of") else None
    if of is None and total:
        of = _set_before(scene, total, index) or _noun_after(scene.text, total)
        if of.start < sentence.start:
            before = next(s for s in scene.layout.sentences if s.holds(of))
            evidence = (before, *evidence)
    arguments.append(Argument(Role.OF, of or parts[0]))
    arguments += [Argument(Role.BY, span) for span in _counters(scene, parts)]
    return Anchor(Kind.TALLY, Span(*match.span()), evidence, tuple(arguments))


def _further(scene: Scene, within: Span) -> list[Span]:
    found = _pattern("more").finditer(scene.text, within.start, within.end)
    return [_trimmed(scene.text, *m.span("part")) for m in found]


def _rest(scene: Scene, total: Span, parts: Sequence[Span], index: int) -> list[Span]:
    """The parts that the next sentence tells, if with them the set is whole."""
    if index + 1 == len(scene.layout.sentences):
        return []
    rest = _further(scene, scene.layout.sentences[index + 1])
    counts = [_count(scene, span) or 0 for span in (*parts, *rest)]
    return rest if sum(counts) == _count(scene, total) else []


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The pattern of a table of its own, which is no rule."""
    table = load_table("tallies")
    return re.compile(expand(table[name]["pattern"], table["macros"]), re.IGNORECASE)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip(" \n,;.")))


def _set_before(scene: Scene, total: Span, index: int) -> Span | None:
    """The set of the same number in the sentences before: "lists 17 nationals"."""
    wanted = read_count(scene.text[total.start : total.end])
    number = re.compile(rf"\b[\w-]+(?:,\d{{3}})*\s+(?:[\w-]+\s+){{0,2}}?{_PLURAL}\b")
    for sentence in reversed(scene.layout.sentences[max(0, index - REACH) : index]):
        for match in number.finditer(scene.text, sentence.start, sentence.end):
            count = read_count(match[0])
            if wanted and count and count[0] == wanted[0]:
                return Span(*match.span())
    return None


def _noun_after(text: str, total: Span) -> Span:
    noun = re.compile(rf"\s+(?:[\w’'-]+\s+){{0,2}}?{_PLURAL}\b").match(text, total.end)
    return Span(total.start, noun.end() if noun else total.end)


def _counters(scene: Scene, parts: Sequence[Span]) -> Iterator[Span]:
    """The mentions of the parties to whom parts are credited, each before its first part."""
    seen: set[Span] = set()
    for part in parts:
        at = Span(part.start, part.start + 1)
        for attribution in scene.attributions:
            is_told = any(c.holds(at) for c in attribution.content)
            if not is_told or not credits_its_source(scene.text, attribution):
                continue
            for mention in scene.mentions:
                is_source = any(s.overlaps(mention.span) for s in attribution.source)
                if is_source and mention.party and mention.span not in seen:
                    seen.add(mention.span)
                    yield mention.span


def _adds_up(scene: Scene, anchor: Anchor) -> bool:
    """Whether every part has a number, and none exceeds the whole."""
    counts = [_count(scene, span) for span in anchor.spans(Role.PART)]
    total = anchor.first(Role.TOTAL)
    whole = _count(scene, total) if total else None
    if not counts or None in counts:
        return False
    return whole is None or (whole > 1 and all(c is not None and c <= whole for c in counts))


def _count(scene: Scene, span: Span) -> int | None:
    words = scene.text[span.start : span.end]
    count = read_count(words)
    return count[0] if count else None


# --- From anchors to tallies ---------------------------------------------------------------------


def find_tallies(anchors: Sequence[Anchor], scene: Scene) -> tuple[Tally, ...]:
    """The tallies among the anchors, in order; a part is its counter's whose name stands before."""
    found: list[Tally] = []
    for anchor in anchors:
        of = anchor.first(Role.OF)
        if anchor.kind is not Kind.TALLY or of is None:
            continue
        total = anchor.first(Role.TOTAL)
        found.append(
            Tally(
                id=f"T{len(found) + 1}",
                evidence=quotes(scene, anchor.evidence),
                said_by=sources_of(scene, anchor.span),
                of=quote(scene, of),
                total=_count(scene, total) if total else None,
                parts=tuple(_parts(scene, anchor)),
            )
        )
    return tuple(found)


def _parts(scene: Scene, anchor: Anchor) -> Iterator[Part]:
    for span in anchor.spans(Role.PART):
        words = scene.text[span.start : span.end]
        count = read_count(words)
        if count is None:
            continue
        link = _LINK.match(words, count[1])
        start = span.start + (link.end() if link else count[1])
        what = Span(start, span.end) if start < span.end else span
        yield Part(count[0], quote(scene, what), _counter(scene, anchor, span))


def _counter(scene: Scene, anchor: Anchor, part: Span) -> str | None:
    before = [span for span in anchor.spans(Role.BY) if span.end <= part.start]
    if not before:
        return None
    return next((m.party for m in scene.mentions if m.span == before[-1]), None)
