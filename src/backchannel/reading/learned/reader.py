"""The reader whose heads are the model's where they win, and the rules' elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from backchannel.reading import rule_reader
from backchannel.reading.learned import anchors, attributions, combining
from backchannel.reading.learned.heads import ANCHOR_KINDS
from backchannel.reading.learned.model import Model
from backchannel.reading.marks import Reader
from backchannel.vocabularies import Kind


def learned_reader(model: Model, kinds: Sequence[Kind] = ANCHOR_KINDS) -> Reader:
    """The rule reader with the model's attributions, and its anchors of these kinds."""
    rules = rule_reader()
    return replace(
        rules,
        find_attributions=partial(attributions.find_attributions, model),
        find_anchors=partial(anchors.find_anchors, model, rules.find_anchors, tuple(kinds)),
    )


def combined_reader(model: Model, kinds: Sequence[Kind] = ANCHOR_KINDS) -> Reader:
    """The rule reader with the model's attributions, and the anchors of both together."""
    rules = rule_reader()
    return replace(
        rules,
        find_attributions=partial(attributions.find_attributions, model),
        find_anchors=partial(combining.find_anchors, model, rules.find_anchors, tuple(kinds)),
    )
