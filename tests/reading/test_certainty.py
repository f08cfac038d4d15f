import pytest

from backchannel.reading.certainty import certainty_of
from backchannel.types import Span
from backchannel.vocabularies import Certainty

TABLE = [
    ("a plain statement", "Norland lifted the embargo.", Certainty.CERTAIN),
    ("is believed to", "Lind is believed to have gone with him.", Certainty.PROBABLE),
    ("reportedly", "The envoy was reportedly there.", Certainty.PROBABLE),
    ("likely", "A truce is likely.", Certainty.PROBABLE),
    ("unlikely", "An unlikely pair met.", Certainty.CERTAIN),
    ("may", "Norland may ease the embargo.", Certainty.POSSIBLE),
    ("the month of May", "The envoys met in May 2014.", Certainty.CERTAIN),
    ("is considering", "Norland is considering a new round.", Certainty.POSSIBLE),
    ("possible beats probable", "The talks could reportedly be delayed.", Certainty.POSSIBLE),
    ("a hedge in a condition", "Norland will pay if the port could be opened.", Certainty.CERTAIN),
]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_certainty_of_a_span(text: str, expected: Certainty) -> None:
    assert certainty_of(text, Span(0, len(text))) is expected


def test_a_hedge_outside_the_span_does_not_count() -> None:
    text = "Norland may pay. Sudmark left."
    assert certainty_of(text, Span(text.index("Sudmark"), len(text))) is Certainty.CERTAIN


def test_with_an_anchor_only_hedges_in_its_clause_count() -> None:
    text = "The envoys met in Geneva, which may anger Sudmark."
    whole, at = Span(0, len(text)), text.index("met")
    assert certainty_of(text, whole) is Certainty.POSSIBLE
    assert certainty_of(text, whole, Span(at, at + 3)) is Certainty.CERTAIN
