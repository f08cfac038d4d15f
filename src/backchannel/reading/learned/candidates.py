"""What an anchor can point at: the mentions and time expressions that the resolvers know."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from backchannel.reading.clauses import sentence_at
from backchannel.reading.learned.encoding import Pieces
from backchannel.reading.learned.heads import MENTION_FEATURES
from backchannel.reading.marks import Scene
from backchannel.reading.subjects import codes_of, subjects
from backchannel.reading.venues import can_be_venue
from backchannel.types import Span
from backchannel.vocabularies import MentionKind

_OFTEN, _SPEAKER, _ACTING, _NEAR = (
    MENTION_FEATURES.index(name) for name in ("often", "speaker", "acting", "near")
)
# So many actors of a report are its main ones.
MAIN_ACTORS = 2


class Sort(StrEnum):
    """Which question a candidate can answer."""

    ACTOR = "actor"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"


# The relations of `heads.POINTERS` by the sort of their candidates.
SORTS = {
    "party": Sort.ACTOR,
    "by": Sort.ACTOR,
    "to": Sort.ACTOR,
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
    features: tuple[int, ...] = ()  # numbers in `heads.MENTION_FEATURES`


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules know around an anchor: its speaker, its subject, and its sentence."""

    speakers: tuple[Span, ...] = ()
    acting: tuple[Span, ...] = ()
    sentence: Span | None = None


def candidates(scene: Scene, pieces: Pieces) -> tuple[Candidate, ...]:
    """Every answer that the report offers, in the order of the text."""
    found = []
    answers = list(_answers(scene))
    named = Counter(key for _, sort, key, _ in answers if sort is Sort.ACTOR)
    main = {key for key, _ in named.most_common(MAIN_ACTORS)}
    for span, sort, key, feature in answers:
        inside = pieces.within(span)
        if inside:
            kind = () if feature is None else (feature,)
            often = (_OFTEN,) if sort is Sort.ACTOR and key in main else ()
            found.append(Candidate(span, inside[0], inside[-1], sort, key, kind + often))
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
        elif can_be_venue(mention, scene):
            yield mention.span, Sort.PLACE, words.lower(), feature
    for timex in scene.timexes:
        if timex.range is not None:
            yield timex.span, Sort.TIME, str(timex.range), None


def surroundings(scene: Scene, span: Span) -> Surroundings:
    """What stands around the word at a span."""
    sentence = sentence_at(scene, span)
    return Surroundings(
        _speakers(scene, span),
        tuple(m.span for m in subjects(sentence, span.start)) if sentence else (),
        sentence.span if sentence else None,
    )


def _speakers(scene: Scene, span: Span) -> tuple[Span, ...]:
    """The source to whom the words at a span are credited: the one with the shortest content."""
    covering = [a for a in scene.attributions_at(span) if a.source]
    nearest = min(covering, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
    return nearest.source if nearest else ()


def features_beside(candidate: Candidate, around: Surroundings) -> tuple[int, ...]:
    """What is known of a candidate beside an anchor, as feature numbers."""
    if candidate.sort is not Sort.ACTOR and candidate.sort is not Sort.PERSON:
        return candidate.features + _near(candidate, around)
    is_speaker = any(s.overlaps(candidate.span) for s in around.speakers)
    is_acting = any(s.overlaps(candidate.span) for s in around.acting)
    return (
        *candidate.features,
        *((_SPEAKER,) if is_speaker else ()),
        *((_ACTING,) if is_acting else ()),
        *_near(candidate, around),
    )


def _near(candidate: Candidate, around: Surroundings) -> tuple[int, ...]:
    is_near = around.sentence is not None and around.sentence.holds(candidate.span)
    return (_NEAR,) if is_near else ()
