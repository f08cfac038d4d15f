"""Extents and kinds of names, and what they resolve to."""

import datetime

import pytest

from backchannel.reading.layout import lay_out
from backchannel.reading.names import mark_names, resolve_names
from backchannel.types import DateRange, Dating, Mention, Report
from backchannel.vocabularies import DatingBasis, MentionKind

DAY = datetime.date(2014, 9, 11)


def read(text: str, day: datetime.date = DAY) -> tuple[Mention, ...]:
    report = Report(text=text, name="test", published=day)
    layout = lay_out(report)
    published = Dating(DateRange.of_day(day), DatingBasis.STATED)
    return resolve_names(report, layout, mark_names(report, layout), published)


def of_kind(text: str, kind: MentionKind) -> list[tuple[str, str | None]]:
    return [(text[m.span.start : m.span.end], m.party) for m in read(text) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks between Tokyo and Washington failed.", [("Tokyo", "JPN"), ("Washington", "USA")]),
        ("The Kremlin and the White House agreed.", [("Kremlin", "RUS"), ("White House", "USA")]),
        ("The U.S. told the U.K.", [("U.S.", "USA"), ("U.K.", "GBR")]),
        ("Zaire and the Soviet Union agreed.", [("Zaire", "COD"), ("Soviet Union", "RUS")]),
        ("Hizbollah refused to free the men.", [("Hizbollah", "Hezbollah")]),
        ("North Korea said the South lied.", [("North Korea", "PRK"), ("the South", "KOR")]),
        ("JAPAN TOLD US TO WAIT.", [("JAPAN", "JPN")]),
        ("Zairean rebels took a town.", [("Zairean rebels", "Zairean rebels")]),
        ("The Reform Union said no.", [("Reform Union", "Reform Union")]),
        ("Norwegian Oil Corp said no.", [("Norwegian Oil Corp", "Norwegian Oil")]),
    ],
)
def test_finds_parties(text: str, expected: list[tuple[str, str]]) -> None:
    assert of_kind(text, MentionKind.PARTY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met in Beijing.", [("Beijing", "CHN")]),
        ("He flew to Tehran on Monday.", [("Tehran", "IRN")]),
        ("GENEVA, Sept. 11 - The talks ended.", [("GENEVA", "CHE")]),
        ("They met in a hill town in northern Italy.", [("a hill town in northern Italy", "ITA")]),
        ("The Camp David talks went on.", [("Camp David", "USA")]),
        ("Tehran told Ankara no.", []),
    ],
)
def test_finds_places(text: str, expected: list[tuple[str, str]]) -> None:
    places = [m for m in read(text) if m.kind is MentionKind.PLACE]
    assert [(text[m.span.start : m.span.end], m.country) for m in places][:1] == expected


def test_marks_cover_their_words_and_stand_in_order() -> None:
    report = Report(text="Norway's Foreign Ministry told Swedish officials in Oslo.", name="test")
    marks = mark_names(report, lay_out(report))
    assert [m.span.start for m in marks] == sorted(m.span.start for m in marks)
    assert ("Foreign Ministry", MentionKind.ORGAN) in {
        (report.text[m.span.start : m.span.end], m.kind) for m in marks
    }


def test_media_are_no_sides() -> None:
    assert of_kind("Yonhap said the BBC erred.", MentionKind.PARTY) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "’s", "THE", "12,000", "«»"])
def test_finds_nothing_where_there_is_nothing(text: str) -> None:
    assert read(text) == ()
