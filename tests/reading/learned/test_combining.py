import pytest

from backchannel.reading.layout import lay_out
from backchannel.reading.learned import combining
from backchannel.reading.learned.combining import find_anchors
from backchannel.reading.learned.heads import ANCHOR_KINDS, COLUMNS
from backchannel.reading.marks import Anchor, Scene
from backchannel.types import Dating, Report, Span
from backchannel.vocabularies import DatingBasis, Kind
from tests.reading.learned.factory import Fixed, answers_for, pieces_of

TEXT = "The envoys met. The hosts slept. The guests talked."


@pytest.fixture(autouse=True)
def _thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(combining.DOUBTED, Kind.CONTACT, 0.1)
    monkeypatch.setitem(combining.ADDED, Kind.CONTACT, 0.5)


def spans_of(marks: dict[int, float]) -> list[str]:
    """What is found when a rule finds "met" and "slept", and the model gives these logits."""
    column = COLUMNS["anchors"].start + ANCHOR_KINDS.index(Kind.CONTACT)
    marked = {(n, column): v for n, v in marks.items()}
    answers = answers_for(pieces_of(TEXT), marked, {("party", n): () for n in marks})
    report = Report(text=TEXT, name="made by hand")
    layout = lay_out(report)
    rules = tuple(
        Anchor(Kind.CONTACT, span, (sentence,))
        for span, sentence in (
            (Span(11, 14), layout.sentences[0]),
            (Span(26, 31), layout.sentences[1]),
        )
    )
    scene = Scene(report, layout, Dating(None, DatingBasis.STATED))
    found = find_anchors(Fixed(answers), lambda _: rules, [Kind.CONTACT], scene)  # type: ignore[arg-type]
    return [TEXT[a.span.start : a.span.end] for a in found]


def test_a_doubted_anchor_is_struck_out() -> None:
    assert spans_of({2: 0.0}) == ["met"]


def test_what_the_rules_missed_is_added() -> None:
    assert spans_of({2: 0.0, 6: 0.0, 10: 3.0}) == ["met", "slept", "talked"]


def test_what_the_rules_found_is_not_added_again() -> None:
    assert spans_of({1: 3.0}) == ["met"]
