"""Find the words that credit something to a source: "said", "according to", "is believed to"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from backchannel.reading.tokens import Words
from backchannel.rules import load_table


class Frame(StrEnum):
    """What a cue takes, and where."""

    SPEECH = "speech"
    TELLING = "telling"
    CLAUSE = "clause"
    THING = "thing"
    HEDGE = "hedge"
    ACCORDING = "according"


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb: its lemma, its frame, and the words it needs after it where it has none."""

    lemma: str
    frame: Frame | None
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of a cue from number `first` (with auxiliaries) to `end`; the verb at `head`."""

    first: int
    head: int
    end: int
    frame: Frame
    lemma: str
    is_passive: bool = False
    is_participle: bool = False
    is_infinitive: bool = False


# Cue words that are kept with their verb; others ("to", "that") begin the content.
_PARTICLES = frozenset({"for", "on", "of", "about", "against", "out"})
_VOWELS = "aeiou"
# "was quoted by the official news agency of Norland as saying".
MAX_QUOTER_WORDS = 14
# What stands before a participle that continues the sentence: "…, saying that …".
_OPENS_PARTICIPLE = frozenset({",", "and", "but", "by", "—", "–", "--", ""})


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of `attributions.toml`."""
    return frozenset(load_table("attributions")["words"][name].split())


@cache
def lexicon() -> Mapping[str, Verb]:
    """Every form of every cue verb."""
    verbs = load_table("attributions")["verbs"]
    frames: dict[str, Frame] = {}
    for frame in (Frame.THING, Frame.CLAUSE, Frame.TELLING, Frame.SPEECH):
        frames.update(dict.fromkeys(verbs[frame].split(), frame))
    needs: dict[str, set[str]] = {}
    for word, lemmas in verbs["with"].items():
        for lemma in lemmas.split():
            needs.setdefault(lemma, set()).add(word)
    forms: dict[str, Verb] = {}
    for lemma in {*frames, *needs, *verbs["irregular"].values()}:
        verb = Verb(lemma, frames.get(lemma), frozenset(needs.get(lemma, ())))
        forms.update(dict.fromkeys(_inflect(lemma), verb))
    for form, lemma in verbs["irregular"].items():
        forms[form] = forms[lemma]
    return forms


def _inflect(lemma: str) -> Iterator[str]:
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield from (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
        return
    yield lemma
    yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield from (stem + "ed", stem + "ing")
    if lemma[-1] in "bdgmnpt" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def is_crediting(cue: str) -> bool:
    """Whether what these words bring in is told by the source, not demanded, promised or wished."""
    lemmas = (lexicon().get(word) for word in cue.lower().split())
    return "according" in cue.lower() or any(
        verb.lemma in word_set("crediting") for verb in lemmas if verb
    )


def find_cues(words: Words) -> tuple[Cue, ...]:
    """The cues outside quotations, in order."""
    found: list[Cue] = []
    for index, low in enumerate(words.lowers):
        if words.quoted[index] or (found and index < found[-1].end):
            continue
        cue = _verb_cue(words, index, low) or _other_cue(words, index, low)
        if cue:
            found.append(cue)
    return tuple(found)


def _other_cue(words: Words, index: int, low: str) -> Cue | None:
    if low == "according" and words.low(index + 1) == "to":
        return Cue(index, index, index + 2, Frame.ACCORDING, low)
    if low == "quoted":
        return _quoted_as_saying(words, index)
    if low in word_set("hearsay"):
        return Cue(index, index, index + 1, Frame.HEDGE, low)
    if low in word_set("seeming"):
        return Cue(first_auxiliary(words, index), index, index + 1, Frame.HEDGE, low)
    return None


def _quoted_as_saying(words: Words, index: int) -> Cue | None:
    """ "was quoted by state radio as saying"."""
    first = first_auxiliary(words, index)
    for at in range(index + 1, min(len(words), index + MAX_QUOTER_WORDS)):
        if words.lowers[at] == "saying" and words.lowers[at - 1] == "as" and first < index:
            return Cue(first, index, at + 1, Frame.SPEECH, "say")
    return None


def _verb_cue(words: Words, index: int, low: str) -> Cue | None:
    verb = lexicon().get(low)
    if verb is None or _is_noun(words, index) or not _is_verb(words, index, verb.lemma):
        return None
    following = words.low(index + 1)
    if following == "not":
        following = words.low(index + 2)
    if verb.frame is None and following not in verb.needs:
        return None
    frame = verb.frame or _frame_with(following)
    end = index + 2 if following in _PARTICLES and following in verb.needs else index + 1
    first = first_auxiliary(words, index)
    is_passive = _is_passive(words, first, index, low)
    if is_passive and verb.lemma in word_set("hedging") and following in ("to", "that", "as"):
        frame = Frame.HEDGE
    return Cue(
        first,
        index,
        end,
        frame,
        verb.lemma,
        is_passive=is_passive,
        is_participle=low.endswith("ing") and not is_passive and first == index,
        is_infinitive=words.low(index - 1) == "to",
    )


def _frame_with(following: str) -> Frame:
    """The frame of a verb that is a cue only with this word after it."""
    if following in (",", ".", ":"):
        return Frame.SPEECH
    return Frame.CLAUSE if following in ("that", "whether") else Frame.THING


def first_auxiliary(words: Words, index: int) -> int:
    """The number of the first auxiliary or adverb before the verb."""
    first = index
    while first > 0 and not words.quoted[first - 1]:
        low = words.lowers[first - 1]
        if low not in word_set("auxiliaries") and not (low.endswith("ly") and len(low) > 4):
            break
        first -= 1
    return first


def _is_passive(words: Words, first: int, index: int, low: str) -> bool:
    return not low.endswith("ing") and any(
        words.lowers[at] in word_set("passive") for at in range(first, index)
    )


def _is_verb(words: Words, index: int, lemma: str) -> bool:
    """Whether a form that can be a noun, a name or a participle stands here as a finite verb."""
    low, before, after = words.lowers[index], words.low(index - 1), words.low(index + 1)
    if low.endswith("ed"):
        return after != "by"
    if low.endswith("ing"):
        return before in _OPENS_PARTICIPLE or _takes_clause(words, index, before, after)
    if low not in (lemma, lemma + "s", lemma + "es", lemma[:-1] + "ies"):
        return True
    return not _is_name(words, index) and _is_finite(lemma, low, before, after)


def _is_name(words: Words, index: int) -> bool:
    """Whether the word has a capital in the middle of a sentence not set in capitals."""
    start, end = words.spans[index]
    return index > 0 and words.is_capital(index) and not words.text[start:end].isupper()


def _is_finite(lemma: str, low: str, before: str, after: str) -> bool:
    if lemma not in word_set("nouns") or before in word_set("pronouns"):
        return True
    if low == lemma:
        return before in word_set("auxiliaries") or before == "to"
    return after in word_set("takers") or before.endswith("ly")


def _takes_clause(words: Words, index: int, before: str, after: str) -> bool:
    """Whether a participle without a comma before it still tells: "a statement saying …"."""
    is_verb = before in word_set("auxiliaries") or before in word_set("pronouns")
    is_quoted = index + 1 < len(words) and words.quoted[index + 1]
    return is_verb or is_quoted or after == "that" or words.lowers[index] == "saying"


def _is_noun(words: Words, index: int) -> bool:
    """Whether a form that can be a noun has a determiner; "said" and "told" can be none."""
    if words.lowers[index] in load_table("attributions")["verbs"]["irregular"]:
        return False
    before = words.low(index - 1)
    return before in word_set("determiners") or before.endswith(("'s", "’s", "s'", "s’"))
