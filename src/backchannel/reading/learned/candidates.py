"""What an anchor can point at: the mentions and time expressions that the resolvers know."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from backchannel.reading.learned.encoding import Pieces
from backchannel.reading.learned.heads import MENTION_FEATURES
from backchannel.reading.marks import Scene
from backchannel.reading.subjects import codes_of
from backchannel.types import Attribution, Mention, Span
from backchannel.vocabularies import MentionKind

_SPEAKER = MENTION_FEATURES.index("speaker")


class Sort(StrEnum):
    """Which question a candidate can answer."""

    ACTOR = "actor"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"


# The relations of `heads.POINTERS` by the sort of their candidates.
SORTS = {
    "party": Sort.ACTOR,
    "debtor": Sort.ACTOR,
    "creditor": Sort.ACTOR,
    "by": Sort.ACTOR,
    "on": Sort.ACTOR,
    "person": Sort.PERSON,
    "place": Sort.PLACE,
    "date": Sort.TIME,
    "deadline": Sort.TIME,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention as an answer: where it stands, and the key that all mentions of one thing share."""

    span: Span
    first: int
    last: int
    sort: Sort
    key: str
    feature: int | None = None  # a number in `heads.MENTION_FEATURES`


def candidates(scene: Scene, pieces: Pieces) -> tuple[Candidate, ...]:
    """Every answer that the report offers, in the order of the text."""
    found = []
    for span, sort, key, feature in _answers(scene):
        inside = pieces.within(span)
        if inside:
            found.append(Candidate(span, inside[0], inside[-1], sort, key, feature))
    return tuple(sorted(found, key=lambda c: (c.first, c.last, c.sort, c.key)))


def _answers(scene: Scene) -> Iterator[tuple[Span, Sort, str, int | None]]:
    for mention in scene.mentions:
        feature = MENTION_FEATURES.index(mention.kind)
        codes = codes_of(mention, scene.mentions)
        for code in codes:
            yield mention.span, Sort.ACTOR, code.lower(), feature
        words = scene.text[mention.span.start : mention.span.end]
        if mention.kind in (MentionKind.PERSON, MentionKind.ROLE):
            yield mention.span, Sort.PERSON, (mention.person or words).lower(), feature
        elif _can_be_place(mention):
            yield mention.span, Sort.PLACE, words.lower(), feature
    for timex in scene.timexes:
        if timex.range is not None:
            yield timex.span, Sort.TIME, str(timex.range), None


def _can_be_place(mention: Mention) -> bool:
    return mention.kind in (MentionKind.PLACE, MentionKind.PARTY)


def speakers(attributions: tuple[Attribution, ...], span: Span) -> tuple[Span, ...]:
    """The source to whom the words at a span are credited: the one with the shortest content."""
    covering = [a for a in attributions if a.source and any(c.overlaps(span) for c in a.content)]
    nearest = min(covering, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
    return nearest.source if nearest else ()


def features_beside(candidate: Candidate, sources: tuple[Span, ...]) -> tuple[int, ...]:
    """What is known of a candidate beside an anchor with this speaker, as feature numbers."""
    if candidate.feature is None:
        return ()
    if any(s.overlaps(candidate.span) for s in sources):
        return (candidate.feature, _SPEAKER)
    return (candidate.feature,)
