"""Commitments: who owes what to whom, on which condition and by when."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from backchannel.reading.certainty import certainty_of
from backchannel.reading.deadlines import deadline_of
from backchannel.reading.marks import Anchor, Role, Scene
from backchannel.reading.nearby import starting_in
from backchannel.reading.quotes import mention_at, quote, quotes
from backchannel.reading.sources import joined_sources, sources_of, without_teller
from backchannel.reading.subjects import codes_of, counterpart
from backchannel.types import Commitment, DateRange, Quote, Span
from backchannel.vocabularies import CommitmentKind, CommitmentState, Kind

# Two acts of one debtor are the same when this much of their words is (Dice). 0.6 and 0.7 gave
# the same F1 on the train reports; lower joined distinct duties of one list.
SAME_ACT = 0.65


def find_commitments(anchors: tuple[Anchor, ...], scene: Scene) -> tuple[Commitment, ...]:
    """The distinct commitments that the anchors tell of, in the order of the text."""
    found: list[Commitment] = []
    for anchor in anchors:
        if anchor.kind is Kind.COMMITMENT:
            for commitment in _commitments(anchor, scene):
                _join(found, commitment)
    return tuple(replace(c, id=f"K{n}") for n, c in enumerate(found, 1))


def _commitments(anchor: Anchor, scene: Scene) -> Iterator[Commitment]:
    told = anchor.first(Role.ACT)
    act = without_teller(scene, told) if told else None
    if act is None or act.start == act.end:
        return
    deadline, condition = deadline_of(anchor, act, scene), anchor.first(Role.CONDITION)
    for debtor, creditor in _pairs(anchor, scene):
        yield Commitment(
            id="",
            evidence=quotes(scene, anchor.evidence),
            said_by=sources_of(scene, anchor.span) or sources_of(scene, act),
            certainty=certainty_of(scene.text, Span(anchor.evidence[0].start, act.start)),
            kind=CommitmentKind(anchor.attributes["kind"]),
            debtor=debtor,
            creditor=creditor,
            act=quote(scene, act),
            condition=quote(scene, condition) if condition else None,
            deadline=deadline.days if deadline else None,
            deadline_quote=quote(scene, deadline.span) if deadline else None,
            state=CommitmentState(anchor.attributes["state"]),
            date=_date(anchor, scene),
        )


def _pairs(anchor: Anchor, scene: Scene) -> Iterator[tuple[str, str | None]]:
    """Debtor and creditor of each duty; in an agreement every party is a debtor."""
    debtors = _codes(anchor, scene, Role.DEBTOR)
    creditors = _codes(anchor, scene, Role.CREDITOR)
    is_mutual = anchor.attributes["kind"] == CommitmentKind.AGREEMENT
    if is_mutual and len(debtors) > 1:
        creditors = tuple(dict.fromkeys((*debtors, *creditors)))
    if not debtors and creditors:
        other = counterpart(scene, creditors[0], anchor.span.start)
        debtors = (other,) if other else ()
    for debtor in debtors:
        others = [c for c in creditors if c != debtor]
        creditor = others[0] if others else counterpart(scene, debtor, anchor.span.start)
        yield debtor, (creditor if is_mutual or creditor not in debtors else None)


def _codes(anchor: Anchor, scene: Scene, role: Role) -> tuple[str, ...]:
    mentions = (mention_at(scene, span) for span in anchor.spans(role))
    codes = (code for m in mentions if m for code in codes_of(m, scene.mentions))
    return tuple(dict.fromkeys(codes))


# "said on Thursday": the day of saying stands this near behind its cue, in characters.
SAID_ON = 14


def _date(anchor: Anchor, scene: Scene) -> DateRange | None:
    """The day of the speech act: told before the act in its sentence, or beside "said"."""
    act = anchor.first(Role.ACT) or anchor.span
    for timex in starting_in(scene.timexes, anchor.evidence[0].start, act.start):
        if timex.span.end <= act.start:
            return timex.range
    cues = [cue for attribution in scene.attributions_at(anchor.span) for cue in attribution.cue]
    times = (starting_in(scene.timexes, c.end, c.end + SAID_ON + 1) for c in cues)
    said = (t.range for t in sorted(set(chain(*times)), key=lambda t: t.span.start))
    return next(said, None)


def _join(found: list[Commitment], new: Commitment) -> None:
    for index, known in enumerate(found):
        if is_same_commitment(known, new):
            found[index] = _joined(known, new)
            return
    found.append(new)


def is_same_commitment(known: Commitment, new: Commitment) -> bool:
    """Whether a report tells twice of one duty: same kind and debtor, and the act in like words."""
    if known.kind is not new.kind or known.debtor != new.debtor:
        return False
    return alike(known.act, new.act) >= SAME_ACT


def alike(left: Quote, right: Quote) -> float:
    """How much of the words of two quotes is the same (Dice, 0 to 1)."""
    words = [set(q.text.lower().split()) for q in (left, right)]
    return 2 * len(words[0] & words[1]) / (len(words[0]) + len(words[1]))


def _joined(known: Commitment, new: Commitment) -> Commitment:
    return replace(
        known,
        evidence=tuple(dict.fromkeys((*known.evidence, *new.evidence)))[:3],
        said_by=joined_sources((*known.said_by, *new.said_by)),
        condition=known.condition or new.condition,
        deadline=known.deadline or new.deadline,
        deadline_quote=known.deadline_quote or new.deadline_quote,
        creditor=known.creditor or new.creditor,
    )
