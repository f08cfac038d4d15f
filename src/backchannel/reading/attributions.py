"""Find who says what: source, cue and content of direct and indirect speech."""

from collections.abc import Iterator, Sequence

from backchannel.reading.certainty import certainty_of
from backchannel.reading.claims import Claim, claims_in
from backchannel.reading.cues import word_set
from backchannel.reading.marks import Layout
from backchannel.reading.quotations import find_quotations
from backchannel.reading.sources import source_kind
from backchannel.reading.tokens import Words, split_words
from backchannel.types import Attribution, Mention, Report, Span
from backchannel.vocabularies import SourceKind

# "told reporters in Geneva on Monday": the most that stands between a cue and a quotation after it.
MAX_ADJUNCT = 120


def find_attributions(
    report: Report, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Everything that the report credits to somebody, in the order of the text."""
    text = report.text
    quotations = find_quotations(text, layout.paragraphs)
    claims: list[Claim] = []
    for words in _sentences(text, layout, quotations):
        found = claims_in(words)
        claims.extend(_with_whole_quotations(claim, quotations) for claim in found)
        if not found and claims:
            claims[-1] = _continued(claims[-1], words, quotations)
    return tuple(_attributions(text, [c for c in claims if c.content], mentions))


def _attributions(
    text: str, claims: Sequence[Claim], mentions: tuple[Mention, ...]
) -> Iterator[Attribution]:
    """The claims with the kind of their source; a pronoun is of the kind of the source before."""
    kind = SourceKind.PERSON
    for claim in claims:
        if claim.source is None:
            certainty = certainty_of(text, claim.cue)
            yield Attribution(
                (), (claim.cue,), claim.content, SourceKind.ANONYMOUS, certainty=certainty
            )
            continue
        words = text[claim.source.start : claim.source.end].lower()
        if words not in word_set("pronouns"):
            kind = source_kind(text, claim.source, mentions)
        certainty = certainty_of(text, claim.content[0])
        yield Attribution((claim.source,), (claim.cue,), claim.content, kind, certainty=certainty)


def _sentences(text: str, layout: Layout, quotations: Sequence[Span]) -> Iterator[Words]:
    first = 0
    for sentence in layout.sentences:
        while first < len(quotations) and quotations[first].end <= sentence.start:
            first += 1
        last = first
        while last < len(quotations) and quotations[last].start < sentence.end:
            last += 1
        yield split_words(text, sentence, quotations[first:last])


def _with_whole_quotations(claim: Claim, quotations: Sequence[Span]) -> Claim:
    """The claim with its content widened to the ends of the quotations in which it ends."""
    return Claim(claim.source, claim.cue, tuple(_whole(c, quotations) for c in claim.content))


def _whole(content: Span, quotations: Sequence[Span]) -> Span:
    start, end = content.start, content.end
    for quotation in quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    return Span(start, end)


def _continued(claim: Claim, words: Words, quotations: Sequence[Span]) -> Claim:
    """The claim with a quotation that goes on in a sentence of its own, if this is one."""
    if not words.quoted or not words.quoted[0]:
        return claim
    quotation = next(q for q in quotations if q.end > words.spans[0][0])
    last = claim.content[-1] if claim.content else claim.cue
    if quotation.start < last.end or not _follows(words.text, last, claim, quotation):
        return claim
    return Claim(claim.source, claim.cue, (*claim.content, quotation))


def _follows(text: str, last: Span, claim: Claim, quotation: Span) -> bool:
    """Whether a quotation belongs to the claim before: announced, same paragraph, or left open."""
    gap = text[max(last.end, claim.cue.end) : quotation.start]
    if not claim.content:
        return len(gap) <= MAX_ADJUNCT
    if "\n\n" not in gap:
        return any(mark in text[last.start : last.end] for mark in "\"“'") and len(gap) < 200
    return text[last.start] in "\"“'" and text[last.end - 1] not in "\"”'" and not gap.strip()
