from datetime import date

import pytest

from backchannel.reading.layout import lay_out
from backchannel.reading.learned import combining
from backchannel.reading.learned.combining import find_anchors
from backchannel.reading.learned.heads import ANCHOR_KINDS, COLUMNS
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.types import DateRange, Dating, Mention, Report, Span, Timex
from backchannel.vocabularies import DatingBasis, Kind, MentionKind, TimexType
from tests.reading.learned.factory import Fixed, answers_for, pieces_of

MET = "The Norland met with Sudmark on Monday, not Estria."
ESTRIA = Span(MET.index("Estria"), MET.index("Estria") + 6)
DAY = date(2024, 5, 6)
TEXT = "The envoys met. The hosts slept. The guests talked."


@pytest.fixture(autouse=True)
def _thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(combining.DOUBTED, Kind.CONTACT, 0.1)
    monkeypatch.setitem(combining.ADDED, Kind.CONTACT, 0.5)
    monkeypatch.setitem(combining.BESIDE, Kind.CONTACT, 1.0)
    monkeypatch.setitem(combining.TRUSTED, Kind.CONTACT, frozenset({"party"}))


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


def completed(rule: Anchor, arcs: dict[tuple[str, int], tuple[int, ...]]) -> Anchor:
    """A rule's anchor at "met" when the model's there points at these words."""
    column = COLUMNS["anchors"].start + ANCHOR_KINDS.index(Kind.CONTACT)
    answers = answers_for(pieces_of(MET), {(2, column): 3.0}, arcs)
    report = Report(text=MET, name="made by hand")
    mentions = tuple(
        Mention(Span(start, start + len(name)), MentionKind.PARTY, party=name[:3].upper())
        for name in ("Norland", "Sudmark", "Estria")
        for start in (MET.index(name),)
    )
    monday = Span(MET.index("Monday"), MET.index("Monday") + 6)
    timexes = (Timex(monday, TimexType.DATE, "2024-05-06", DateRange(DAY, DAY)),)
    dating = Dating(None, DatingBasis.STATED)
    scene = Scene(report, lay_out(report), dating, timexes, mentions)
    (found,) = find_anchors(Fixed(answers), lambda _: (rule,), [Kind.CONTACT], scene)  # type: ignore[arg-type]
    return found


def test_a_rules_anchor_is_completed_by_the_models() -> None:
    rule = Anchor(Kind.CONTACT, Span(12, 15), (Span(0, len(MET)),), (Argument(Role.PARTY, ESTRIA),))
    arcs = {("party", 2): (1, 4), ("date", 2): (6,)}
    found = completed(rule, arcs)
    assert [MET[s.start : s.end] for s in found.spans(Role.PARTY)] == ["Norland", "Sudmark"]
    assert [MET[s.start : s.end] for s in found.spans(Role.DATE)] == ["Monday"]


def test_what_the_model_does_not_say_the_rule_does() -> None:
    rule = Anchor(Kind.CONTACT, Span(12, 15), (Span(0, len(MET)),), (Argument(Role.PARTY, ESTRIA),))
    found = completed(rule, {("party", 2): ()})
    assert [MET[s.start : s.end] for s in found.spans(Role.PARTY)] == ["Estria"]


def test_a_doubted_anchor_is_struck_out() -> None:
    assert spans_of({2: 0.0}) == ["met"]


def test_what_the_rules_missed_is_added() -> None:
    assert spans_of({2: 0.0, 6: 0.0, 10: 3.0}) == ["met", "slept", "talked"]


def test_what_the_rules_found_is_not_added_again() -> None:
    assert spans_of({1: 3.0}) == ["met"]
