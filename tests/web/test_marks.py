"""The text of a report cut at the ends of its marks."""

from hypothesis import given
from hypothesis import strategies as st

from backchannel.web.marks import Mark, cut

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=12)


def mark(start: int, end: int, kind: str = "contact", finding: str | None = None) -> Mark:
    return Mark(start, end, "findings", kind, kind, finding)


@given(SPANS)
def test_the_pieces_are_the_text_and_each_mark_its_stretch(spans: list[list[int]]) -> None:
    text = "0123456789" * 3
    marks = [mark(start, end, f"k{n}") for n, (start, end) in enumerate(spans)]
    pieces = cut(text, marks)
    assert "".join(p.text for p in pieces) == text
    for one in marks:
        covered = "".join(p.text for p in pieces if one in p.marks)
        assert covered == text[one.start : one.end]


def test_a_click_opens_the_innermost_finding() -> None:
    pieces = cut("abcdef", [mark(0, 6, finding="C1"), mark(2, 4, finding="K1")])
    assert [p.finding for p in pieces] == ["C1", "K1", "C1"]


def test_a_text_without_marks_is_one_piece() -> None:
    assert [p.text for p in cut("abc", [])] == ["abc"]
