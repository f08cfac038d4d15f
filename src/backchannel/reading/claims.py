"""Put source, cue and content together within one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from backchannel.reading.cues import Cue, Frame, find_cues, first_auxiliary, word_set
from backchannel.reading.subjects import (
    Range,
    is_finite,
    main_subject,
    object_after,
    subject_before,
)
from backchannel.reading.tokens import Words
from backchannel.types import Span

# "said at a news conference in Geneva on Monday": longer tails than this are content.
MAX_ADJUNCT_WORDS = 10
_SPOKEN = frozenset({Frame.SPEECH, Frame.TELLING, Frame.CLAUSE})
_BREAKS = frozenset(",;—–") | {"--"}


@dataclass(frozen=True, slots=True)
class Claim:
    """Source, cue and content of one attribution; none when it stands in the next sentence."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim in word numbers."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]


def claims_in(words: Words) -> tuple[Claim, ...]:
    """The claims of a sentence, in order; what is credited within a claim is not told apart."""
    cues = find_cues(words)
    if not cues:
        return ()
    behind = next(filter(None, (_claim_behind(words, cue) for cue in cues)), None)
    if behind is None:
        found = list(_claims_before(words, cues))
    else:
        found = [behind, *_claims_after(words, cues, behind)]
    return tuple(_in_characters(words, f) for f in found)


def _in_characters(words: Words, found: _Found) -> Claim:
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


# --- The cue stands behind its content -----------------------------------------------------------


def _claim_behind(words: Words, cue: Cue) -> _Found | None:
    if cue.frame is Frame.ACCORDING:
        return _according(words, cue)
    if cue.frame not in _SPOKEN or cue.is_passive or cue.is_participle or cue.is_infinitive:
        return None
    return _inverted(words, cue) or _parenthetical(words, cue)


def _according(words: Words, cue: Cue) -> _Found | None:
    at_start = cue.first == 0 or (words.low(cue.first - 1) in ("and", "but") and cue.first == 1)
    source = object_after(words, cue.end, crosses_commas=not at_start)
    if source is None:
        return None
    rest = (source[1], len(words))
    if at_start:
        return _Found(source, (cue.first, cue.end), (rest,))
    before = (0, cue.first)
    after = (rest,) if words.low(source[1]) == "," and not _turns(words, source[1] + 1) else ()
    return _Found(source, (cue.first, cue.end), (before, *after))


def _inverted(words: Words, cue: Cue) -> _Found | None:
    """ "…," said Lind."""
    if cue.frame is not Frame.SPEECH or cue.first == 0:
        return None
    is_after_quote = words.quoted[cue.first - 1]
    if not is_after_quote and words.lowers[cue.first - 1] not in _BREAKS:
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
    return _Found(source, (cue.first, cue.end), pieces)


def _is_inversion(words: Words, cue: Cue, source: Range) -> bool:
    """Whether "…, said Lind" is one, rather than "Lind, the premier, said a war was near"."""
    return (
        cue.lemma in word_set("inverting")
        and words.lowers[source[0]] not in word_set("pronouns") | word_set("openers")
        and not _has_finite(words, source)
        and _has_finite(words, (0, cue.first))
    )


def _parenthetical(words: Words, cue: Cue) -> _Found | None:
    """ "…, Lind said" and "…, Lind said, …"."""
    source = subject_before(words, cue.first)
    if source is None or source[0] == 0:
        return None
    before = source[0] - 1
    if words.lowers[before] == "as":
        before -= 1
    is_quoted = words.quoted[before]
    if not is_quoted and words.lowers[before] not in _BREAKS:
        return None
    end = _tail_end(words, cue) if is_quoted else _adjunct_end(words, cue)
    if end is None:
        return None
    pieces = ((0, before + is_quoted), *_piece_after(words, end, is_quoted=is_quoted))
    return _Found(source, (cue.first, cue.end), pieces)


def _tail_end(words: Words, cue: Cue) -> int | None:
    """Where the tail behind "“…,” Lind said" ends, however long; None when more is said in it."""
    if words.low(cue.end) in ("that", ":") or words.quoted[min(cue.end, len(words) - 1)]:
        return None
    tail = range(cue.end, len(words))
    return next((at for at in tail if words.lowers[at] in _BREAKS), len(words))


def _adjunct_end(words: Words, cue: Cue) -> int | None:
    """Where the day and place behind a verb end, or None when a clause follows."""
    following = words.low(cue.end)
    is_adjunct = following in word_set("adjuncts") or following in word_set("days")
    if (
        cue.frame is not Frame.TELLING
        and not is_adjunct
        and following not in (",", ".", ";", "—", "–", "--", "", "!", "?")
    ):
        return None
    for at in range(cue.end, len(words)):
        low = words.lowers[at]
        if words.quoted[at] or low in (":", "that") or at - cue.end > MAX_ADJUNCT_WORDS:
            return None
        if low in _BREAKS or at == len(words) - 1:
            return at
        if low in word_set("finite"):
            return None
    return len(words)


def _piece_after(words: Words, at: int, *, is_quoted: bool) -> tuple[Range, ...]:
    """The rest of what is said when the source stands in its middle."""
    if words.low(at) not in _BREAKS or at + 1 >= len(words):
        return ()
    if words.quoted[at + 1]:
        return ((at + 1, len(words)),)
    if words.low(at + 1) in ("and", "but") and at + 2 < len(words) and words.quoted[at + 2]:
        return ((at + 2, len(words)),)
    return () if is_quoted or _turns(words, at + 1) else ((at + 1, len(words)),)


def _turns(words: Words, at: int) -> bool:
    low = words.low(at)
    return low in word_set("turns") or low.endswith("ing") or not low


def _has_finite(words: Words, piece: Range) -> bool:
    return any(words.quoted[at] or is_finite(words, at) for at in range(*piece))


def _claims_after(words: Words, cues: tuple[Cue, ...], first: _Found) -> Iterator[_Found]:
    """Further claims in the tail: "…, Lind said, adding that …"."""
    tail = max(first.cue[1], first.source[1] if first.source else 0)
    if len(first.content) > 1 or first.content[0][0] >= first.cue[1]:
        return
    for cue in cues:
        if (
            cue.head > tail
            and cue.frame in _SPOKEN
            and (cue.is_participle or _is_joined(words, cue))
        ):
            yield _Found(
                first.source, (cue.first, cue.end), ((_content_start(words, cue), len(words)),)
            )
            return


# --- The cue stands before its content -----------------------------------------------------------


def _claims_before(words: Words, cues: tuple[Cue, ...]) -> Iterator[_Found]:
    found: list[_Found] = []
    for cue in cues:
        claim = _next_claim(words, cue, found)
        if claim is None:
            continue
        if found:
            found[-1] = _cut(found[-1], claim)
        found.append(claim)
    yield from found


def _cut(claim: _Found, following: _Found) -> _Found:
    """The claim with its content ended where the next one begins."""
    end = following.cue[0]
    if following.source and claim.cue[1] <= following.source[0]:
        end = following.source[0]
    return _Found(
        claim.source, claim.cue, tuple((a, min(b, end)) for a, b in claim.content if a < end)
    )


def _next_claim(words: Words, cue: Cue, found: list[_Found]) -> _Found | None:
    is_joined = _is_joined(words, cue)
    is_within = bool(found) and _reaches(found[-1], cue)
    if is_within and not (cue.is_participle or is_joined or _opens_clause(words, cue)):
        return None
    if cue.frame is Frame.HEDGE:
        return _hedged(words, cue) if not found else None
    if cue.is_passive:
        return None
    if cue.is_participle or is_joined or cue.is_infinitive:
        source = found[-1].source if found else main_subject(words, cue.first)
    else:
        source = subject_before(words, cue.first)
    if source is None:
        return None
    return _Found(source, (cue.first, cue.end), _content_after(words, cue, source))


def _content_after(words: Words, cue: Cue, source: Range) -> tuple[Range, ...]:
    """What follows a cue; nothing when only day and place do, and the words are yet to come."""
    if cue.frame in (Frame.SPEECH, Frame.TELLING) and _adjunct_end(words, cue) == len(words) - 1:
        return ()
    start, end = _content_start(words, cue), len(words)
    if cue.frame is Frame.THING or words.lowers[source[0]] in word_set("relatives"):
        end = next(
            (i for i in range(start, end) if words.lowers[i] == "," and not words.quoted[i]), end
        )
    return ((start, end),)


def _reaches(claim: _Found, cue: Cue) -> bool:
    """Whether the cue stands within what is credited before it."""
    return any(start <= cue.head < end for start, end in claim.content)


def _is_joined(words: Words, cue: Cue) -> bool:
    return words.low(cue.first - 1) in ("and", "but") and cue.first > 1


def _opens_clause(words: Words, cue: Cue) -> bool:
    """Whether a new main clause with a source of its own begins before the cue."""
    source = subject_before(words, cue.first)
    if source is None or source[0] < 2 or cue.frame is not Frame.SPEECH:
        return False
    before, comma = words.lowers[source[0] - 1], words.lowers[source[0] - 2]
    return before == ";" or (
        before in ("and", "but", "while", "though", "although") and comma == ","
    )


def _hedged(words: Words, cue: Cue) -> _Found | None:
    source = subject_before(words, first_auxiliary(words, cue.first))
    before = ((source[0], cue.first),) if source else ()
    return _Found(None, (cue.first, cue.end), (*before, (cue.end, len(words))))


def _content_start(words: Words, cue: Cue) -> int:
    """Where the content begins: behind the day, the place and whoever is told."""
    for at in range(cue.end, min(len(words), cue.end + 14)):
        low = words.lowers[at]
        if words.quoted[at] or low == ":":
            return at
        if low == "that" and cue.frame in _SPOKEN:
            return at
        if cue.frame is Frame.TELLING and at > cue.end and low in word_set("recipient_ends"):
            return at
        if low in word_set("finite") or low == ".":
            break
    start = cue.end
    while words.low(start) in word_set("days") or (
        words.low(start) == "on" and words.low(start + 1) in word_set("days")
    ):
        start += 1
    return start
