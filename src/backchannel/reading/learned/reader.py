"""The readers with the model: its heads in the place of the rules', or both together."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from backchannel.reading import rule_reader
from backchannel.reading.learned import anchors, attributions, combining, names
from backchannel.reading.learned.heads import ANCHOR_KINDS
from backchannel.reading.learned.model import Model, load_model
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
    """The rule reader with the model's attributions, and the names and anchors of both together."""
    rules = rule_reader()
    return replace(
        rules,
        mark_names=partial(names.mark_names, model, rules.mark_names),
        find_attributions=partial(combining.find_attributions, model, rules.find_attributions),
        find_anchors=partial(combining.find_anchors, model, rules.find_anchors, tuple(kinds)),
    )


def default_reader(threads: int) -> Reader:
    """The reader that ships in the package: rules and model together."""
    return combined_reader(load_model(threads=threads))
