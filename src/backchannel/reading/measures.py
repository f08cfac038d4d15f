"""Measures: what was imposed or eased, by whom, on whom, when and why."""

from collections.abc import Iterator
from dataclasses import replace

from backchannel.reading.certainty import certainty_of
from backchannel.reading.commitments import alike
from backchannel.reading.marks import Anchor, Role, Scene
from backchannel.reading.quotes import mention_at, quote, quotes, range_at
from backchannel.reading.sources import sources_of
from backchannel.reading.subjects import codes_of
from backchannel.rules import named_rule
from backchannel.types import Measure
from backchannel.vocabularies import Certainty, Kind, Link, MeasureAction, MeasureStatus

# Two things of one side are the same when this much of their words is (Dice); 0.3 and 0.7 gave the
# same figures on the train reports.
SAME_THING = 0.6


def find_measures(anchors: tuple[Anchor, ...], scene: Scene) -> tuple[Measure, ...]:
    """The distinct measures that the anchors tell of, in the order of the text."""
    found: list[Measure] = []
    for anchor in anchors:
        if anchor.kind is Kind.MEASURE:
            for measure in _measures(anchor, scene):
                _join(found, measure)
    return tuple(replace(m, id=f"M{n}") for n, m in enumerate(found, 1))


def _measures(anchor: Anchor, scene: Scene) -> Iterator[Measure]:
    by, on = _first_code(anchor, scene, Role.BY), _first_code(anchor, scene, Role.ON)
    what = anchor.first(Role.WHAT)
    if by is None or what is None or what.start == what.end:
        return
    because, date = anchor.first(Role.BECAUSE), anchor.first(Role.DATE)
    status = MeasureStatus(anchor.attributes["status"])
    possible = status is MeasureStatus.POSSIBLE and anchor.attributes["action"] != "threaten"
    yield Measure(
        id="",
        evidence=quotes(scene, anchor.evidence),
        said_by=sources_of(scene, anchor.span),
        certainty=Certainty.POSSIBLE if possible else certainty_of(scene.text, anchor.span),
        action=MeasureAction(anchor.attributes["action"]),
        what=quote(scene, what),
        by=by,
        on=on if on != by else None,
        date=range_at(scene, date) if date else None,
        status=status,
        because=quote(scene, because) if because else None,
        link=Link(anchor.attributes["link"]) if because else None,
    )


def _first_code(anchor: Anchor, scene: Scene, role: Role) -> str | None:
    for span in anchor.spans(role):
        if mention := mention_at(scene, span):
            for code in codes_of(mention, scene.mentions):
                return code
    return None


def _join(found: list[Measure], new: Measure) -> None:
    for index, known in enumerate(found):
        if is_same_measure(known, new):
            found[index] = replace(
                known,
                evidence=tuple(dict.fromkeys((*known.evidence, *new.evidence)))[:3],
                on=known.on or new.on,
                date=known.date or new.date,
                because=known.because or new.because,
                link=known.link or new.link,
            )
            return
    found.append(new)


def is_same_measure(known: Measure, new: Measure) -> bool:
    """Whether a report tells twice of one measure: same action and side, like things, like days."""
    if (known.action, known.by) != (new.action, new.by):
        return False
    if known.on and new.on and known.on != new.on:
        return False
    if known.date and new.date and known.date != new.date:
        return False
    return alike(known.what, new.what) >= SAME_THING or bool(_things(known) & _things(new))


def _things(measure: Measure) -> set[str]:
    """The sorts of measure that its words name: "100 percent tariffs on fish" are tariffs."""
    found = named_rule("conditions", "sort of measure").finditer(measure.what.text)
    return {match["sort"].lower() for match in found}
