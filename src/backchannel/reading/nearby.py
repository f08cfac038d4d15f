"""What stands at a place in a text, looked up by bisection: a long text has thousands of things."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar

from backchannel.types import Attribution, Mention, Span

# No mention is longer, in characters (the longest of the train reports has 95).
MAX_MENTION = 500


class Placed(Protocol):
    """Whatever has a place in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


T = TypeVar("T", bound=Placed)


def starting_in(things: Sequence[T], start: int, end: int) -> Sequence[T]:
    """The things, sorted by where they start, that start from one offset on and before another."""
    first = bisect.bisect_left(things, start, key=_start)
    return things[first : bisect.bisect_left(things, end, lo=first, key=_start)]


def inside(things: Sequence[T], span: Span) -> tuple[T, ...]:
    """The things, sorted by where they start, that lie wholly inside a span."""
    near = starting_in(things, span.start, span.end)
    return tuple(thing for thing in near if thing.span.end <= span.end)


def overlapping(mentions: Sequence[Mention], span: Span) -> tuple[Mention, ...]:
    """The mentions, sorted by where they start, that share a character with a span."""
    near = starting_in(mentions, span.start - MAX_MENTION, span.end)
    return tuple(m for m in near if m.span.end > span.start)


def holding(spans: Sequence[Span], part: Span) -> Span | None:
    """The one of the spans, sorted and apart, that a part lies in."""
    before = bisect.bisect_right(spans, part.start, key=lambda span: span.start)
    return spans[before - 1] if before and spans[before - 1].holds(part) else None


def outermost(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that lie in no other, nor in the words that tell a person's role."""
    roles = sorted({m.role for m in mentions if m.role})
    reach = list(accumulate((role.end for role in roles), max))
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        is_free = not kept or mention.span.start >= kept[-1].span.end
        before = bisect.bisect_right(roles, mention.span.start, key=lambda role: role.start)
        is_in_role = before > 0 and reach[before - 1] >= mention.span.end
        if is_free and not is_in_role:
            kept.append(mention)
    return tuple(kept)


def _start(thing: Placed) -> int:
    return thing.span.start


@dataclass(frozen=True, slots=True)
class Credited:
    """The pieces of what is credited, by where they start: of which attribution each is."""

    pieces: tuple[tuple[int, int, int], ...]
    reach: tuple[int, ...]

    def numbers_at(self, span: Span) -> Iterator[int]:
        """Which attributions credit a character of the span, in order."""
        first = bisect.bisect_right(self.reach, span.start)
        last = bisect.bisect_left(self.pieces, (span.end, 0, 0))
        yield from sorted({n for _, end, n in self.pieces[first:last] if end > span.start})


def credited(attributions: Sequence[Attribution]) -> Credited:
    """The table in which to look up by whom words are told."""
    pieces = sorted((c.start, c.end, n) for n, a in enumerate(attributions) for c in a.content)
    return Credited(tuple(pieces), tuple(accumulate((end for _, end, _ in pieces), max)))
