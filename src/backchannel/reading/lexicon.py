"""The names and words that the tables know, found in a text as items of one sort each."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from backchannel.reading.words import Word, split_words
from backchannel.rules import load_table

# An item's sort is one character, so that phrases can be regular expressions over a text's sorts.
STATE, SEAT, ADJECTIVE, PEOPLE, SIDE = "S", "W", "N", "D", "G"
ORGAN, GENERIC, ORGAN_HEAD, ORGAN_TAIL, SIDE_WORD, SIDE_NOUN = "O", "g", "K", "T", "U", "Y"
BARE_SIDE = "y"
CITY, REGION, REGIONAL, KNOWN_PERSON, ROLE, HONORIFIC = "L", "r", "n", "P", "R", "H"
MODIFIER, MODIFIER_CAPITAL, QUANTIFIER, BLOCK = "M", "Q", "q", "b"


class Entry(NamedTuple):
    """One way to write a name: its sort, what it stands for, and its written form."""

    sort: str
    code: str
    form: str
    any_case: bool


class Item(NamedTuple):
    """A stretch of text that counts as one unit of a phrase."""

    start: int
    end: int
    sort: str
    code: str = ""


Trie = dict[str, Any]


def longest_entry(
    trie: Trie, words: list[Word], at: int, text: str, *, capitals: bool
) -> tuple[Entry, int] | None:
    """The longest entry that begins at a word, and the index of the word behind it."""
    node: Trie = trie
    found = None
    for i in range(at, len(words)):
        if words[i].key not in node:
            break
        node = node[words[i].key]
        for entry in node.get("", ()):
            written = text[words[at].start : words[i].end]
            if _fits(entry, written, words, at, i, capitals=capitals):
                found = entry, i + 1
                break
    return found


def _fits(
    entry: Entry, written: str, words: list[Word], first: int, last: int, *, capitals: bool
) -> bool:
    if entry.any_case:
        return True
    if capitals:
        return not (first == last and words[first].key in _unsafe())
    return written == entry.form or _is_written(entry, words[first : last + 1])


def _is_written(entry: Entry, words: list[Word]) -> bool:
    forms = [w.text for w in split_words(entry.form)]
    here = [w.text for w in words]
    if here == forms:
        return True
    # "BEIJING" in a dateline; but "US" is not "us", and a short acronym is as it is.
    return "".join(here).isupper() and len("".join(here)) > 3


@cache
def _unsafe() -> frozenset[str]:
    return frozenset(load_table("names")["unsafe_in_capitals"])


@cache
def names_trie() -> Trie:
    """All that the tables know, ready to be looked up word by word."""
    trie: Trie = {}
    for entry in _entries():
        node = trie
        for word in split_words(entry.form):
            node = node.setdefault(word.key, {})
        node.setdefault("", []).append(entry)
    return trie


def _entries() -> Iterator[Entry]:
    """Entries in order of preference, where two are written alike."""
    yield from _blocks()
    yield from _people()
    yield from _sides()
    yield from _organs()
    yield from _states()
    yield from _places()
    yield from _organ_words()
    yield from _side_nouns()
    yield from _offices()


def _blocks() -> Iterator[Entry]:
    for form in load_table("names")["blocks"]:
        yield Entry(BLOCK, "", form, True)
    for form in load_table("names")["media"]:
        yield Entry(BLOCK, "", form, False)


def _people() -> Iterator[Entry]:
    offices = load_table("offices")["heads"]
    titles = {title.lower() for key in ("top", "honorifics") for title in offices[key]}
    for term in load_table("people")["term"]:
        for form in (term["name"], *term.get("aliases", ())):
            if " " in form and form.split()[0].lower() not in titles:
                yield Entry(KNOWN_PERSON, term["name"], form, False)


def _sides() -> Iterator[Entry]:
    table = load_table("organisations")
    for group in ("movements", "parties", "bodies", "plain"):
        for code, names in table[group].items():
            for form in (code, *names):
                yield Entry(SIDE, code, form.removeprefix("the "), False)


def _organs() -> Iterator[Entry]:
    table = load_table("organs")
    for code, names in table["of"].items():
        for form in names:
            yield Entry(ORGAN, code, form, False)
    for form in table["shared"]["names"]:
        yield Entry(ORGAN if form[0].isupper() else GENERIC, "", form, False)


def _states() -> Iterator[Entry]:
    sorts = {"names": STATE, "adjectives": ADJECTIVE, "people": PEOPLE, "seats": SEAT}
    for code, row in load_table("states").items():
        yield Entry(STATE, code, row["name"], False)
        for key, sort in sorts.items():
            for form in row.get(key, ()):
                yield Entry(sort, code, form, False)


def _places() -> Iterator[Entry]:
    table = load_table("places")
    for code, names in table["cities"].items():
        for form in names:
            yield Entry(CITY, code, form, False)
    for form in table["regions"]["adjectives"]:
        yield Entry(REGIONAL, "", form, False)
    for form in (*table["regions"]["names"], *table["regions"]["spots"]):
        yield Entry(REGION, "", form, False)


def _side_nouns() -> Iterator[Entry]:
    nouns = load_table("organisations")["nouns"]
    for form in (*nouns["fighters"], *nouns["opposition"]):
        yield Entry(BARE_SIDE, "", form, True)
    for form in nouns["plural"]:
        yield Entry(SIDE_NOUN, "", form, True)


def _offices() -> Iterator[Entry]:
    table = load_table("offices")
    for group in ("top", "offices", "common"):
        for head in table["heads"][group]:
            for form in (head, plural(head)):
                yield Entry(ROLE, head, form, True)
    for form in table["heads"]["honorifics"]:
        yield Entry(HONORIFIC, "", form, False)
    for form in table["modifiers"]["words"]:
        yield Entry(MODIFIER, "", form, True)
    for form in table["modifiers"]["quantifiers"]:
        yield Entry(QUANTIFIER, "", form, True)


def _organ_words() -> Iterator[Entry]:
    made = load_table("organs")["made"]
    for form in made["heads"]:
        yield Entry(ORGAN_HEAD, "", form, False)
    for form in made["tails"]:
        yield Entry(ORGAN_TAIL, "", form, False)
    for form in made["sides"]:
        yield Entry(SIDE_WORD, "", form, False)


def plural(head: str) -> str:
    """The plural of an office: 'secretaries of state', 'ambassadors', 'deputies'."""
    first, of, rest = head.partition(" of ")
    if first.endswith("y") and first[-2] not in "aeiou":
        first = first[:-1] + "ies"
    elif first.endswith(("man", "woman")):
        first = first[:-2] + "en"
    elif not first.endswith("s"):
        first += "es" if first.endswith(("ch", "sh", "x")) else "s"
    return first + of + rest
