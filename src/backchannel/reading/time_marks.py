"""Time expressions found: the patterns of `rules/times.toml` over the sentences of the news."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from backchannel.reading.marks import Layout, TimeMark
from backchannel.rules import Rule, load_rules, load_table
from backchannel.types import Report, Span
from backchannel.vocabularies import TimexType

YEAR_FIGURES = 4
# The second day of a pair ("13-14 May") stands at most so many characters behind the first.
MAX_PAIR_GAP = 5
# How far before a month the word is looked for that makes none of it.
REACH = 6
_SMALL = re.compile(r"\b(?i:this|that|every|each|an?|the|['’]s)\s+(?:may|march|august)\b(?!\s+\d)")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    order: int
    rule: Rule


def mark_times(report: Report, layout: Layout) -> tuple[TimeMark, ...]:
    """The time expressions of the news text, longest first where two overlap."""
    marks: list[TimeMark] = []
    if layout.dateline and layout.dateline.day:
        marks.append(TimeMark(layout.dateline.day, TimexType.DATE))
    for found in _without_overlaps(_all_matches(report.text, layout.sentences)):
        pair_of = found.rule.sets.get("after")
        if pair_of and not (marks and 0 <= found.span.start - marks[-1].span.end <= MAX_PAIR_GAP):
            continue
        marks.append(TimeMark(found.span, TimexType(found.rule.sets["type"])))
    return tuple(marks)


def _all_matches(text: str, sentences: Sequence[Span]) -> Iterator[_Found]:
    for sentence in sentences:
        present = kinds_of_words(text, sentence)
        found = [
            _Found(_trimmed(text, match), order, rule)
            for order, rule in rules_for("times", present)
            if rule.sets.get("find") != "no"
            for match in rule.pattern.finditer(text, sentence.start, sentence.end)
            if not _is_small_word(match)
        ]
        if found:
            names = _names(text, sentence, present)
            yield from (f for f in found if not any(f.span.overlaps(name) for name in names))


def _names(text: str, sentence: Span, present: frozenset[str]) -> list[Span]:
    """The names and numbers of a sentence that only look like times."""
    return [
        Span(*match.span())
        for _, rule in rules_for("time_names", present)
        for match in rule.pattern.finditer(text, sentence.start, sentence.end)
    ]


def _is_small_word(match: re.Match[str]) -> bool:
    """Whether it is no month: "this march was the third"; some wires do write "in march"."""
    before = match.string[max(0, match.start() - REACH) : match.end()]
    return "month" in match.re.groupindex and _SMALL.search(before) is not None


def _trimmed(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while end > start and text[end - 1] in " \n,":
        end -= 1
    return Span(start, end)


def kinds_of_words(text: str, sentence: Span) -> frozenset[str]:
    """The kinds of words (table `needed`) that a sentence has; most have none, and cost nothing."""
    found: set[str] = set()
    table = _needed()
    for word in _TOKEN.findall(text[sentence.start : sentence.end].lower()):
        if word.isdigit():
            found.add("figure")
            if len(word) == YEAR_FIGURES:
                found.add("year")
            if word.endswith("0"):
                found.add("decade")
        elif word in table:
            found.update(table[word])
    return frozenset(found)


@cache
def _needed() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, tuple[str, ...]] = {}
    tables = load_table("times")
    for kind, listed in tables["needed"].items():
        for word in (*listed, *tables.get(f"{kind}s", ())):
            kinds[word] = (*kinds.get(word, ()), kind)
    return kinds


def _without_overlaps(found: Iterable[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.span.start - f.span.end, f.order)):
        at = bisect.bisect_left(kept, one.span, key=lambda f: f.span)
        if not any(one.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, one)
    return kept


@cache
def rules_for(name: str, present: frozenset[str]) -> tuple[tuple[int, Rule], ...]:
    """The rules of a file whose words are all there, with their order in it."""
    return tuple(
        (order, rule)
        for order, rule in enumerate(load_rules(name))
        if present.issuperset(rule.sets.get("needs", "").split())
    )
