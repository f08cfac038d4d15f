"""Who does what in a sentence of a finding, told from word order alone.

`speakers.py` asks the same of the words around a cue, before names are resolved: there a source
is a stretch of words, here a subject is a mention.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterator

from backchannel.reading.clauses import Sentence
from backchannel.reading.marks import Scene
from backchannel.reading.nearby import holding, inside, overlapping
from backchannel.types import Mention, Span
from backchannel.vocabularies import MentionKind

ACTING = {
    MentionKind.PARTY,
    MentionKind.ORGAN,
    MentionKind.PERSON,
    MentionKind.ROLE,
    MentionKind.GROUP,
}
NAMING = {*ACTING, MentionKind.NATIONALITY}
PEOPLE = {MentionKind.PERSON, MentionKind.ROLE}
SIDES = {MentionKind.PARTY, MentionKind.ORGAN}

_DETERMINER = (
    r"(?:(?:the|an?|its|his|her|their|our|other|both|all|some|several|senior|visiting"
    r"|[\w.-]+['’]s?)\s+)*"
)
# How far before a mention its preposition is looked for, in characters.
PHRASE = 120
_PREPOSITION = re.compile(
    r"\b(?:of|in|on|at|with|against|to|from|for|by|between|among|over|under|about|into|towards?"
    r"|near|outside|inside|including|like|than|via|through|regarding|concerning|following|despite"
    r"|without|upon|within|across|alongside|behind|per)\s+" + _DETERMINER + r"\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\A(?:\s*,)?\s*(?:and|or|&)\s+" + _DETERMINER + r"\Z|\A\s*[,/]\s*" + _DETERMINER + r"\Z",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’](?:s\b|\s)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|which|who)\b", re.IGNORECASE)


def _with_adjectives(sentence: Sentence) -> list[Mention]:
    """The acting mentions, and adjectives joined to one: "Japanese and North Korean officials"."""
    kept: list[Mention] = []
    following: Mention | None = None
    for mention in reversed(sentence.mentions):
        adjective = mention.kind is MentionKind.NATIONALITY
        if mention.kind in ACTING or (
            adjective and following and _are_joined(sentence, mention, following)
        ):
            kept.insert(0, mention)
        following = mention
    return kept


def _are_joined(sentence: Sentence, left: Mention, right: Mention) -> bool:
    return _JOINED.match(sentence.between(left.span.end, right.span.start)) is not None


def codes_of(mention: Mention, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The parties that a mention stands for, or those named inside it."""
    if mention.parties:
        return mention.parties
    parts = [m for m in inside(mentions, mention.span) if m is not mention]
    named = [m for m in parts if m.kind is MentionKind.NATIONALITY]
    if mention.party and len(named) < 2:
        return (mention.party,)
    codes = [code for m in named or parts for code in (m.parties or (m.party,)) if code]
    return tuple(dict.fromkeys(codes))


def subjects(sentence: Sentence, at: int) -> tuple[Mention, ...]:
    """Who does what the word at `at` says: one mention, or several joined by "and"."""
    acting = [m for m in _with_adjectives(sentence) if m.span.end <= at]
    for index in range(len(acting) - 1, -1, -1):
        mention = acting[index]
        pronoun = _last_pronoun(sentence, mention.span.end, at)
        if pronoun is not None:
            return _antecedents(sentence, pronoun, acting[: index + 1])
        if is_possessor(sentence, mention):
            continue
        group = _joined_to(sentence, acting[: index + 1])
        if not is_governed(sentence, group[0]):
            return group
    pronoun = _last_pronoun(sentence, sentence.span.start, at)
    return _antecedents(sentence, pronoun, []) if pronoun else ()


def objects(sentence: Sentence, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that act or are acted on between two offsets, possessors left out."""
    return tuple(
        m for m in _with_adjectives(sentence) if start <= m.span.start and m.span.end <= end
    )


def possessor(sentence: Sentence, at: int) -> Mention | None:
    """Whose the noun at `at` is: "North Korea's repeated call", "the Japanese demand"."""
    for mention in reversed(sentence.mentions):
        if mention.span.end > at:
            continue
        between = sentence.between(mention.span.end, at)
        if len(between.split()) > 4 or re.search(r"[,;.:]\s", between):
            return None
        adjective = mention.kind is MentionKind.NATIONALITY
        if adjective or _POSSESSIVE.match(between) or between.strip() == "":
            return mention
        return None
    return None


def is_governed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a preposition stands before the mention: "with Japan", "in Tokyo"."""
    start = max(sentence.span.start, mention.span.start - PHRASE)
    return _PREPOSITION.search(sentence.between(start, mention.span.start)) is not None


def speaker_of(scene: Scene, at: int) -> Mention | None:
    """Who says the words at `at`, as far as an attribution tells."""
    for attribution in scene.attributions_at(Span(at, at + 1)):
        for source in attribution.source:
            named = overlapping(scene.mentions, source)
            if named:
                return max(named, key=lambda m: m.span.end - m.span.start)
            return _earlier(scene, source.start, PEOPLE)
    return None


# How far before a word its other side may be named, in characters; the whole report gave the
# train reports less: it found sides that the sentence does not speak of.
VICINITY = 600


def counterpart(scene: Scene, party: str, at: int) -> str | None:
    """The other side: the one most named in the sentence, else in the words shortly before."""
    sentence = holding(scene.layout.sentences, Span(at, at + 1)) or Span(at, at)
    for within in (sentence, Span(max(0, at - VICINITY), sentence.end)):
        near = [m for m in inside(scene.mentions, within) if _is_side(scene, m)]
        counts = Counter(code for m in near for code in m.parties or (m.party,) if code)
        del counts[party]
        if counts:
            return counts.most_common(1)[0][0]
    return None


def _is_side(scene: Scene, mention: Mention) -> bool:
    """Whether a mention can be a side: a place only where something goes to it."""
    before = scene.text[max(0, mention.span.start - 8) : mention.span.start].lower()
    return mention.kind in NAMING or before.endswith((" to ", " to the "))


def _last_pronoun(sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
    text = sentence.scene.text
    found = [
        pronoun
        for pronoun in _PRONOUN.finditer(text, start, end)
        # A relative clause that a comma closes has its own verb: "Norland, which is small, met …"
        if pronoun[0].lower() not in {"which", "who"} or "," not in text[pronoun.end() : end]
    ]
    return found[-1] if found else None


def _antecedents(
    sentence: Sentence, pronoun: re.Match[str], before: list[Mention]
) -> tuple[Mention, ...]:
    word = pronoun[0].lower()
    scene = sentence.scene
    if word in {"which", "who"}:
        return tuple(before[-1:])
    if word in {"we", "i"}:
        speaker = speaker_of(scene, pronoun.start())
        return (speaker,) if speaker else ()
    kinds = {"he": PEOPLE, "she": PEOPLE, "it": SIDES}.get(word, ACTING)
    named = [m for m in before if m.kind in kinds and not is_possessor(sentence, m)]
    free = [m for m in named if not is_governed(sentence, m)] or named
    if free:
        return _joined_to(sentence, [m for m in before if m.span.end <= free[-1].span.end])
    earlier = _earlier(scene, sentence.span.start, kinds)
    return (earlier,) if earlier else ()


def _earlier(scene: Scene, at: int, kinds: set[MentionKind]) -> Mention | None:
    """The last mention of some kinds before an offset, subjects of sentences first."""
    ended = bisect.bisect_right(scene.layout.sentences, at, key=lambda s: s.end)
    for span in reversed(scene.layout.sentences[max(0, ended - 2) : ended]):
        named = tuple(m for m in inside(scene.outer, span) if m.kind in kinds)
        sentence = Sentence(scene, span, named)
        free = [m for m in named if not is_governed(sentence, m) and not is_possessor(sentence, m)]
        if free:
            return free[0]
    last = bisect.bisect_right(scene.outer, at, key=lambda m: m.span.end)
    return next((m for m in reversed(scene.outer[:last]) if m.kind in kinds), None)


def is_possessor(sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention owns what follows: "Japan's proposal"."""
    return _POSSESSIVE.match(sentence.scene.text, mention.span.end) is not None


def _joined_to(sentence: Sentence, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The run of mentions, joined by "and" or commas, that ends with the last one."""
    group = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if not _are_joined(sentence, mention, group[0]):
            break
        group.insert(0, mention)
    return tuple(group)


def iter_joined(sentence: Sentence, mentions: tuple[Mention, ...]) -> Iterator[tuple[Mention, ...]]:
    """The mentions in runs joined by "and" or commas."""
    run: list[Mention] = []
    for mention in mentions:
        if run and not _are_joined(sentence, run[-1], mention):
            yield tuple(run)
            run = []
        run.append(mention)
    if run:
        yield tuple(run)
