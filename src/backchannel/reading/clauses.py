"""Sentences and their clauses: where a clause begins and ends, told from commas and small words."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from backchannel.reading.marks import Scene
from backchannel.reading.nearby import inside
from backchannel.types import Mention, Span, Timex

# No sentence tells of more findings of one kind (the most in the train reports is 6): what does is
# a list of words, and to look around each of them takes the square of its length.
MAX_ANCHORS = 20
# A clause ends at the latest so many characters from its anchor; few sentences are as long.
MAX_CLAUSE = 400
# Where a clause ends: a stop, a dash, or a comma before a new verb of saying or a new subject.
_CLAUSE_END = re.compile(
    r"[;:]\s|\s(?:--|–|—)\s|[,.?!][\"”]|[\"”]\s+(?=(?:[\w.’'-]+\s+){1,4}?(?:said|told|added)\b)"
    r"|,\s+(?=(?:and|but|while|whereas|although|though|which|who|saying|adding|according|said"
    r"|making|citing|noting|despite|however|with|\w+ing)\b|(?:[\w.’'-]+\s+){1,8}?(?:said|says|added|told)\b)"
    r"|\s+(?=(?:but|while|whereas|although|though|because)\s)"
    r"|\s+(?=and\s+(?:said|told|added|warned|announced|vowed|promised|threatened|denied)\b)"
    r"|(?<=[\w)]),?\s+(?=(?:he|she|they|it)\s+(?:said|added|told)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s+(?:which|who|whose)\b[^,;.]{3,160},\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"[\"“]?(?:if|while|when|although|though|because|unless|as|whereas|once|since)\s(?!\w+ing\b)[^,;]{5,200},",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a scene with its outermost mentions, in order."""

    scene: Scene
    span: Span
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.scene.text[self.span.start : self.span.end]

    def between(self, start: int, end: int) -> str:
        """The words between two offsets of the report."""
        return self.scene.text[start:end]


@lru_cache(maxsize=1)
def sentences_of(scene: Scene) -> tuple[Sentence, ...]:
    """The sentences of a scene, each with the mentions in it."""
    return tuple(
        Sentence(scene, span, inside(scene.outer, span)) for span in scene.layout.sentences
    )


def sentence_at(scene: Scene, span: Span) -> Sentence | None:
    """The sentence in which a span lies."""
    sentences = sentences_of(scene)
    before = bisect_right(sentences, span.start, key=lambda s: s.span.start)
    return sentences[before - 1] if before and sentences[before - 1].span.holds(span) else None


def clause_end(sentence: Sentence, at: int) -> int:
    """Where the clause that runs on from `at` ends, without its last stop."""
    limit = min(sentence.span.end, at + MAX_CLAUSE)
    found = _CLAUSE_END.search(sentence.scene.text, at, limit)
    end = found.start() if found else limit
    opening = _opening_clause(sentence)
    if at <= opening.end:
        end = min(end, opening.end)
    while end > at and sentence.scene.text[end - 1] in " \n.,;:!?\"”’'-–—":
        end -= 1
    return end


def clause_start(sentence: Sentence, at: int) -> int:
    """Where the clause that holds `at` begins."""
    start = max(sentence.span.start, at - MAX_CLAUSE)
    for found in _CLAUSE_END.finditer(sentence.scene.text, start, at):
        start = found.end()
    opening = _opening_clause(sentence)
    return max(start, opening.end) if opening.end < at else start


def _opening_clause(sentence: Sentence) -> Span:
    """The clause before the first comma in "If the talks fail, …"; empty where there is none."""
    found = _OPENING.match(sentence.text)
    start = sentence.span.start
    return Span(start, start + (found.end() - 1 if found else 0))


def marked_clause(sentence: Sentence, anchor: Span) -> str:
    """The clause of an anchor with the anchor written `@`, as the status rules want it.

    A relative clause that comes between the anchor and its verb is left out: "The talks, which
    were short, failed".
    """
    text = sentence.scene.text
    start, end = clause_start(sentence, anchor.start), clause_end(sentence, anchor.end)
    words = f"{text[start : anchor.start]}@{text[anchor.end : end]}"
    aside = _RELATIVE.match(text, end, sentence.span.end)
    if aside is None:
        return words
    return f"{words} {text[aside.end() : clause_end(sentence, aside.end())]}"


# A century or a decade says when things are so, not when one was done.
LONGEST_DATE = timedelta(days=5 * 366)


def can_date(timex: Timex) -> bool:
    """Whether a time expression can be the day of something: it has days, and not too many."""
    days = timex.range
    if days is None or days.earliest is None or days.latest is None:
        return days is not None
    return days.latest - days.earliest <= LONGEST_DATE
