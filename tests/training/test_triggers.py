import pytest
from training.triggers import learn_triggers, stems, trigger

from backchannel.types import Span

TEXTS = [
    "The envoys met on Monday. Rain fell on the town.",
    "The ministers met on Friday. The town slept.",
    "Norland vowed to open the port. The port was shut on Monday.",
    "Sudmark vowed to pay. The town paid.",
]
EVIDENCE = [
    ("contact", "The envoys met on Monday"),
    ("contact", "The ministers met on Friday"),
    ("promise", "Norland vowed to open the port"),
    ("promise", "Sudmark vowed to pay"),
]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("contact", "The envoys met on Monday", "met"),
        ("promise", "Norland vowed to open the port", "vowed"),
    ],
)
def test_the_telling_word_is_chosen(name: str, text: str, word: str) -> None:
    found = trigger(learn_triggers(TEXTS, EVIDENCE), name, stems(text), [], None)
    assert found is not None
    assert text[found.start : found.end] == word


def test_a_taken_word_is_not_chosen_again() -> None:
    text = "Norland vowed to open the port"
    triggers = learn_triggers(TEXTS, EVIDENCE)
    assert trigger(triggers, "promise", stems(text), [Span(8, 13)], None) != Span(8, 13)
    assert trigger(triggers, "promise", stems("vowed"), [Span(0, 5)], None) is None


def test_a_word_of_the_act_counts_for_less() -> None:
    text = "Norland vowed to open the port"
    triggers = learn_triggers(TEXTS, [*EVIDENCE, ("promise", "vowed"), ("promise", "to to to")])
    inside = trigger(triggers, "promise", stems(text), [], Span(8, 13))
    assert inside != Span(8, 13)
