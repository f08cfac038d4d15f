"""Phrases for organs, roles and people, as patterns over the sorts of items in a text."""

import re
from functools import cache

from backchannel.reading.lexicon import (
    MODIFIER,
    MODIFIER_CAPITAL,
    ORGAN,
    SIDE,
    Entry,
    Item,
    longest_entry,
    names_trie,
)
from backchannel.reading.words import Word, is_capitals, split_words
from backchannel.rules import load_table

# Sorts besides those of the lexicon: C a capitalised word, A an acronym, u an initial, v a
# particle, J "Jr.", d "the", i "a", f "of", F "from", B "to", I "in", p "'s", V a verb of speaking,
# t a day or month, x another word, "." a stop.
_PREFIX = r"(?:[MQNnSWOGRrKT]p?|(?<=[MQNSWOG])-[xMQNRV]|[CAP]+p?(?=[MQR])|&(?=[MNQ]))*?"
_TOPIC = r"[fF]d?(?:[QCNnr]+[,&]*)*Q"
# "U.S., Japanese and Canadian", "Norland and Sudmark"
_LIST = r"(?:[NSWG],)*[NSWG],?&d?(?=[NSWG])"
_WHOM = (
    r"(?:[fFB][dq]*(?:[SWG],)*[SWG],?&d?[SWG]|[fFB]d?[MQn]*[NSWOGA]+(?:p?[MQNOA]*[ORg])?"
    r"|I[SWL](?=[CH]))"
)
ROLE_PHRASE = re.compile(
    rf"[diq]{{0,3}}(?:[MQ]*{_LIST})?{_PREFIX}(?P<head>R+)(?!-x)"
    rf"(?:{_TOPIC})?(?:{_WHOM}){{0,2}}(?:&[NMQ]*R+)?"
)
_PART = r"(?:[CuAP]|v-?(?=[CA]))(?:-[CAxvMQRNV])*"
NAME = re.compile(rf"H*(?P<name>(?:v-?(?=C))?u*[CP](?:-[CAxvMQRNV])*(?:{_PART}){{0,4}}(?:,?J)?)")
MADE_ORGAN = re.compile(
    r"[KT]fd?[QMCSrAR]+(?:[,&]+[QMCR]+)*(?![p])|(?:[QCrAn]+(?:[,&]+[QCrn]+)*)[TK](?![QCT])"
)
MADE_SIDE = re.compile(r"[QCrANnH]*[QCANnH](?:&[QCr]+)?U(?:f[QCNSA]+)?")
PLAIN_SIDE = re.compile(r"(?<![SWG]p)(?:[NnC][MQx-]{0,2}|[Sn]p[MQ]?)[Yy]|(?<=d)[MQ]?y")


def find_items(text: str) -> list[Item]:
    """The whole text as items: known names and words at their longest, then single words."""
    items = _with_surnames(text, _known_items(text))
    for pattern, sort in ((MADE_ORGAN, ORGAN), (MADE_SIDE, SIDE)):
        items = _merged(items, pattern, sort)
    return items


def _with_surnames(text: str, items: list[Item]) -> list[Item]:
    """Items in which a place right behind a given name is a surname: "Michael Jordan"."""
    surnames = frozenset(load_table("names")["also_surnames"])
    before = "."
    for at, item in enumerate(items):
        name = text[item.start : item.end]
        alone = " " not in name and (item.sort == "L" or name in surnames)
        if item.sort in "SWL" and before in "Cu" and alone:
            items[at] = item._replace(sort="C", code="")
        before = items[at].sort
    return items


def _merged(items: list[Item], pattern: re.Pattern[str], sort: str) -> list[Item]:
    merged, done = [], 0
    for match in pattern.finditer(sorts_of(items)):
        merged += items[done : match.start()]
        merged.append(Item(items[match.start()].start, items[match.end() - 1].end, sort))
        done = match.end()
    return merged + items[done:]


def _known_items(text: str) -> list[Item]:
    words, capitals, trie = split_words(text), is_capitals(text), names_trie()
    items: list[Item] = []
    at = 0
    while at < len(words):
        found = longest_entry(trie, words, at, text, capitals=capitals)
        if found:
            entry, behind = found
            items.append(_known(entry, words[at], words[behind - 1], capitals=capitals))
            at = behind
        else:
            before = items[-1].sort if items else "."
            sort = _sort_of(words, at, before, capitals=capitals)
            items.append(Item(words[at].start, words[at].end, sort))
            at += 1
    return items


def _known(entry: Entry, first: Word, last: Word, *, capitals: bool) -> Item:
    is_name = entry.sort == MODIFIER and first.text[0].isupper() and not capitals
    return Item(first.start, last.end, MODIFIER_CAPITAL if is_name else entry.sort, entry.code)


@cache
def _small_words() -> dict[str, str]:
    table = load_table("names")
    sorts = {
        "the": "d",
        "a": "i",
        "of": "f",
        "from": "F",
        "to": "B",
        "in": "I",
        "and": "&",
        "calendar": "t",
    }
    found = {word: "V" for word in table["speaks"]}
    found |= {word: sort for key, sort in sorts.items() for word in table[key]}
    return found | {word.lower().strip("."): "J" for word in table["junior"]} | {"'s": "p"}


@cache
def _particles() -> frozenset[str]:
    return frozenset(load_table("names")["particles"])


@cache
def _common(*, most: bool) -> frozenset[str]:
    table = load_table("words")
    words = frozenset(table["most_common"].split())
    return words if most else words | frozenset(table["common"].split())


def _sort_of(words: list[Word], at: int, before: str, *, capitals: bool) -> str:
    word = words[at]
    first = word.text[0]
    if not first.isalpha():
        return _sort_of_mark(words, at)
    small = _small_words().get(word.key.rstrip("."))
    if small:
        return small
    if word.key in _particles() and (capitals or first.islower() or before in "CuPRHv"):
        return "v"
    if word.text.endswith("."):
        return "u"
    return _sort_of_unknown(words, at, before, capitals=capitals)


def _sort_of_unknown(words: list[Word], at: int, before: str, *, capitals: bool) -> str:
    word = words[at]
    if capitals:
        return "x" if word.key in _common(most=before in "RHC") else "C"
    if word.text[0].islower() or (before == "." and _opens_sentence(words, at)):
        return "x"
    return "A" if len(word.text) > 1 and word.text.isupper() else "C"


def _sort_of_mark(words: list[Word], at: int) -> str:
    word = words[at]
    if word.key == "'s":
        return "p"
    if word.text[0].isdigit():
        return "q"
    if word.text == "-" and at and words[at - 1].end < word.start:
        return "."
    return word.text if word.text in {",", "-", "&"} else "."


def _opens_sentence(words: list[Word], at: int) -> bool:
    """Whether a capital letter only opens the sentence: a common word before none that speaks."""
    following = words[at + 1].key if at + 1 < len(words) else ""
    return words[at].key in _common(most=True) and _small_words().get(following) != "V"


def sorts_of(items: list[Item]) -> str:
    """One character an item."""
    return "".join([item.sort for item in items])
