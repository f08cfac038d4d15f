"""How far the words go that name who speaks, told from word order alone."""

from backchannel.reading.cues import lexicon, word_set
from backchannel.reading.tokens import Words

# A range of word numbers, the end excluded.
Range = tuple[int, int]

_MARKS = frozenset(',;:()[]—–"“”.') | {"--", "''", "-"}
# Longer stretches before a verb are clauses of their own.
MAX_SOURCE_WORDS = 30


def subject_before(words: Words, end: int) -> Range | None:
    """The source that ends where the cue begins: "Lind", "Lind, the premier,", "they"."""
    end = _without_day(words, end)
    if end <= 0 or words.quoted[end - 1]:
        return None
    if words.lowers[end - 1] in word_set("pronouns"):
        return end - 1, end
    if words.lowers[end - 1] != ",":
        start = phrase_start(words, end)
        return (start, end) if start < end else None
    comma = next((at for at in range(end - 2, 0, -1) if words.lowers[at] == ","), None)
    if comma is None or words.quoted[comma] or end - comma > MAX_SOURCE_WORDS:
        return None
    start = phrase_start(words, comma)
    return (start, end - 1) if start < comma else None


def phrase_start(words: Words, end: int) -> int:
    """Where the noun phrase begins that ends before word number `end`."""
    start = end
    while start > 0 and end - start < MAX_SOURCE_WORDS:
        low = words.lowers[start - 1]
        if low == ")":
            start = next((at for at in range(start - 2, 0, -1) if words.lowers[at] == "("), start)
            if words.lowers[start] != "(":
                break
            continue
        if words.quoted[start - 1] or low in _MARKS:
            break
        if low in word_set("finite"):
            return end
        if low in word_set("barriers"):
            break
        if low in word_set("pronouns") and low not in word_set("relatives"):
            break
        if low == "and" and (start == 1 or _has_verb(words, start - 1)):
            break
        start -= 1
    while start < end and words.lowers[start] in ("and", "but", "so", "then", "or"):
        start += 1
    return _without_opener(words, start, end)


def main_subject(words: Words, before: int) -> Range | None:
    """The subject of the sentence in whose tail a participle stands: "Lind left, saying …"."""
    start = _clause_start(words, before)
    for at in range(start, min(before, start + MAX_SOURCE_WORDS)):
        low = words.lowers[at]
        if at > start and is_finite(words, at):
            end = at
            while end > start + 1 and _is_filler(words.lowers[end - 1]):
                end -= 1
            return start, end
        if low in (";", ":"):
            return None
    return None


def object_after(words: Words, start: int, *, crosses_commas: bool) -> Range | None:
    """The source behind a cue: "said Lind, the premier", "according to the sources"."""
    end = start
    while end < len(words) and end - start < MAX_SOURCE_WORDS:
        low = words.lowers[end]
        if words.quoted[end] or low in (";", ":", "—", "–", "--", "-"):
            break
        if end == len(words) - 1 and low in ".!?":
            break
        if low == "," and not (crosses_commas and _is_apposition(words, end + 1)):
            break
        if end > start and _leaves_phrase(words, end):
            break
        end += 1
    return (start, end) if end > start else None


def _leaves_phrase(words: Words, at: int) -> bool:
    low, following = words.lowers[at], words.low(at + 1)
    if low in ("while", "after", "when", "because", "during", "but", "as", "if", "before"):
        return True
    if low in word_set("days"):
        return True
    return low in ("in", "on", "at") and (following in ("a", "an") or following in word_set("days"))


def _is_apposition(words: Words, at: int) -> bool:
    low = words.low(at)
    if low in ("who", "the", "a", "an", "whose", "his", "her", "its"):
        return True
    if at >= len(words) or words.quoted[at]:
        return False
    if low in word_set("openers") or low in word_set("finite"):
        return False
    return not low.endswith("ing") and low not in (
        "and",
        "but",
        "or",
        "which",
        "he",
        "she",
        "they",
        "it",
    )


def _clause_start(words: Words, before: int) -> int:
    start = 0
    while start < before and (words.quoted[start] or words.lowers[start] in ("and", "but", "so")):
        start += 1
    if words.low(start) in word_set("openers"):
        comma = next((i for i in range(start, before) if words.lowers[i] == ","), None)
        if comma is not None and comma + 1 < before - 2:
            return comma + 1
    return start


def _has_verb(words: Words, end: int) -> bool:
    """Whether a finite verb stands before, since the last mark."""
    for at in range(end - 1, -1, -1):
        if words.lowers[at] in _MARKS:
            return False
        if is_finite(words, at):
            return True
    return False


def is_finite(words: Words, at: int) -> bool:
    """Whether a word looks like a verb with a subject: "was", "turned", "says"."""
    low = words.lowers[at]
    if low in word_set("finite"):
        return True
    if low.endswith("ed") and len(low) > 4:
        return not words.is_capital(at)
    verb = lexicon().get(low)
    return verb is not None and low.endswith("s") and low != verb.lemma


def _is_filler(low: str) -> bool:
    return (
        low in word_set("auxiliaries")
        or low in word_set("days")
        or low.endswith("ly")
        or low in (",", "on")
    )


def _without_day(words: Words, end: int) -> int:
    if words.low(end - 1) in word_set("days"):
        end -= 1
        if words.low(end - 1) in ("on", "late", "early"):
            end -= 1
    return end


def _without_opener(words: Words, start: int, end: int) -> int:
    """Leave out "on Tuesday" and the like where no comma parts it from the source."""
    if words.low(start) not in word_set("openers"):
        return start
    for at in range(start, min(end - 1, start + 4)):
        if words.lowers[at] in word_set("days"):
            return at + 1
    return start
