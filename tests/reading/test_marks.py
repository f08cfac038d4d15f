"""The heads of a reader can be exchanged one by one."""

from dataclasses import replace

import pytest

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.reading.marks import Anchor, Argument, NameMark, Role, Scene
from backchannel.types import Report, Span
from backchannel.vocabularies import Kind, MentionKind

TEXT = "Envoys of Norway saw envoys of Sweden, an official said."
REPORT = Report(text=TEXT, name="test")


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def find_saw(scene: Scene) -> tuple[Anchor, ...]:
    """Stands for a learned head that knows a word which no rule has."""
    parties = (Argument(Role.PARTY, span_of(name)) for name in ("Norway", "Sweden"))
    return (
        Anchor(
            Kind.CONTACT,
            span_of("saw"),
            (scene.layout.sentences[0],),
            tuple(parties),
            {"form": "meeting", "status": "held"},
        ),
    )


def test_another_head_for_anchors_is_resolved_by_the_same_rules() -> None:
    assert read(REPORT, rule_reader()).contacts == ()
    (contact,) = read(REPORT, replace(rule_reader(), find_anchors=find_saw)).contacts
    assert [p.party for p in contact.parties] == ["NOR", "SWE"]
    assert [s.kind for s in contact.said_by] == ["anonymous"]


def test_another_head_for_names_is_resolved_by_the_same_tables() -> None:
    def mark_sweden(*_: object) -> tuple[NameMark, ...]:
        return (NameMark(span_of("Sweden"), MentionKind.PARTY),)

    reading = read(REPORT, replace(rule_reader(), mark_names=mark_sweden))
    assert [m.party for m in reading.mentions] == ["SWE"]


@pytest.mark.parametrize("head", ["mark_times", "mark_names", "find_attributions", "find_anchors"])
def test_a_report_is_read_though_a_head_finds_nothing(head: str) -> None:
    silent = replace(rule_reader(), **{head: lambda *_: ()})  # type: ignore[arg-type]
    assert read(REPORT, silent).report == REPORT
