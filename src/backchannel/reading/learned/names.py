"""The learned head for names: people, organisations and places that stand in no table."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from backchannel.reading.learned.heads import COLUMNS, NAME_TAGS
from backchannel.reading.learned.model import Answers, Model
from backchannel.reading.learned.tags import marked_spans
from backchannel.reading.marks import Layout, NameMark
from backchannel.reading.nearby import MAX_MENTION, starting_in
from backchannel.reading.words import split_words
from backchannel.rules import load_table
from backchannel.types import Report, Span
from backchannel.vocabularies import MentionKind

# What a name is marked as. An organisation in no table is a side of its own name, or an organ of
# the state that its name holds.
ADDED: Mapping[str, MentionKind] = {
    "person": MentionKind.PERSON,
    "organisation": MentionKind.PARTY,
    "place": MentionKind.PLACE,
}
# Names that can hold others: "Port of Norland", "Norlandic Armed Forces".
HOLDING = ("organisation", "place")
LONGEST_WORD = 40
_TIED_BEFORE = re.compile(r"\b(?:[A-Z]\w*-)+\Z")
_TIED_BEHIND = re.compile(r"(?:-[A-Z0-9]\w*)+")
_OWNERS = (MentionKind.PARTY, MentionKind.NATIONALITY, MentionKind.PLACE)


def mark_names(
    model: Model,
    rules: Callable[[Report, Layout], tuple[NameMark, ...]],
    report: Report,
    layout: Layout,
) -> tuple[NameMark, ...]:
    """The names that the rules mark, and the model's where they mark none or only parts of one."""
    known = rules(report, layout)
    answers = model.answers(report, layout)
    added = _added(answers, report.text, known, layout)
    return tuple(sorted({*known, *added}, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _added(
    answers: Answers, text: str, known: Sequence[NameMark], layout: Layout
) -> Iterator[NameMark]:
    logits = answers.marks[:, COLUMNS["names"].slice]
    blocks = [Span(*match.span()) for match in _blocks().finditer(text)]
    for found, name in marked_spans(logits, NAME_TAGS, answers.pieces, text):
        span = _whole_words(found, text)
        if name not in ADDED or not text[span.start].isupper():
            continue
        if any(block.holds(span) for block in blocks):
            continue
        if name in HOLDING and (_is_nameless(text, span) or _is_credit(span, layout)):
            continue
        near = starting_in(known, span.start - MAX_MENTION, span.end)
        met = [m for m in near if m.span.overlaps(span)]
        is_whole = name in HOLDING and all(m.kind in _OWNERS and m.span != span for m in met)
        is_news = not any(b.overlaps(span) for b in layout.boilerplate)
        if is_news and (not met or (is_whole and all(span.holds(m.span) for m in met))):
            is_organ = name == "organisation" and met
            yield NameMark(span, MentionKind.ORGAN if is_organ else ADDED[name])


def _whole_words(span: Span, text: str) -> Span:
    """The span with what a hyphen ties to it: "ZANU-PF" where "ZANU" was marked."""
    before = _TIED_BEFORE.search(text, max(0, span.start - LONGEST_WORD), span.start)
    behind = _TIED_BEHIND.match(text, span.end)
    return Span(before.start() if before else span.start, behind.end() if behind else span.end)


def _is_credit(span: Span, layout: Layout) -> bool:
    """Whether the words stand in the dateline beside its place: the agency, the day."""
    line = layout.dateline
    return line is not None and line.span.overlaps(span) and line.place != span


def _is_nameless(text: str, span: Span) -> bool:
    """Whether the words name no organisation, alone or with each other: "Council", "OF STATE"."""
    words = [word.key for word in split_words(text[span.start : span.end])]
    return all(len(word) == 1 or word in _nameless() for word in words)


@cache
def _nameless() -> frozenset[str]:
    return frozenset(load_table("names")["nameless"])


@cache
def _blocks() -> re.Pattern[str]:
    """The phrases of the tables that only look like names, as they are written or in capitals."""
    forms = [form for form in load_table("names")["blocks"] if form[0].isupper()]
    every = "|".join(re.escape(form) for form in (*forms, *map(str.upper, forms)))
    return re.compile(rf"(?:{every})\b")
