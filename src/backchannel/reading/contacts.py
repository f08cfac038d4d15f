"""Contacts: who met whom, gathered from all that the anchors of a report tell of it."""

from collections.abc import Iterator
from dataclasses import replace

from backchannel.reading.certainty import certainty_of
from backchannel.reading.contact_days import agreed
from backchannel.reading.contact_drafts import Draft, draft_contacts
from backchannel.reading.contact_joins import join_drafts
from backchannel.reading.marks import Anchor, Scene
from backchannel.reading.nearby import inside
from backchannel.reading.quotes import quote, quotes
from backchannel.reading.sources import joined_sources, sources_of
from backchannel.reading.subjects import codes_of
from backchannel.types import Contact, Mention, Participant, Person, Place, Quote
from backchannel.vocabularies import Certainty, ContactStatus, Kind, MentionKind

MAX_EVIDENCE = 3


def find_contacts(anchors: tuple[Anchor, ...], scene: Scene) -> tuple[Contact, ...]:
    """The distinct contacts that the anchors tell of, in the order of the text."""
    told = sorted((a for a in anchors if a.kind is Kind.CONTACT), key=lambda a: a.span.start)
    drafts = (_agreed(draft, scene) for anchor in told for draft in draft_contacts(anchor, scene))
    whole = join_drafts(drafts, scene)
    return tuple(_contact(f"C{n}", draft, scene) for n, draft in enumerate(whole, 1))


def _contact(name: str, draft: Draft, scene: Scene) -> Contact:
    evidence = draft.evidence[:MAX_EVIDENCE]
    told = (draft.anchor.span, *evidence)
    certainty = certainty_of(scene.text, draft.anchor.evidence[0], draft.anchor.span)
    return Contact(
        id=name,
        evidence=quotes(scene, evidence),
        said_by=joined_sources(s for span in told for s in sources_of(scene, span)),
        certainty=certainty if draft.status is not ContactStatus.POSSIBLE else Certainty.POSSIBLE,
        form=draft.form,
        status=draft.status,
        secret=draft.secret,
        date=draft.date,
        place=_place(draft.place, scene),
        parties=tuple(_participants(draft, scene)),
        topic=quote(scene, draft.topic) if draft.topic else None,
        outcome=draft.outcome,
    )


def _agreed(draft: Draft, scene: Scene) -> Draft:
    status, days = agreed(draft.status, draft.date, draft.anchor, scene)
    return replace(draft, status=status, date=days)


def _place(mention: Mention | None, scene: Scene) -> Place | None:
    if mention is None:
        return None
    return Place(quote(scene, mention.span), mention.country or mention.party)


def _participants(draft: Draft, scene: Scene) -> Iterator[Participant]:
    """The sides, then whoever goes between them; a side of two is never taken for a go-between."""
    between = tuple(c for c in draft.mediators if c not in draft.codes or len(draft.codes) > 2)
    for code in dict.fromkeys((*draft.codes, *between)):
        yield replace(_participant(code, draft, scene), mediator=code in between)


def _participant(code: str, draft: Draft, scene: Scene) -> Participant:
    acting = [m for m in draft.mentions if codes_of(m, scene.mentions) == (code,)]
    organs = [m.span if m.kind is MentionKind.ORGAN else m.organ for m in acting]
    organ = next((span for span in organs if span), None)
    people: dict[str, Person] = {}
    for mention in acting:
        if mention.kind is MentionKind.PERSON:
            name = quote(scene, mention.span)
            people.setdefault(mention.person or name.text, Person(name, _role(mention, scene)))
    if not people:
        roles = [m for m in acting if m.kind is MentionKind.ROLE and _is_somebody(m, scene)][:1]
        people = {m.kind: Person(None, quote(scene, m.span)) for m in roles}
    return Participant(code, quote(scene, organ) if organ else None, tuple(people.values()))


def _role(mention: Mention, scene: Scene) -> Quote | None:
    return quote(scene, mention.role) if mention.role else None


def _is_somebody(mention: Mention, scene: Scene) -> bool:
    """Whether a role tells of certain people: "a senior envoy", but not "Japanese officials"."""
    words = scene.text[mention.span.start : mention.span.end]
    for inner in inside(scene.mentions, mention.span):
        if inner.kind is MentionKind.NATIONALITY:
            name = scene.text[inner.span.start : inner.span.end]
            words = words.replace(name, "")
    left = [w for w in words.lower().split() if w not in {"and", "the", "of", "both", "sides"}]
    return len(left) != 1 or not left[0].endswith("s")
