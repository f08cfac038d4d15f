"""Put source, cue and content together within one sentence."""

from dataclasses import dataclass

from backchannel.reading.claim_parts import Found
from backchannel.reading.claims_before import claims_before
from backchannel.reading.claims_behind import claim_behind, claims_after
from backchannel.reading.cues import find_cues
from backchannel.reading.speakers import Range
from backchannel.reading.tokens import Words
from backchannel.types import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Source, cue and content of one attribution; none when it stands in the next sentence."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]


def claims_in(words: Words) -> tuple[Claim, ...]:
    """The claims of a sentence, in order; what is credited within a claim is not told apart."""
    cues = find_cues(words)
    if not cues:
        return ()
    behind = next(filter(None, (claim_behind(words, cue) for cue in cues)), None)
    if behind is None:
        found = list(claims_before(words, cues))
    else:
        found = [behind, *claims_after(words, cues, behind)]
    return tuple(_in_characters(words, f) for f in found)


def _in_characters(words: Words, found: Found) -> Claim:
    return Claim(
        words.span(*found.source) if found.source else None,
        words.span(*found.cue),
        tuple(
            words.span(*piece)
            for piece in map(lambda p: _trimmed(words, p), found.content)
            if piece[0] < piece[1]
        ),
    )


def _trimmed(words: Words, piece: Range) -> Range:
    start, end = piece
    while start < end and not words.quoted[start] and words.lowers[start] in ",:;—–.":
        start += 1
    while start < end and not words.quoted[end - 1] and words.lowers[end - 1] in ",.;:—–":
        end -= 1
    return start, end
