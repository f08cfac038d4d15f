"""Terms of office: who is called by an office in a text, and when it was theirs."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from backchannel.dating.axis import COUNT, Days, Weights, within
from backchannel.dating.clues import Clue, clue
from backchannel.dating.mentions import quote_of
from backchannel.reading.calendar import days_of
from backchannel.reading.marks import Layout
from backchannel.reading.nearby import holding
from backchannel.rules import load_table
from backchannel.types import DateRange, Report, Span

# How often somebody called by an office does not hold it on the day: with the full name, and with
# the surname alone, which somebody else may share. Of … told in … reports (0007-dating.md).
DOUBT_OF_NAME = 0.02
DOUBT_OF_SURNAME = 0.05
# In so many days before and after a term each day counts for so much of one in it.
SHOULDER = 45
OUT_OF_OFFICE = 0.1
# These before a title or a name tell of an office that is over, or not yet held.
_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|formerly|ex|late|then|ousted|deposed|one-time|onetime|elect|future|predecessor"
    r"|successor|candidate|vice|deputy|assistant|acting|father|widow|son|wife|under|slain|toppled"
    r"|opposition|rebel|previous)\b[\s-]*(?:[\w.’']+\s+){0,2}\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAME_WORD = r"(?:[A-Z][\w.’'-]*|al-[A-Z]\w+|de|von|der|da|bin|al|van|ul-\w+)"
_ROMAN = re.compile(r"\s+[IVX]+\Z")
_HONORIFIC = r"(?:(?:Dr|Mr|Mrs|Gen|General|Sheikh|Sir|Lord|Minister)\.?\s+)?"
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN"})
_EITHER = frozenset({"VNM", "KHM", "SGP", "MYS"})
# In capitals a short surname looks like any word: "THE PRESIDENT IN 1989".
_SHORT = 4
_LONGEST = 5
_ADMINISTRATION = re.compile(
    r"\b(?P<name>Carter|Reagan|Bush|Clinton|Obama|Trump|Biden)\s+(?i:administration)\b"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A person called by an office, with every term in which it was theirs, or a namesake's."""

    span: Span
    name: str
    terms: tuple[DateRange, ...]
    is_surname: bool = False


def clues_of_terms(report: Report, terms: Sequence[Term]) -> Iterator[Clue]:
    """Whoever is called by an office holds it."""
    for term in terms:
        held = np.zeros(COUNT)
        for days in term.terms:
            held = np.maximum(held, _with_shoulders(within(days)))
        doubt = DOUBT_OF_SURNAME if term.is_surname else DOUBT_OF_NAME
        yield clue(quote_of(report, term.span), "in office", held, doubt)


def _with_shoulders(held: Days) -> Weights:
    """The days of a term and, far less, those beside it: whoever comes is told early, or goes."""
    places = np.flatnonzero(held)
    weights = np.zeros(COUNT)
    if len(places):
        weights[max(0, places[0] - SHOULDER) : places[-1] + SHOULDER + 1] = OUT_OF_OFFICE
    weights[held] = 1.0
    return weights


def find_terms(report: Report, layout: Layout) -> list[Term]:
    """The people whom the text calls by an office of theirs as if they held it, each once."""
    found: dict[tuple[DateRange, ...], Term] = {}
    titled = (_term_at(report.text, match) for match in _titled().finditer(report.text))
    for term in chain(filter(None, titled), _administrations(report.text)):
        if term.terms in found and not found[term.terms].is_surname:
            continue
        sentence = holding(layout.sentences, term.span)
        if sentence and not _is_of_its_time(report.text, sentence, term.terms):
            found[term.terms] = term
    return sorted(found.values(), key=lambda t: t.span)


def _administrations(text: str) -> Iterator[Term]:
    """ "The Reagan administration" has its president in office."""
    surnames = _named()[1]
    for match in _ADMINISTRATION.finditer(text):
        terms = surnames.get((match["name"].lower(), "president"))
        if terms and not _NOT_IN_OFFICE.search(text[max(0, match.start() - 40) : match.start()]):
            yield Term(Span(*match.span()), match[0], terms, is_surname=True)


def _term_at(text: str, match: re.Match[str]) -> Term | None:
    if _NOT_IN_OFFICE.search(text[max(0, match.start() - 40) : match.start()]):
        return None
    offices = _offices()[" ".join(match["title"].lower().replace("-", " ").split())]
    words = list(re.finditer(r"\S+", match["name"]))
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        name = " ".join(re.sub(r"(?:['’]s?|[.,])\Z", "", match["name"][:end]).lower().split())
        forms, surnames = _named()
        for table in (forms, surnames):
            terms = [t for office in offices for t in table.get((name, office), ())]
            is_word = table is surnames and len(name) < _SHORT and match[0].isupper()
            if terms and not is_word:
                end_of_name = match.start("name") + len(
                    re.sub(r"(?:['’]s?|[.,])\Z", "", match["name"][:end])
                )
                span = Span(match.start(), end_of_name)
                told = text[span.start : span.end]
                return Term(span, told, tuple(dict.fromkeys(terms)), table is surnames)
    return None


def _is_of_its_time(text: str, sentence: Span, terms: tuple[DateRange, ...]) -> bool:
    """Whether the sentence tells of a year in which the office was theirs, so not of today."""
    years = {int(m[0]) for m in _YEAR.finditer(text, sentence.start, sentence.end)}
    return any(
        (t.earliest is None or t.earliest.year <= year)
        and (t.latest is None or year <= t.latest.year)
        for t in terms
        for year in years
    )


@cache
def _titled() -> re.Pattern[str]:
    """A title and the words behind it that can be a name."""
    listed = sorted(_offices(), key=len, reverse=True)
    titles = "|".join(re.escape(title).replace(r"\ ", r"[\s-]+") for title in listed)
    name = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,{_LONGEST - 1}}}"
    return re.compile(rf"\b(?i:(?P<title>{titles}))\s+(?i:{_HONORIFIC})(?P<name>{name})")


@cache
def _offices() -> Mapping[str, tuple[str, ...]]:
    """The offices of the table that each title can mean."""
    found: dict[str, list[str]] = {}
    for row in _rows():
        offices = found.setdefault(row["office"].replace("-", " "), [])
        if row["office"] not in offices:
            offices.append(row["office"])
    for title, meant in load_table("people")["titles"].items():
        found[title] = [*found.get(title, ()), *meant]
    return {title: tuple(offices) for title, offices in found.items()}


def _rows() -> Sequence[Mapping[str, Any]]:
    table = load_table("people")
    return (*table["term"], *table["official"])


Table = Mapping[tuple[str, str], tuple[DateRange, ...]]


@cache
def _named() -> tuple[Table, Table]:
    """The terms by full name and office, and by surname and office, in small letters."""
    forms: dict[tuple[str, str], list[DateRange]] = {}
    surnames: dict[tuple[str, str], list[DateRange]] = {}
    for row in _rows():
        days = DateRange(_first(row.get("from")), _last(row.get("to")))
        if days == DateRange(None, None):
            continue
        names = {_ROMAN.sub("", name) for name in (row["name"], *row.get("aliases", ()))}
        for name in names | {row["name"], *row.get("aliases", ())}:
            forms.setdefault((name.lower(), row["office"]), []).append(days)
            for surname in _surnames(name, row["party"]):
                held = surnames.setdefault((surname.lower(), row["office"]), [])
                if days not in held:
                    held.append(days)
    return _frozen(forms), _frozen(surnames)


def _frozen(table: Mapping[tuple[str, str], list[DateRange]]) -> Table:
    return {key: tuple(days) for key, days in table.items()}


def _surnames(name: str, party: str) -> list[str]:
    words = name.removesuffix(" Jr.").removesuffix(",").split()
    if party in _FAMILY_FIRST:
        return [words[0]]
    return [words[0], words[-1]] if party in _EITHER else [words[-1]]


def _first(day: str | None) -> datetime.date | None:
    """The first day of a day, month or year."""
    return _whole(day).earliest if day else None


def _last(day: str | None) -> datetime.date | None:
    """The last day of a day, month or year."""
    return _whole(day).latest if day else None


def _whole(day: str) -> DateRange:
    return days_of(day) or DateRange(None, None)
