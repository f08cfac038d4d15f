"""The rule head that finds the anchors of all five kinds of finding."""

from collections.abc import Sequence

from backchannel.reading.commitment_anchors import find_commitment_anchors
from backchannel.reading.contact_anchors import find_contact_anchors
from backchannel.reading.denials import find_denial_anchors
from backchannel.reading.marks import Anchor, Role, Scene
from backchannel.reading.measure_anchors import find_measure_anchors
from backchannel.reading.tallies import find_tally_anchors
from backchannel.vocabularies import Force


def find_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """The words that carry findings, with their arguments and attributes."""
    denials = find_denial_anchors(scene)
    told = (
        *find_contact_anchors(scene),
        *find_commitment_anchors(scene),
        *find_measure_anchors(scene),
    )
    return (
        *(anchor for anchor in told if not is_denied(anchor, denials)),
        *denials,
        *find_tally_anchors(scene),
    )


def is_denied(anchor: Anchor, denials: Sequence[Anchor]) -> bool:
    """Whether the anchor stands in words that are flatly denied: a denied contact is none."""
    flat = (d for d in denials if d.attributes["force"] == Force.FLAT)
    return any(of.holds(anchor.span) for d in flat for of in d.spans(Role.OF))
