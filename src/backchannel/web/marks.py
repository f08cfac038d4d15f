"""What a reading marks in its report, layer by layer, and the text cut at the marks' ends."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

from backchannel.export.dates import write_range
from backchannel.ids import kind_of
from backchannel.rules.states import party_name
from backchannel.types import Attribution, Finding, Mention, Quote, Reading, Timex
from backchannel.vocabularies import Certainty
from backchannel.web.words import plain, squeezed

LAYERS: Mapping[str, str] = {
    "findings": "Findings",
    "sources": "Who says it",
    "times": "Times",
    "names": "Names",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text: its layer, what it is there, what it means, whose finding it is."""

    start: int
    end: int
    layer: str
    kind: str
    means: str
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text over which the same marks lie, the longest mark first."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def finding(self) -> str | None:
        """The finding of the shortest mark that has one: what a click opens."""
        return next((m.finding for m in reversed(self.marks) if m.finding), None)

    @property
    def classes(self) -> str:
        """The classes by which the style sheet tells the marks apart."""
        return " ".join(dict.fromkeys(f"m-{m.kind}" for m in self.marks))

    @property
    def means(self) -> str:
        """What the marks mean, for whoever points at them."""
        return "\n".join(dict.fromkeys(m.means for m in self.marks))


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """All marks of a reading, by where they begin, the longer first."""
    found = (
        *(m for finding in reading.findings for m in _finding_marks(finding)),
        *(m for attribution in reading.attributions for m in _attribution_marks(attribution)),
        *(_time_mark(timex) for timex in reading.timexes),
        *(_name_mark(mention) for mention in reading.mentions),
    )
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def cut(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text in pieces, none of which a mark crosses; together they are the text."""
    coming = deque(sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end)))
    edges = sorted({0, len(text), *(edge for m in coming for edge in (m.start, m.end))})
    pieces: list[Piece] = []
    lying: list[Mark] = []
    for start, end in pairwise(edges):
        lying = [m for m in lying if m.end > start]
        while coming and coming[0].start == start:
            lying.append(coming.popleft())
        pieces.append(Piece(text[start:end], tuple(lying)))
    return tuple(pieces)


def _finding_marks(finding: Finding) -> Iterator[Mark]:
    """The evidence, and within it the words of each slot."""
    kind = str(kind_of(finding))
    for name, quote in _quotes(finding):
        is_evidence = name == "evidence"
        means = kind if is_evidence else f"{kind}, {plain(name)}: {squeezed(quote.text)}"
        yield Mark(
            quote.start, quote.end, "findings", kind if is_evidence else "slot", means, finding.id
        )


def _quotes(value: Any, name: str = "") -> Iterator[tuple[str, Quote]]:
    """Every quote in a finding with the field that it stands in; sources are a layer of their own.

    The quote of a place is called "place", not "name": the nearest telling field counts.
    """
    if isinstance(value, Quote):
        yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _quotes(one, name)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "said_by":
                inner = name if field.name in ("name", "quote") else field.name
                yield from _quotes(getattr(value, field.name), inner)


def _attribution_marks(attribution: Attribution) -> Iterator[Mark]:
    doubt = attribution.certainty
    certainty = "" if doubt is Certainty.CERTAIN else f", {doubt}"
    means = f"{attribution.kind} source{certainty}"
    for part in ("source", "cue", "content"):
        for span in attrgetter(part)(attribution):
            yield Mark(span.start, span.end, "sources", part, f"{part}: {means}")


def _time_mark(timex: Timex) -> Mark:
    days = write_range(timex.range)
    means = f"time: {timex.value}" + (f" ({days})" if days else "")
    return Mark(timex.span.start, timex.span.end, "times", "time", means)


def _name_mark(mention: Mention) -> Mark:
    parties = (mention.party,) if mention.party else mention.parties
    who = ", ".join(map(party_name, parties))
    means = ", ".join(part for part in (mention.person, who, mention.country) if part)
    return Mark(
        mention.span.start,
        mention.span.end,
        "names",
        "name",
        f"{mention.kind}: {means}" if means else str(mention.kind),
    )
