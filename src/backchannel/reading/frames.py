"""A rule that matches in a sentence becomes an anchor: who, what, whom, as the rule says."""

import re
from collections.abc import Callable, Iterator, Mapping

from backchannel.reading.clauses import MAX_ANCHORS, Sentence, clause_end
from backchannel.reading.marks import Anchor, Argument, Role
from backchannel.reading.nearby import inside
from backchannel.reading.quotes import trimmed
from backchannel.reading.subjects import (
    ACTING,
    iter_joined,
    objects,
    possessor,
    speaker_of,
    subjects,
)
from backchannel.reading.times import beside_each_other
from backchannel.rules import Rule, named_rule
from backchannel.types import Mention, Span
from backchannel.vocabularies import Kind, MentionKind

Finder = Callable[[Sentence, re.Match[str], int], tuple[Mention, ...]]

_MODAL = re.compile(
    r"\s+(?:(?:must|should|shall|will|would|has\s+to|have\s+to)\s+)?", re.IGNORECASE
)
ROLES = frozenset(role.value for role in Role)


def find_frames(
    kind: Kind, sentence: Sentence, rules: tuple[Rule, ...], text_role: Role
) -> Iterator[Anchor]:
    """The anchors that the rules find in a sentence; where two overlap, the earlier rule wins.

    The `text_role` (an act, a thing) is the rule's group of that name, run on to the end of its
    clause; its group `<name>_here` as it stands; or, where there is a group `side`, what follows
    the side that is named there. Every other role is found by the ways that
    the rule names, tried in order.
    """
    taken: list[Span] = []
    told: set[Span | None] = set()
    for rule in rules:
        for found in rule.pattern.finditer(
            sentence.scene.text, sentence.span.start, sentence.span.end
        ):
            anchor = Span(*found.span("anchor"))
            if len(taken) == MAX_ANCHORS or any(anchor.overlaps(other) for other in taken):
                continue
            arguments = tuple(_arguments(sentence, found, rule.sets, text_role))
            attributes = {k: v for k, v in rule.sets.items() if k not in ROLES}
            whole = Anchor(kind, anchor, (sentence.span,), arguments, attributes)
            taken.append(anchor)
            if whole.first(text_role) not in told:
                told.add(whole.first(text_role))
                yield whole


def _arguments(
    sentence: Sentence, found: re.Match[str], sets: Mapping[str, str], text_role: Role
) -> Iterator[Argument]:
    end = clause_end(sentence, found.end())
    groups = found.groupdict()
    if groups.get(text_role) is not None:
        start = found.start(text_role)
        yield Argument(text_role, Span(start, max(end, found.end(text_role))))
    elif groups.get(f"{text_role}_here") is not None:
        yield Argument(text_role, Span(*found.span(f"{text_role}_here")))
    elif groups.get("side") is not None:
        start = _behind_side(sentence, found)
        if start < end:
            yield Argument(text_role, Span(start, end))
    for name in sets.keys() & ROLES:
        for mention in find_by(sets[name], sentence, found, end):
            yield Argument(Role(name), mention.span)


def _behind_side(sentence: Sentence, found: re.Match[str]) -> int:
    """Where the words behind the side named first begin: "that Norland | open the port"."""
    for mention in objects(sentence, found.start("side"), clause_end(sentence, found.end())):
        modal = _MODAL.match(sentence.scene.text, mention.span.end)
        return modal.end() if modal else mention.span.end
    return sentence.span.end


def without_day(sentence: Sentence, span: Span) -> Span:
    """A thing or act without the days that stand behind it: "sanctions in February"."""
    text = sentence.scene.text
    for days in beside_each_other(text, inside(sentence.scene.timexes, span)):
        start = days[0].span.start
        if span.start < start and days[-1].span.end == span.end:
            kept = named_rule("conditions", "day behind").sub("", text[span.start : start])
            return trimmed(text, span.start, span.start + len(kept))
    return span


def find_by(ways: str, sentence: Sentence, found: re.Match[str], end: int) -> tuple[Mention, ...]:
    """The mentions that the first of several ways (`"possessor|subject"`) finds."""
    for way in ways.split("|"):
        name, _, group = way.partition(":")
        if group:  # "group:object": named in the group; "inside:act": in the run-on text
            mentions = _in_group(sentence, found, group, end if name == "inside" else None)
        else:
            mentions = WAYS[name](sentence, found, end) if name in WAYS else ()
        if mentions:
            return mentions
    return ()


def _in_group(
    sentence: Sentence, found: re.Match[str], group: str, end: int | None
) -> tuple[Mention, ...]:
    if found.groupdict().get(group) is None:
        return ()
    start, stop = found.span(group)
    kinds = ACTING if end is None else {*ACTING, MentionKind.NATIONALITY}
    named = tuple(
        m
        for m in sentence.mentions
        if m.kind in kinds and start <= m.span.start and m.span.end <= max(stop, end or 0)
    )
    return next(iter_joined(sentence, named), ())


def _subject(sentence: Sentence, found: re.Match[str], _end: int) -> tuple[Mention, ...]:
    return subjects(sentence, found.start("anchor"))


def _pronoun(sentence: Sentence, found: re.Match[str], _end: int) -> tuple[Mention, ...]:
    word = re.match(r"\w+", found["anchor"])
    start = found.start("anchor") + (word.end() if word else 0)
    return subjects(sentence, start) if word else ()


def _possessor(sentence: Sentence, found: re.Match[str], _end: int) -> tuple[Mention, ...]:
    owner = possessor(sentence, found.start("anchor"))
    return (owner,) if owner else ()


def _speaker(sentence: Sentence, found: re.Match[str], _end: int) -> tuple[Mention, ...]:
    speaker = speaker_of(sentence.scene, found.start("anchor"))
    return (speaker,) if speaker else ()


def _after(word: str) -> Finder:
    before = re.compile(
        rf"\b(?:{word})\s+(?:(?:the|an?|its|his|their)\s+)?(?:\w+\s+)?\Z", re.IGNORECASE
    )

    def find(sentence: Sentence, found: re.Match[str], end: int) -> tuple[Mention, ...]:
        start = found.end("anchor")
        named = objects(sentence, start, end)
        for run in iter_joined(sentence, named):
            if before.search(sentence.between(start, run[0].span.start)):
                return run
        return ()

    return find


WAYS: Mapping[str, Finder] = {
    "subject": _subject,
    "pronoun": _pronoun,
    "possessor": _possessor,
    "speaker": _speaker,
    "to": _after("to|for"),
    "with": _after("with"),
    "from": _after("from"),
    "by": _after("by"),
    "on": _after("on|against"),
    "between": _after("between|among|by"),
}
