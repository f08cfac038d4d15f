"""Layout: sentences, datelines, agencies, boilerplate."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.layout import lay_out
from backchannel.types import Report, Span


def report(text: str) -> Report:
    return Report(text=text, name="test")


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. They left.", ["They met.", "They left."]),
        (
            "Mr. Lind of the U.S. Mission met Gen. Roe.",
            ["Mr. Lind of the U.S. Mission met Gen. Roe."],
        ),
        ("He left the U.S. The envoy stayed.", ["He left the U.S.", "The envoy stayed."]),
        ("They met on Sept. 11 at 9 a.m. GMT.", ["They met on Sept. 11 at 9 a.m. GMT."]),
        ('"We met." She said so.', ['"We met."', "She said so."]),
        ("“We met.” She said so.", ["“We met.”", "She said so."]),
        ("THEY MET. THEY LEFT.", ["THEY MET.", "THEY LEFT."]),
        ("J. F. Roe left.", ["J. F. Roe left."]),
        ("1. End the blockade.", ["1. End the blockade."]),
        ("One line\n\nAnother line.", ["One line", "Another line."]),
        (
            "They agreed to release\n\nprisoners soon.",
            ["They agreed to release\n\nprisoners soon."],
        ),
    ],
    ids=[
        "two",
        "abbreviations",
        "a country's stop can end",
        "months and hours",
        "straight quotes",
        "curly quotes",
        "capitals",
        "initials",
        "a numbered demand",
        "paragraphs",
        "a broken line",
    ],
)
def test_splits_sentences(text: str, expected: list[str]) -> None:
    assert words(text, lay_out(report(text)).sentences) == expected


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("GENEVA, March 2 - Envoys met.", "GENEVA", "March 2", None),
        ("OSLO, Nov. 8, 2005 (Xinhua)\n\nEnvoys met.", "OSLO", "Nov. 8, 2005", "Xinhua"),
        ("LIMA (PERU), 26 MAR 89 (EFE) -- [TEXT] ENVOYS MET.", "LIMA (PERU)", "26 MAR 89", "EFE"),
        ("RABAT, Morocco (AP) _\n\nEnvoys met.", "RABAT, Morocco", None, "Associated Press"),
        ("GENEVA (Reuters) — Envoys met.", "GENEVA", None, "Reuters"),
    ],
    ids=["Reuters 1987", "Xinhua", "FBIS", "AP", "Reuters now"],
)
def test_finds_the_dateline(text: str, place: str, day: str | None, agency: str | None) -> None:
    layout = lay_out(report(text))
    assert layout.dateline is not None
    spans = (layout.dateline.place, layout.dateline.day)
    assert [s and text[s.start : s.end] for s in spans] == [place, day]
    assert layout.agency == agency
    assert len(layout.sentences) == 1


def test_a_sentence_in_capitals_is_no_dateline() -> None:
    assert lay_out(report("THE ENVOYS LEFT. THEY WERE TIRED.")).dateline is None


def test_the_agency_may_sign_alone() -> None:
    layout = lay_out(report("• Kyodo\n\nEnvoys met in Geneva."))
    assert layout.agency == "Kyodo"
    assert len(layout.sentences) == 1


def test_boilerplate_at_the_foot_is_not_read() -> None:
    text = "Envoys met in Geneva.\n\nGood news costs money.\nBy subscribing, you help us."
    layout = lay_out(report(text))
    assert words(text, layout.sentences) == ["Envoys met in Geneva."]
    assert words(text, layout.boilerplate) == [
        "Good news costs money.\nBy subscribing, you help us."
    ]


@given(st.text(alphabet="Ab. \n\"!?'(1", max_size=200))
def test_sentences_stand_in_order_and_quote_the_text(text: str) -> None:
    sentences = lay_out(report(text)).sentences
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in sentences)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Envoys meet in Oslo\nMarch 02, 2014\nThe envoys met.", "March 02, 2014"),
        ("Published: Sunday, 2 March 2014\n\nThe envoys met.", "2 March 2014"),
        ("Envoys meet in Oslo\nThe envoys met on\nMarch 2, 2014 and left.", None),
    ],
    ids=["below the title", "as web pages have it", "a line broken before a date"],
)
def test_a_line_that_is_a_date_dates_the_report(text: str, day: str | None) -> None:
    layout = lay_out(report(text))
    found = layout.dateline.day if layout.dateline else None
    assert (words(text, (found,)) if found else [None]) == [day]


def test_a_title_above_a_day_line_stays() -> None:
    text = "Envoys meet in Oslo\nMarch 02, 2014\nThe envoys met."
    assert words(text, lay_out(report(text)).sentences) == [
        "Envoys meet in Oslo",
        "The envoys met.",
    ]
