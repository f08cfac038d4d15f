"""The rule head that finds the anchors of all five kinds of finding."""

from backchannel.reading.commitment_anchors import find_commitment_anchors
from backchannel.reading.contact_anchors import find_contact_anchors
from backchannel.reading.denials import find_denial_anchors
from backchannel.reading.marks import Anchor, Scene
from backchannel.reading.measure_anchors import find_measure_anchors
from backchannel.reading.tallies import find_tally_anchors


def find_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """The words that carry findings, with their arguments and attributes."""
    return (
        *find_contact_anchors(scene),
        *find_commitment_anchors(scene),
        *find_measure_anchors(scene),
        *find_denial_anchors(scene),
        *find_tally_anchors(scene),
    )
