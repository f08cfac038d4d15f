"""The rule head for contacts: which words carry one, and who, when and where stand around them."""

import re
from collections.abc import Iterator, Mapping

from backchannel.reading.clauses import (
    MAX_ANCHORS,
    Sentence,
    can_date,
    clause_end,
    clause_start,
    marked_clause,
    sentences_of,
)
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.reading.nearby import inside, starting_in
from backchannel.reading.subjects import (
    ACTING,
    codes_of,
    is_governed,
    is_possessor,
    iter_joined,
    objects,
    possessor,
    subjects,
)
from backchannel.reading.venues import can_be_venue
from backchannel.rules import Rule, load_rules, named_rule
from backchannel.types import Mention, Span, Timex
from backchannel.vocabularies import Kind, MentionKind

# A partner is named this near behind the anchor, in characters; farther ones are somebody's.
NEAR = 80


def find_contact_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """Every word that tells of a contact, also where several tell of the same one."""
    return tuple(anchor for sentence in sentences_of(scene) for anchor in _anchors_in(sentence))


def _anchors_in(sentence: Sentence) -> Iterator[Anchor]:
    taken: list[Span] = []
    for rule in load_rules("contacts"):
        for found in rule.pattern.finditer(
            sentence.scene.text, sentence.span.start, sentence.span.end
        ):
            late = "anchor_late" in found.re.groupindex and found["anchor_late"]
            span = Span(*found.span("anchor_late" if late else "anchor"))
            if len(taken) == MAX_ANCHORS or any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            anchor = _anchor(sentence, span, rule)
            if anchor is not None:
                yield anchor


def _anchor(sentence: Sentence, span: Span, rule: Rule) -> Anchor | None:
    clause = Span(clause_start(sentence, span.start), clause_end(sentence, span.end))
    text = sentence.scene.text
    marked = marked_clause(sentence, span)
    status = status_of(marked)
    if status == "none":
        return None
    hosts, mediators = hosts_and_mediators(sentence)
    parties = parties_around(sentence, span, clause, rule.sets)
    takers = [m for m in parties if m not in hosts and m not in mediators]
    arguments = [Argument(Role.PARTY, m.span) for m in takers]
    arguments += [Argument(Role.MEDIATOR, m.span) for m in mediators]
    if not word("in the background").search(text[clause.start : span.start]):
        arguments += [Argument(Role.PLACE, s) for s in places_around(sentence, clause, span)]
        arguments += [Argument(Role.DATE, t.span) for t in dates_around(sentence, clause, span)]
    if topic := topic_after(sentence, span, clause.end):
        arguments.append(Argument(Role.TOPIC, topic))
    attributes = {**rule.sets, "status": status}
    if word("secret").search(text, clause.start, clause.end):
        attributes["secret"] = "yes"
    for name in ("series", "like the last"):
        if word(name).search(marked):
            attributes[name] = "yes"
    return Anchor(Kind.CONTACT, span, (sentence.span,), tuple(arguments), attributes)


def hosts_and_mediators(sentence: Sentence) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who hosts, and who goes between, in a sentence: the one takes no part, the other does."""
    text, end = sentence.scene.text, sentence.span.end
    hosts, mediators = [], []
    for mention in sentence.mentions:
        behind = text[mention.span.end : min(end, mention.span.end + NEAR)]
        before = text[max(sentence.span.start, mention.span.start - NEAR) : mention.span.start]
        if word("hosts").search(behind):
            hosts.append(mention)
        elif word("mediates").search(behind) or word("mediated by").search(before):
            mediators.append(mention)
    return tuple(hosts), tuple(mediators)


def status_of(marked: str) -> str:
    """The status that a clause, its anchor written `@`, gives to the contact; or "none"."""
    return next(
        rule.sets["status"] for rule in load_rules("contact_status") if rule.pattern.search(marked)
    )


def parties_around(
    sentence: Sentence, anchor: Span, clause: Span, sets: Mapping[str, str]
) -> tuple[Mention, ...]:
    """Who takes part: told before the anchor, after "between" or "with", or as its owner."""
    after = objects(sentence, anchor.end, clause.end)
    if sets.get("merge") == "people":
        return _unique((*subjects(sentence, anchor.start), *next(iter_joined(sentence, after), ())))
    between = _run_after(sentence, anchor.end, after, word("between"))
    if len(codes_in(sentence, between)) == 1:
        between = (*between, *_next_run(sentence, after, between[-1]))
    if len(codes_in(sentence, between)) > 1:
        return between
    owners = _modifiers(sentence, anchor)
    partners = _run_after(sentence, anchor.end, after, word("with"))
    told = (*subjects(sentence, anchor.start), *owners, *between, *partners)
    if len(codes_in(sentence, told)) > 1:
        return _unique(told)
    if sets["form"] == "visit":
        told = (*told, *_visited(sentence, anchor, clause))
    behind = sentence.between(clause.start, anchor.start)
    if len(codes_in(sentence, told)) < 2 and not word("in the background").search(behind):
        told = (*told, *_bystanders(sentence, clause))
    return _unique(told)


def codes_in(sentence: Sentence, mentions: tuple[Mention, ...]) -> set[str]:
    """The parties that some mentions stand for."""
    return {code for m in mentions for code in codes_of(m, sentence.scene.mentions)}


def _run_after(
    sentence: Sentence, start: int, after: tuple[Mention, ...], lead: re.Pattern[str]
) -> tuple[Mention, ...]:
    for run in iter_joined(sentence, after):
        words = sentence.between(start, run[0].span.start)
        if len(words) <= NEAR and lead.search(words):
            return run
    return ()


def _next_run(sentence: Sentence, after: tuple[Mention, ...], last: Mention) -> tuple[Mention, ...]:
    """Whoever is named next, after more words: "between Lind and his host, the envoy Roe"."""
    later = tuple(m for m in after if m.span.start > last.span.end)
    run = next(iter_joined(sentence, later), ())
    return run if run and run[0].span.start - last.span.end <= NEAR // 2 else ()


def _modifiers(sentence: Sentence, anchor: Span) -> tuple[Mention, ...]:
    """The owners in "U.S.-Japan talks", "Israeli and Palestinian talks", "his visit"."""
    owner = possessor(sentence, anchor.start)
    if owner is None:
        return ()
    until = [m for m in sentence.mentions if m.span.end <= owner.span.end]
    run = [until[-1]]
    for mention in reversed(until[:-1]):
        gap = sentence.between(mention.span.end, run[0].span.start)
        if not re.fullmatch(r"\s*(?:-|–|/|and|&|,)\s*", gap, re.IGNORECASE):
            break
        run.insert(0, mention)
    return tuple(run)


def _visited(sentence: Sentence, anchor: Span, clause: Span) -> tuple[Mention, ...]:
    """The state that a visit goes to, when it is named as a place or without one."""
    for mention in sentence.mentions:
        if anchor.end <= mention.span.start < clause.end and (mention.country or mention.party):
            return (mention,)
    return ()


def _bystanders(sentence: Sentence, clause: Span) -> tuple[Mention, ...]:
    """Those who act in the clause, when word order did not tell who takes part."""
    sources = [
        span
        for attribution in sentence.scene.attributions_at(clause)
        for span in attribution.source
    ]
    return tuple(
        m
        for m in sentence.mentions
        if m.kind in ACTING
        and clause.holds(m.span)
        and not any(m.span.overlaps(source) for source in sources)
        and not word("about").search(sentence.between(clause.start, m.span.start))
    )


def places_around(sentence: Sentence, clause: Span, anchor: Span) -> list[Span]:
    """Where it happens: a place in the clause, or the dateline's when it says "here"."""
    told = [
        m.span
        for m in sentence.mentions
        if m.kind is MentionKind.PLACE
        and clause.holds(m.span)
        and (is_governed(sentence, m) or word("joined").search(_before(sentence, clause, m)))
        and not is_possessor(sentence, m)
        and can_be_venue(m, sentence.scene)
    ]
    if told:
        return [s for s in told if s.start > anchor.start] or told[-1:]
    dateline = sentence.scene.layout.dateline
    if (
        dateline
        and dateline.place
        and word("here").search(sentence.scene.text, clause.start, clause.end)
    ):
        return [dateline.place]
    return []


def _before(sentence: Sentence, clause: Span, mention: Mention) -> str:
    return sentence.between(clause.start, mention.span.start)


def dates_around(sentence: Sentence, clause: Span, anchor: Span) -> list[Timex]:
    """The time expressions of the clause that date the contact, the day of saying left out."""
    text = sentence.scene.text
    told = [
        t
        for t in inside(sentence.scene.timexes, clause)
        if can_date(t) and not word("day of saying").search(text, clause.start, t.span.start)
    ]
    return [t for t in told if t.span.start > anchor.start] or told


def topic_after(sentence: Sentence, anchor: Span, end: int) -> Span | None:
    """What the contact is about, as far as its clause says."""
    for found in word("topic").finditer(sentence.scene.text, anchor.end, end):
        topic = Span(found.end(), end)
        is_day = bool(starting_in(sentence.scene.timexes, topic.start, topic.start + 1))
        if topic.start - anchor.end <= NEAR and topic.start < end and not is_day:
            return topic
    return None


def _unique(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mentions))


def word(name: str) -> re.Pattern[str]:
    """The pattern of one rule in `contact_words.toml`."""
    return named_rule("contact_words", name)
