"""Quote a scene's words, and find the mention or the days that a span points at."""

from collections.abc import Iterable

from backchannel.reading.marks import Scene
from backchannel.reading.nearby import inside, overlapping
from backchannel.types import DateRange, Mention, Quote, Span


def quote(scene: Scene, span: Span) -> Quote:
    """The words at a span."""
    return Quote(scene.text[span.start : span.end], span.start, span.end)


def quotes(scene: Scene, spans: Iterable[Span]) -> tuple[Quote, ...]:
    """The words at each span."""
    return tuple(quote(scene, span) for span in spans)


def mention_at(scene: Scene, span: Span) -> Mention | None:
    """The mention at a span, or the longest that shares words with it."""
    near = overlapping(scene.mentions, span)
    exact = [m for m in near if m.span == span]
    return max(exact or near, key=lambda m: m.span.end - m.span.start, default=None)


def range_at(scene: Scene, span: Span) -> DateRange | None:
    """The days that the time expression at a span can mean."""
    return next((t.range for t in inside(scene.timexes, span) if t.span == span), None)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the space and commas at its ends."""
    kept = text[start:end]
    start += len(kept) - len(kept.lstrip(" \n,"))
    return Span(start, max(start, start + len(kept.strip(" \n,"))))
