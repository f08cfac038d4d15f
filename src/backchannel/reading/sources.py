"""What kind a source is, and which sources a stretch of text is credited to."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from backchannel.reading.cues import is_crediting, word_set
from backchannel.reading.marks import Scene
from backchannel.reading.nearby import overlapping
from backchannel.reading.quotes import trimmed
from backchannel.rules import load_rules
from backchannel.types import Attribution, Mention, Quote, Source, Span
from backchannel.vocabularies import MentionKind, SourceKind

_ACTING = frozenset(
    {
        MentionKind.PARTY,
        MentionKind.NATIONALITY,
        MentionKind.ORGAN,
        MentionKind.GROUP,
        MentionKind.PLACE,
    }
)
# Parts of a source that stand this near together, in characters, are one.
GAP = 3
# What goes on with a name, and is none.
_INSIDE = re.compile(r"(?:who|whose|which|that|of|in|at|for|to|from|and|or)\b", re.IGNORECASE)


def source_kind(text: str, source: Span, mentions: Sequence[Mention]) -> SourceKind:
    """The kind of the source in this span, from its words and the mentions in it."""
    inside = overlapping(mentions, source)
    person = next((m for m in inside if m.kind is MentionKind.PERSON), None)
    kind = _kind_by_words(text[source.start : source.end])
    if person and kind in (None, SourceKind.ANONYMOUS, SourceKind.STATE, SourceKind.ORGANISATION):
        return SourceKind.OFFICIAL if kind or _has_office(person, mentions) else SourceKind.PERSON
    acting = next((m for m in inside if m.kind in _ACTING), None)
    if acting and kind in (None, SourceKind.STATE):
        return _party_kind(acting)
    return kind or SourceKind.PERSON


def _kind_by_words(words: str) -> SourceKind | None:
    rules = load_rules("attributions")
    return next((SourceKind(r.sets["kind"]) for r in rules if r.pattern.search(words)), None)


def _has_office(person: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the report gives this person a role or a party, here or elsewhere."""
    return any(
        m.role or m.party
        for m in mentions
        if m.kind is MentionKind.PERSON and m.person == person.person
    )


def _party_kind(mention: Mention) -> SourceKind:
    """A state has a code of three capitals; any other party is an organisation."""
    code = mention.party or ""
    is_state = (len(code) == 3 and code.isupper() and code not in ("UNO", "EUR")) or not code
    return SourceKind.STATE if is_state else SourceKind.ORGANISATION


def sources_of(scene: Scene, span: Span) -> tuple[Source, ...]:
    """Whoever the words of this span are credited to; nobody when the report says them itself."""
    credited = [a for a in scene.attributions_at(span) if _covers(a, span)]
    innermost = _innermost(scene, credited)
    if innermost is None:  # "Lind said both agreed to …": what she says tells of their act
        tellers = [main_source(scene.text, a.source, a.cue) for a in credited if a.source]
        around = [Span(max(0, t.start - 2), t.end) for t in tellers]
        innermost = _innermost(scene, chain(*(scene.attributions_at(one) for one in around)))
    if innermost is None:
        return ()
    source = _named(scene, innermost)
    quote = Quote(scene.text[source.start : source.end], source.start, source.end)
    return (Source(quote, innermost.kind),)


def without_teller(scene: Scene, span: Span) -> Span:
    """Words without who tells them behind a comma: "open the port, the envoy said"."""
    for attribution in scene.attributions_at(span):
        if attribution.source:
            start = min(part.start for part in (*attribution.source, *attribution.cue))
            before = scene.text[span.start : start].rstrip(' \n"”')
            if span.holds(Span(start, start)) and before.endswith(","):
                span = trimmed(scene.text, span.start, span.start + len(before))
    return span


def joined_sources(told: Iterable[Source]) -> tuple[Source, ...]:
    """The sources of one finding that was told more than once, each once, in the text's order."""
    by_words: dict[str, Source] = {}
    for source in told:
        by_words.setdefault(source.quote.text, source)
    return tuple(sorted(by_words.values(), key=lambda source: source.quote.start))


def _innermost(scene: Scene, credited: Iterable[Attribution]) -> Attribution | None:
    """The attribution that names a source, tells rather than demands, and says the least."""
    telling = [a for a in credited if a.source and credits_its_source(scene.text, a)]
    return min(telling, key=lambda a: sum(c.end - c.start for c in a.content), default=None)


def _named(scene: Scene, attribution: Attribution) -> Span:
    """The source, or for a pronoun the last source that was named and is of its kind."""
    source = main_source(scene.text, attribution.source, attribution.cue)
    if scene.text[source.start : source.end].lower() not in word_set("pronouns"):
        return source
    for earlier in reversed(scene.attributions):
        if not earlier.source or earlier.source[0].start >= source.start:
            continue
        named = main_source(scene.text, earlier.source, earlier.cue)
        is_pronoun = scene.text[named.start : named.end].lower() in word_set("pronouns")
        if earlier.kind is attribution.kind and not is_pronoun:
            return named
    return source


def main_source(text: str, source: Sequence[Span], cue: Sequence[Span]) -> Span:
    """The source's words; of several stretches that stand apart, the one nearest to the cue."""
    whole = [source[0]]
    for part in source[1:]:
        if part.start - whole[-1].end <= GAP:
            whole[-1] = Span(whole[-1].start, part.end)
        else:
            whole.append(part)
    headed = [w for w in whole if not _INSIDE.match(text, w.start)] or whole
    return min(headed, key=lambda w: max(w.start - cue[0].end, cue[0].start - w.end))


def credits_its_source(text: str, attribution: Attribution) -> bool:
    """Whether its source tells the content, and does not demand, promise or wish it."""
    return any(is_crediting(text[cue.start : cue.end]) for cue in attribution.cue)


def _covers(attribution: Attribution, span: Span) -> bool:
    """Whether over half of the span lies in what is credited."""
    shared = sum(
        max(0, min(c.end, span.end) - max(c.start, span.start)) for c in attribution.content
    )
    return 2 * shared > span.end - span.start
