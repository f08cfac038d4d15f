"""The tense around a time expression: whether "on Tuesday" is the last one or the next."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from itertools import islice

from backchannel.rules import load_table
from backchannel.types import Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[;:\"“”—]|--")
_HAVE = frozenset({"have", "has", "had"})
_CLAUSE_ENDS = frozenset({";", '"', "“", "”", "—", "--"})
# Clauses are seldom longer; beyond that the verb is another's.
_REACH = 24
_NEAR = 4
# Few words with the space behind them are longer, in characters.
_LONG = 16
# "Could come as early as Tuesday" is ahead, "met as early as Tuesday" is not.
_AS_SOON_AS = (["as", "early", "as"], ["as", "soon", "as"])


class Tense(StrEnum):
    """Where the verb puts what it tells."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def tense_at(text: str, sentence: Span, span: Span) -> Tense:
    """The tense of the verb that governs a time expression: the nearest before it, else after."""
    before = _words_before(text, sentence, span, _REACH)
    after = [m[0].lower() for m in islice(_WORD.finditer(text, span.end, sentence.end), _REACH)]
    tense = (
        _tense_beside(before, after)
        or _tense_of_fronted(before, after)
        or _tense_before(before)
        or _tense_after(after)
    )
    if tense in (None, Tense.UNKNOWN) and _sets_a_limit(before):
        return Tense.FUTURE
    return tense or Tense.UNKNOWN


def _sets_a_limit(before: Sequence[str]) -> bool:
    """Whether the words right before are "until", "by" or "as early as"."""
    return before[-3:] in _AS_SOON_AS or (bool(before) and before[-1] in _words("limit"))


def is_told_by_next_verb(text: str, sentence: Span, span: Span) -> bool:
    """Whether a past verb of doing stands right before: "met in May", not "said in May"."""
    tokens = _words_before(text, sentence, span, _NEAR)
    verbs = [w for w in tokens if is_past_form(w)]
    if not verbs or tokens[-1] in _words("limit") or "to" in tokens:
        return False
    return verbs[-1] not in _words("saying")


def is_before_verb(text: str, span: Span) -> bool:
    """Whether a verb stands right behind: "on Friday signed", "on Friday will sign"."""
    behind = _WORD.search(text, span.end, span.end + _LONG)
    return behind is not None and tense_of([behind[0].lower()], 0) is not None


def _words_before(text: str, sentence: Span, span: Span, count: int) -> list[str]:
    start = max(sentence.start, span.start - count * _LONG)
    return [m[0].lower() for m in _WORD.finditer(text, start, span.start)][-count:]


def _tense_beside(before: Sequence[str], after: Sequence[str]) -> Tense | None:
    """The verb right behind: "the envoy on Tuesday met", "and on Friday was due to leave"."""
    if not before or before[-1] != "on" or not after or not is_past_form(after[0]):
        return None
    return Tense.FUTURE if any(w in _words("future") for w in after[1:2]) else Tense.PAST


def _tense_of_fronted(before: Sequence[str], after: Sequence[str]) -> Tense | None:
    """What opens its clause belongs to the verb behind: "said that on Friday they would meet"."""
    lead = before[:-1] if before and before[-1] in ("on", "in") else before
    return _tense_after(after) if lead and lead[-1] == "that" else None


def _tense_before(tokens: Sequence[str]) -> Tense | None:
    infinitive = False
    for i in range(len(tokens) - 1, -1, -1):
        word = tokens[i]
        if word in _CLAUSE_ENDS:
            return Tense.FUTURE if infinitive else None
        if word == "to" and _follows_a_plan(tokens[:i]):
            return Tense.FUTURE
        infinitive = infinitive or (
            word == "to" and i + 1 < len(tokens) and _is_bare(tokens[i + 1])
        )
        tense = tense_of(tokens, i)
        if tense is not None:
            return tense
    return None


def _tense_after(tokens: Sequence[str]) -> Tense | None:
    for i, word in enumerate(tokens):
        if word in _CLAUSE_ENDS and i:
            return None
        tense = tense_of(tokens, i)
        if tense is not None:
            return tense
    return None


def _follows_a_plan(tokens: Sequence[str]) -> bool:
    """Whether "to" comes after a word such as "agreed", "is", "due"."""
    return bool(tokens) and tokens[-1] in _words("plan")


def _is_bare(word: str) -> bool:
    return word not in _words("no_verb")


def tense_of(tokens: Sequence[str], i: int) -> Tense | None:
    """The tense that a word gives its clause (unknown for a present), None if it is no verb."""
    word = tokens[i]
    if word in _words("future") or (word in _words("begins") and _tells_of_noun(tokens, i)):
        return Tense.PAST if _is_gone_by(tokens, i) else Tense.FUTURE
    looks_ahead = word == "forward" and i > 0 and tokens[i - 1].startswith("look")
    if looks_ahead or word.endswith(("'ll", "’ll")) or word in ("won't", "won’t"):
        return Tense.FUTURE
    if word in _words("participle") and _HAVE & set(tokens[max(0, i - 3) : i]):
        return Tense.PAST
    if is_past_form(word) and not _is_adjective(tokens, i):
        return _tense_of_participle(tokens, i)
    if word in _words("present") and not _leads_to_past(tokens, i):
        return Tense.UNKNOWN
    return None


def _tells_of_noun(tokens: Sequence[str], i: int) -> bool:
    """Whether it says when a thing begins: "talks opening on", but not "opening talks on"."""
    is_named = i > 0 and tokens[i - 1] in _words("determiner")
    behind = tokens[i + 1 : i + 2]
    return not is_named and all(word in _words("when_or_where") for word in behind)


def _is_gone_by(tokens: Sequence[str], i: int) -> bool:
    """Whether it was ahead of a past time: "had been due to expire on Friday"."""
    return {"had", "been"} <= set(tokens[max(0, i - 3) : i])


def is_past_form(word: str) -> bool:
    """Whether a word (in small letters) looks like a past form or a past participle."""
    if word in _words("past"):
        return True
    return word.endswith("ed") and len(word) > 4 and word not in _words("no_past")


def _is_adjective(tokens: Sequence[str], i: int) -> bool:
    """Whether a participle stands before its noun: "on an unspecified date", "the agreed day"."""
    before = tokens[i - 1] if i else ""
    if before in _words("still"):
        before = tokens[i - 2] if i > 1 else ""
    return tokens[i].endswith("ed") and before in _words("determiner")


def _tense_of_participle(tokens: Sequence[str], i: int) -> Tense | None:
    """A participle after "be" or a modal takes their time, not its own."""
    word = tokens[i]
    earlier = [w for w in tokens[max(0, i - 4) : i] if not w.endswith("ly") and w != "not"]
    if earlier and earlier[-1] in ("be", "being"):
        leads = earlier[-2] if len(earlier) > 1 else ""
        return Tense.FUTURE if leads in _words("before_be") else None
    if word in _words("ahead_if_passive") and earlier and earlier[-1] in ("is", "are"):
        return Tense.FUTURE
    return Tense.PAST


def _leads_to_past(tokens: Sequence[str], i: int) -> bool:
    """Whether "has" or "is" is only the auxiliary of a participle or of a plan further on."""
    return any(is_past_form(w) or w in _words("future") for w in tokens[i + 1 : i + 4])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("tense")[name])
