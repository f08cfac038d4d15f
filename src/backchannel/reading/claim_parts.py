"""What claims are put together from, in word numbers: found pieces and where they end."""

from dataclasses import dataclass

from backchannel.reading.cues import Cue, Frame, word_set
from backchannel.reading.speakers import Range, is_finite
from backchannel.reading.tokens import Words

# "said at a dinner in Geneva on Monday": longer tails than this are content.
MAX_ADJUNCT_WORDS = 10
SPOKEN = frozenset({Frame.SPEECH, Frame.TELLING, Frame.CLAUSE})
BREAKS = frozenset(",;—–") | {"--"}


@dataclass(frozen=True, slots=True)
class Found:
    """A claim in word numbers."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]


def adjunct_end(words: Words, cue: Cue) -> int | None:
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
        if low in BREAKS or at == len(words) - 1:
            return at
        if low in word_set("finite"):
            return None
    return len(words)


def has_finite(words: Words, piece: Range) -> bool:
    """Whether a stretch has a verb with a subject, or a quotation, in it."""
    return any(words.quoted[at] or is_finite(words, at) for at in range(*piece))


def content_start(words: Words, cue: Cue) -> int:
    """Where the content begins: behind the day, the place and whoever is told."""
    for at in range(cue.end, min(len(words), cue.end + 14)):
        low = words.lowers[at]
        if words.quoted[at] or low == ":":
            return at
        if low == "that" and cue.frame in SPOKEN:
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


def is_joined(words: Words, cue: Cue) -> bool:
    """Whether the cue shares its subject with the verb before: "… and added"."""
    return words.low(cue.first - 1) in ("and", "but") and cue.first > 1
