"""Whether the verb that governs a year tells it surely as past, or surely as still to come."""

import re
from collections.abc import Sequence
from functools import cache

from backchannel.reading.tense import Tense, is_past_form, tense_of
from backchannel.rules import load_table
from backchannel.types import Span

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_PUNCTUATION = re.compile(r"[^\w\s]\Z")
_BARE_YEAR = re.compile(r"\d{4}s?")
# Further off, a verb governs something else.
_REACH = 16
# What is within reach stands within so many characters.
_FAR = 400


def is_told_as_past(text: str, sentence: Span, span: Span) -> bool:
    """Whether a finite past verb governs the expression: "met in 1999", "In 1999 they met".

    An infinitive, a participle in -ing or a present stands between: "asked him to come in 2031".
    """
    before = _words_before(text, sentence, span)
    if before[-1:] == ["since"]:
        return True
    if not _is_at(before, "past_prepositions", text[span.start : span.end]):
        return False
    front = before[:-1]
    if not front or front[-1] in _words("fronts"):
        end = min(sentence.end, span.end + _FAR)
        after = [m[0].lower() for m in _TOKEN.finditer(text, span.end, end)]
        return _first_verb_is_past(after)
    return _nearest_verb(front, stops="past_stops") is Tense.PAST


def is_told_as_ahead(text: str, sentence: Span, span: Span) -> bool:
    """Whether "will", "due" or the like governs the expression, with no other verb between."""
    before = _words_before(text, sentence, span)
    if not _is_at(before, "future_prepositions", text[span.start : span.end]):
        return False
    return _nearest_verb(before[:-1], stops="future_stops") is Tense.FUTURE


def _words_before(text: str, sentence: Span, span: Span) -> list[str]:
    start = max(sentence.start, span.start - _FAR)
    return [m[0].lower() for m in _TOKEN.finditer(text, start, span.start)]


def _is_at(before: Sequence[str], prepositions: str, words: str) -> bool:
    if not before or before[-1] not in _words(prepositions):
        return False
    return before[-1] != "on" or not _BARE_YEAR.fullmatch(words)


def _nearest_verb(tokens: Sequence[str], *, stops: str) -> Tense | None:
    """The tense of the nearest finite verb before; None where something comes between."""
    for i in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _REACH), -1):
        word = tokens[i]
        if word in _words("sure"):
            return Tense.FUTURE
        if is_past_form(word) and tokens[i - 1 : i] == ["be"]:
            continue
        if is_past_form(word) and not _is_adjective(tokens, i):
            return _tense_of_past_form(tokens, i)
        if word in _words(stops) or _parts(tokens, i, stops):
            return None
    return None


def _parts(tokens: Sequence[str], i: int, stops: str) -> bool:
    """Whether a word parts what follows from the verbs before it, or is itself another verb."""
    word = tokens[i]
    if _PUNCTUATION.match(word) or (stops == "past_stops" and _is_infinitive(tokens, i)):
        return True
    is_participle = word.endswith("ing") and len(word) > 5 and word not in _words("nouns_in_ing")
    return is_participle or (not is_past_form(word) and tense_of(tokens, i) is not None)


def _is_infinitive(tokens: Sequence[str], i: int) -> bool:
    return tokens[i] == "to" and i + 1 < len(tokens) and tokens[i + 1] not in _words("no_verb")


def _is_adjective(tokens: Sequence[str], i: int) -> bool:
    """Whether the form stands before a noun: "a projected loss"."""
    return i > 0 and tokens[i - 1] in _words("no_verb")


def _tense_of_past_form(tokens: Sequence[str], i: int) -> Tense | None:
    if tokens[i] in _words("plan") or tokens[i] in _words("saying"):
        return None
    earlier = [w for w in tokens[max(0, i - 3) : i] if not w.endswith("ly") and w != "not"]
    if earlier and earlier[-1] in _words("present_be"):
        return None
    return Tense.PAST


def _first_verb_is_past(tokens: Sequence[str]) -> bool:
    for i, word in enumerate(tokens[:_REACH]):
        if word in (";", "—"):
            return False
        if is_past_form(word):
            ahead = tokens[i + 1 : i + 3]
            return not any(w == "to" or w in _words("future") for w in ahead)
        if tense_of(tokens, i) is not None:
            return False
    return False


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("tense")[name])
