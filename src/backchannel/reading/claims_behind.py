"""Claims whose cue stands behind what is said: "…, Lind said", "…, according to Lind"."""

from collections.abc import Iterator

from backchannel.reading.claim_parts import (
    BREAKS,
    SPOKEN,
    Found,
    adjunct_end,
    content_start,
    has_finite,
    is_joined,
)
from backchannel.reading.cues import Cue, Frame, word_set
from backchannel.reading.speakers import Range, object_after, subject_before
from backchannel.reading.tokens import Words


def claim_behind(words: Words, cue: Cue) -> Found | None:
    """The claim of this cue when what it brings in stands before it."""
    if cue.frame is Frame.ACCORDING:
        return _according(words, cue)
    if cue.frame not in SPOKEN or cue.is_passive or cue.is_participle or cue.is_infinitive:
        return None
    return _inverted(words, cue) or _parenthetical(words, cue)


def _according(words: Words, cue: Cue) -> Found | None:
    at_start = cue.first == 0 or (words.low(cue.first - 1) in ("and", "but") and cue.first == 1)
    source = object_after(words, cue.end, crosses_commas=not at_start)
    if source is None:
        return None
    rest = (source[1], len(words))
    if at_start:
        return Found(source, (cue.first, cue.end), (rest,))
    before = (0, cue.first)
    after = (rest,) if words.low(source[1]) == "," and not _turns(words, source[1] + 1) else ()
    return Found(source, (cue.first, cue.end), (before, *after))


def _inverted(words: Words, cue: Cue) -> Found | None:
    """ "…," said Lind."""
    if cue.frame is not Frame.SPEECH or cue.first == 0:
        return None
    is_after_quote = words.quoted[cue.first - 1]
    if not is_after_quote and words.lowers[cue.first - 1] not in BREAKS:
        return None
    following = words.low(cue.end)
    if (
        following in ("that", ",", ".", ":", "", "to")
        or following in word_set("adjuncts")
        or following in word_set("days")
    ):
        return None
    if words.quoted[min(cue.end, len(words) - 1)]:
        return None
    source = object_after(words, cue.end, crosses_commas=True)
    if source is None or not (is_after_quote or _is_inversion(words, cue, source)):
        return None
    pieces = ((0, cue.first), *_piece_after(words, source[1], is_quoted=is_after_quote))
    return Found(source, (cue.first, cue.end), pieces)


def _is_inversion(words: Words, cue: Cue, source: Range) -> bool:
    """Whether "…, said Lind" is one, rather than "Lind, the premier, said a war was near"."""
    return (
        cue.lemma in word_set("inverting")
        and words.lowers[source[0]] not in word_set("pronouns") | word_set("openers")
        and not has_finite(words, source)
        and has_finite(words, (0, cue.first))
    )


def _parenthetical(words: Words, cue: Cue) -> Found | None:
    """ "…, Lind said" and "…, Lind said, …"."""
    source = subject_before(words, cue.first)
    if source is None or source[0] == 0:
        return None
    before = source[0] - 1
    if words.lowers[before] == "as":
        before -= 1
    is_quoted = words.quoted[before]
    if not is_quoted and words.lowers[before] not in BREAKS:
        return None
    end = _tail_end(words, cue) if is_quoted else adjunct_end(words, cue)
    if end is None:
        return None
    pieces = ((0, before + is_quoted), *_piece_after(words, end, is_quoted=is_quoted))
    return Found(source, (cue.first, cue.end), pieces)


def _tail_end(words: Words, cue: Cue) -> int | None:
    """Where the tail behind "“…,” Lind said" ends, however long; None when more is said in it."""
    if words.low(cue.end) in ("that", ":") or words.quoted[min(cue.end, len(words) - 1)]:
        return None
    tail = range(cue.end, len(words))
    return next((at for at in tail if words.lowers[at] in BREAKS), len(words))


def _piece_after(words: Words, at: int, *, is_quoted: bool) -> tuple[Range, ...]:
    """The rest of what is said when the source stands in its middle."""
    if words.low(at) not in BREAKS or at + 1 >= len(words):
        return ()
    if words.quoted[at + 1]:
        return ((at + 1, len(words)),)
    if words.low(at + 1) in ("and", "but") and at + 2 < len(words) and words.quoted[at + 2]:
        return ((at + 2, len(words)),)
    return () if is_quoted or _turns(words, at + 1) else ((at + 1, len(words)),)


def _turns(words: Words, at: int) -> bool:
    low = words.low(at)
    return low in word_set("turns") or low.endswith("ing") or not low


def claims_after(words: Words, cues: tuple[Cue, ...], first: Found) -> Iterator[Found]:
    """Further claims in the tail: "…, Lind said, adding that …"."""
    tail = max(first.cue[1], first.source[1] if first.source else 0)
    if len(first.content) > 1 or first.content[0][0] >= first.cue[1]:
        return
    for cue in cues:
        if cue.head > tail and cue.frame in SPOKEN and (cue.is_participle or is_joined(words, cue)):
            yield Found(
                first.source, (cue.first, cue.end), ((content_start(words, cue), len(words)),)
            )
            return
