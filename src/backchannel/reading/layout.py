"""How a report is laid out: paragraphs, sentences, dateline, byline, agency, boilerplate."""

import re
from collections.abc import Iterator
from functools import cache

from backchannel.reading.marks import Dateline, Layout
from backchannel.rules import Rule, load_rules, load_table
from backchannel.types import Report, Span

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
# A stop, the quotes and brackets that close with it, and the space before the next sentence.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*+(?=\s++[\"“‘'«(\[]*+[^\W_a-z])"
    r"|(?<![.!?])[.!?]++[\"”’'»)\]]*+\s*+\Z"
)
_LAST_WORD = re.compile(r"[\w.]*\w\Z")
_INITIALS = re.compile(r"(?:[a-z]\.)*[a-z]")
_ENDS = '.!?:;"”’)]_-–—'
_NEXT_WORD = re.compile(r"\W*(\w+)")
# Boilerplate is told by its words only where it stands: at the foot of a page.
FOOT_PARAGRAPHS = 4
HEAD_LINES = 3
# The longest sentence of the train reports has 1,123 characters; what is longer is no sentence,
# and is cut, so that whatever takes the square of a sentence does not take that of a page.
MAX_SENTENCE = 1500
# No abbreviation is longer, in characters.
MAX_ABBREVIATION = 40


def lay_out(report: Report) -> Layout:
    """Find the parts of a report; sentences are looked for only where there is news."""
    text = report.text
    paragraphs = tuple(_trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    boilerplate = find_boilerplate(text, paragraphs)
    headers = [p for p in paragraphs[:3] if _header_agency(text, p) or _is_byline(text, p)]
    body = [p for p in paragraphs if p not in headers]
    dateline = next(filter(None, (_find_dateline(text, p) for p in body[:3])), None)
    return Layout(
        paragraphs=paragraphs,
        sentences=tuple(_sentences(text, body, boilerplate, dateline)),
        boilerplate=boilerplate,
        byline=next((p for p in headers if _is_byline(text, p)), None),
        agency=report.agency or _find_agency(text, headers, dateline),
        dateline=dateline,
    )


def find_boilerplate(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """The lines at the foot of the text that sell or sign rather than report."""
    rule = _rule("boilerplate")
    found = []
    for paragraph in reversed(paragraphs[-FOOT_PARAGRAPHS:]):
        if not rule.pattern.search(text, paragraph.start, paragraph.end):
            break
        found.append(paragraph)
    return tuple(reversed(found))


def split_sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of one paragraph, without the space around them."""
    start = within.start
    for stop in _STOP.finditer(text, within.start, within.end):
        *cut, rest = _cut(text, start, stop.end())
        yield from cut
        start = rest.start
        if stop.end() < within.end and not _ends_sentence(text, start, stop, within.end):
            continue
        yield _trimmed(text, start, stop.end())
        start = stop.end()
    end = _trimmed(text, start, within.end).end
    if start < end:
        yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch in pieces of bearable length, parted after a semicolon or space where it can be."""
    while end - start > MAX_SENTENCE:
        last = start + MAX_SENTENCE
        at = max(text.rfind(mark, start + 1, last) + 1 for mark in "; \n") or last
        if text[start:at].strip():
            yield _trimmed(text, start, at)
        start = at
    yield _trimmed(text, start, end)


def _ends_sentence(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    if stop[0] != ".":
        return True
    last = _LAST_WORD.search(text, max(start, stop.start() - MAX_ABBREVIATION), stop.start())
    if last is None:
        return True
    word = last[0].lower()
    if text[start : stop.start()].strip().isdigit() or word in _words("abbreviations"):
        return False
    if word in _words("dotted"):
        following = _NEXT_WORD.match(text, stop.end(), limit)
        return following is not None and following[1].lower() in _words("openers")
    return _INITIALS.fullmatch(word) is None


def _sentences(
    text: str, body: list[Span], boilerplate: tuple[Span, ...], dateline: Dateline | None
) -> Iterator[Span]:
    for paragraph in _whole_paragraphs(text, [p for p in body if p not in boilerplate]):
        start = paragraph.start
        if dateline and paragraph.holds(dateline.span):
            title = _trimmed(text, start, dateline.span.start)
            yield from split_sentences(text, title)
            start = dateline.span.end
        if text[start : paragraph.end].strip():
            yield from split_sentences(text, _trimmed(text, start, paragraph.end))


def _whole_paragraphs(text: str, body: list[Span]) -> list[Span]:
    """Join a paragraph to the next where a broken line, not an end, parts them."""
    whole: list[Span] = []
    for paragraph in body:
        if whole and text[paragraph.start].islower() and text[whole[-1].end - 1] not in _ENDS:
            whole[-1] = Span(whole[-1].start, paragraph.end)
        else:
            whole.append(paragraph)
    return whole


def _find_dateline(text: str, paragraph: Span) -> Dateline | None:
    words = text[paragraph.start : paragraph.end]
    rules = ("dateline", "dateline-in-lower-case")
    found = next(filter(None, (_rule(name).pattern.match(words) for name in rules)), None)
    found = found or _day_line(words)
    if found is None or not (found["day"] or found["agency"] or found.end() < len(found.string)):
        return None

    def group(name: str) -> Span | None:
        if found[name] is None:
            return None
        return Span(paragraph.start + found.start(name), paragraph.start + found.end(name))

    whole = Span(paragraph.start + found.start(), paragraph.start + found.end())
    return Dateline(whole, place=group("place"), day=group("day"))


def _day_line(words: str) -> re.Match[str] | None:
    """One of the first lines that is nothing but a date, as web pages have below the title."""
    found = _rule("day-line").pattern.search(words)
    return found if found and words.count("\n", 0, found.start()) < HEAD_LINES else None


def _find_agency(text: str, headers: list[Span], dateline: Dateline | None) -> str | None:
    for header in headers:
        if agency := _header_agency(text, header):
            return agency
    if dateline:
        found = re.search(
            r"\(([^()]+)\)\W*\Z|\(([^()]+)\)\s*(?:--|[-–—_])", _words_of(text, dateline)
        )
        return _agency_named(found[1] or found[2]) if found else None
    return None


def _words_of(text: str, dateline: Dateline) -> str:
    return text[dateline.span.start : dateline.span.end]


def _header_agency(text: str, paragraph: Span) -> str | None:
    found = _rule("agency-line").pattern.match(text[paragraph.start : paragraph.end])
    return _agency_named(found["agency"]) if found else None


def _agency_named(name: str) -> str | None:
    return _agencies().get(name.strip().lower())


def _is_byline(text: str, paragraph: Span) -> bool:
    words = text[paragraph.start : paragraph.end]
    return len(words) < 100 and _rule("byline").pattern.match(words) is not None


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


@cache
def _rule(name: str) -> Rule:
    return next(rule for rule in load_rules("layout") if rule.name == name)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("layout")[name])


@cache
def _agencies() -> dict[str, str]:
    return {key.lower(): name for key, name in load_table("layout")["agencies"].items()}
