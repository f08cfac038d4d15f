"""What one anchor tells of a contact: a draft, not yet joined to what other words tell of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from backchannel.reading.contact_days import days_of_contact
from backchannel.reading.marks import Anchor, Role, Scene
from backchannel.reading.nearby import inside
from backchannel.reading.quotes import mention_at
from backchannel.reading.subjects import codes_of
from backchannel.types import DateRange, Mention, Span, Timex
from backchannel.vocabularies import ContactForm, ContactStatus, MentionKind, Outcome


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact in the making: what one or several anchors tell of it."""

    anchor: Anchor
    form: ContactForm
    status: ContactStatus
    codes: tuple[str, ...]
    mentions: tuple[Mention, ...]
    evidence: tuple[Span, ...]
    date: DateRange | None = None
    place: Mention | None = None
    secret: bool = False
    series: bool = False
    like_last: bool = False
    topic: Span | None = None
    outcome: Outcome = Outcome.NONE_REPORTED
    mediators: tuple[str, ...] = ()


def draft_contacts(anchor: Anchor, scene: Scene) -> Iterator[Draft]:
    """One draft an anchor; more where one word tells of several places and days in turn."""
    mentions = tuple(mention_at(scene, span) for span in anchor.spans(Role.PARTY))
    places = [m for span in anchor.spans(Role.PLACE) if (m := mention_at(scene, span))]
    named = _without_host(tuple(m for m in mentions if m), places, anchor, scene)
    known = _for_side(named, anchor, scene)
    times = [t for s in anchor.spans(Role.DATE) for t in inside(scene.timexes, s) if t.span == s]
    draft = Draft(
        anchor=anchor,
        form=ContactForm(anchor.attributes.get("form", "meeting")),
        status=ContactStatus(anchor.attributes.get("status", "held")),
        codes=tuple(dict.fromkeys(c for m in known for c in codes_of(m, scene.mentions))),
        mentions=known,
        evidence=anchor.evidence,
        date=days_of_contact(anchor, times, scene),
        place=places[0] if places else None,
        secret="secret" in anchor.attributes,
        series="series" in anchor.attributes,
        like_last="like the last" in anchor.attributes,
        topic=anchor.first(Role.TOPIC),
        outcome=_outcome(anchor, scene),
        mediators=_mediators(anchor, scene),
    )
    pairs = _in_turn(places, times)
    if not pairs:
        yield draft
    for place, time in pairs:
        yield replace(draft, place=place, date=time.range)


def _mediators(anchor: Anchor, scene: Scene) -> tuple[str, ...]:
    found = (mention_at(scene, span) for span in anchor.spans(Role.MEDIATOR))
    return tuple(dict.fromkeys(c for m in found if m for c in codes_of(m, scene.mentions)))


def _without_host(
    mentions: tuple[Mention, ...], places: list[Mention], anchor: Anchor, scene: Scene
) -> tuple[Mention, ...]:
    """Two sides met in a third country: it is one where its sentence, or a name, says so."""
    hosts = {place.country or place.party for place in places}

    def is_side(m: Mention) -> bool:
        if m.kind is MentionKind.PLACE:
            return False
        is_named = m.kind not in (MentionKind.PARTY, MentionKind.ROLE)
        is_told = any(sentence.holds(m.span) for sentence in anchor.evidence)
        return is_named or is_told or m.party not in hosts

    guests = tuple(m for m in mentions if is_side(m))
    sides = {code for m in guests for code in codes_of(m, scene.mentions)}
    return guests if len(sides) > 1 else mentions


def _for_side(mentions: tuple[Mention, ...], anchor: Anchor, scene: Scene) -> tuple[Mention, ...]:
    """In "Japan was represented by a senior official" the official acts for Japan."""
    side = next((m for m in mentions if m.kind is MentionKind.PARTY), None)
    if anchor.attributes.get("merge") != "people" or side is None:
        return mentions
    return tuple(
        replace(m, party=side.party)
        if m.kind is MentionKind.ROLE and not _has_nationality(m, scene)
        else m
        for m in mentions
    )


def _has_nationality(mention: Mention, scene: Scene) -> bool:
    return any(
        m.kind in {MentionKind.NATIONALITY, MentionKind.PARTY}
        for m in inside(scene.mentions, mention.span)
    )


def _in_turn(places: list[Mention], times: list[Timex]) -> list[tuple[Mention, Timex]]:
    """Places and days that alternate: "in Oslo in May and in Bern in June"."""
    ordered = sorted(places, key=lambda m: m.span.start)
    if len(ordered) < 2 or len(ordered) != len(times):
        return []
    starts = [
        start for p, t in zip(ordered, times, strict=True) for start in (p.span.start, t.span.start)
    ]
    return list(zip(ordered, times, strict=True)) if starts == sorted(starts) else []


def _outcome(anchor: Anchor, scene: Scene) -> Outcome:
    if anchor.attributes.get("merge") != "outcome":
        return Outcome(anchor.attributes.get("outcome", "none_reported"))
    words = scene.text[anchor.span.start : anchor.span.end].lower()
    if any(word in words for word in ("fail", "without", "no ", "broke", "ended")):
        return Outcome.NO_AGREEMENT
    return Outcome.PROGRESS if "progress" in words else Outcome.AGREEMENT
