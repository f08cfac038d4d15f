"""Claims whose cue stands before what is said: "Lind said that …"."""

from collections.abc import Iterator

from backchannel.reading.claim_parts import Found, adjunct_end, content_start, is_joined
from backchannel.reading.cues import Cue, Frame, first_auxiliary, word_set
from backchannel.reading.speakers import Range, main_subject, subject_before
from backchannel.reading.tokens import Words


def claims_before(words: Words, cues: tuple[Cue, ...]) -> Iterator[Found]:
    """The claims of a sentence whose cues stand before what they bring in."""
    found: list[Found] = []
    for cue in cues:
        claim = _next_claim(words, cue, found)
        if claim is None:
            continue
        if found:
            found[-1] = _cut(found[-1], claim)
        found.append(claim)
    yield from found


def _cut(claim: Found, following: Found) -> Found:
    """The claim with its content ended where the next one begins."""
    end = following.cue[0]
    if following.source and claim.cue[1] <= following.source[0]:
        end = following.source[0]
    return Found(
        claim.source, claim.cue, tuple((a, min(b, end)) for a, b in claim.content if a < end)
    )


def _next_claim(words: Words, cue: Cue, found: list[Found]) -> Found | None:
    shares = is_joined(words, cue)
    is_within = bool(found) and _reaches(found[-1], cue)
    if is_within and not (cue.is_participle or shares or _opens_clause(words, cue)):
        return None
    if cue.frame is Frame.HEDGE:
        return _hedged(words, cue) if not found else None
    if cue.is_passive:
        return None
    if cue.is_participle or shares or cue.is_infinitive:
        source = found[-1].source if found else main_subject(words, cue.first)
    else:
        source = subject_before(words, cue.first)
    if source is None:
        return None
    return Found(source, (cue.first, cue.end), _content_after(words, cue, source))


def _content_after(words: Words, cue: Cue, source: Range) -> tuple[Range, ...]:
    """What follows a cue; nothing when only day and place do, and the words are yet to come."""
    if cue.frame in (Frame.SPEECH, Frame.TELLING) and adjunct_end(words, cue) == len(words) - 1:
        return ()
    start, end = content_start(words, cue), len(words)
    if cue.frame is Frame.THING or words.lowers[source[0]] in word_set("relatives"):
        end = next(
            (i for i in range(start, end) if words.lowers[i] == "," and not words.quoted[i]), end
        )
    return ((start, end),)


def _reaches(claim: Found, cue: Cue) -> bool:
    """Whether the cue stands within what is credited before it."""
    return any(start <= cue.head < end for start, end in claim.content)


def _opens_clause(words: Words, cue: Cue) -> bool:
    """Whether a new main clause with a source of its own begins before the cue."""
    source = subject_before(words, cue.first)
    if source is None or source[0] < 2 or cue.frame is not Frame.SPEECH:
        return False
    before, comma = words.lowers[source[0] - 1], words.lowers[source[0] - 2]
    return before == ";" or (
        before in ("and", "but", "while", "though", "although") and comma == ","
    )


def _hedged(words: Words, cue: Cue) -> Found | None:
    source = subject_before(words, first_auxiliary(words, cue.first))
    before = ((source[0], cue.first),) if source else ()
    return Found(None, (cue.first, cue.end), (*before, (cue.end, len(words))))
