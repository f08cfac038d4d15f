from backchannel.reading.layout import lay_out
from backchannel.reading.learned.attributions import parts_of
from backchannel.reading.learned.heads import CLAIM_TAGS, COLUMNS
from backchannel.types import Report
from tests.reading.learned.factory import answers_for, pieces_of

Told = list[tuple[list[str], list[str], list[str]]]


def told(text: str, tags: str, arcs: dict[tuple[str, int], tuple[int, ...]]) -> Told:
    """Source, cue and content of each claim; tags are letters: s, q (cue), c, - (none)."""
    pieces = pieces_of(text)
    roles = {"s": "source", "q": "cue", "c": "content", "S": "source", "Q": "cue", "C": "content"}
    start = COLUMNS["claims"].start
    marks = {
        (n, start + CLAIM_TAGS.index(f"{'B' if t.isupper() else 'I'}-{roles[t]}")): 5.0
        for n, t in enumerate(tags)
        if t != "-"
    }
    answers = answers_for(pieces, marks, arcs)
    report = Report(text=text, name="made by hand")
    return [
        tuple(  # type: ignore[misc]
            [text[pieces.starts[r.start] : pieces.ends[r.stop - 1]] for r in ranges]
            for ranges in (p.source, p.cue, p.content)
        )
        for p in parts_of(answers, text, lay_out(report)).values()
    ]


def test_runs_join_the_cue_that_they_choose() -> None:
    text = "Lind said talks failed and Roe denied it"
    arcs = {("source", 1): (0,), ("content", 1): (2, 3), ("source", 6): (5,), ("content", 6): (7,)}
    assert told(text, "SQCc-SQC", arcs) == [
        (["Lind"], ["said"], ["talks failed"]),
        (["Roe"], ["denied"], ["it"]),
    ]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    text = '"Talks failed," Lind said. "Nobody came."'
    arcs = {("source", 6): (5,), ("content", 6): (0, 1, 2, 3, 4, 8, 9, 10, 11, 12)}
    parts = told(text, "CccccSQ-Ccccc", arcs)
    assert parts == [(["Lind"], ["said"], ['"Talks failed,"', '"Nobody came."'])]


def test_a_content_without_quotation_marks_stays_in_its_sentence() -> None:
    text = "Lind said so. Talks failed."
    arcs = {("source", 1): (0,), ("content", 1): (2, 4, 5)}
    assert told(text, "SQC-Cc-", arcs) == [(["Lind"], ["said"], ["so"])]


def test_a_cue_in_two_parts_is_one() -> None:
    text = "Lind has never said that"
    arcs = {("source", 1): (0,), ("content", 1): (4,)}
    assert told(text, "SQ-qC", arcs) == [(["Lind"], ["has", "said"], ["that"])]


def test_without_a_cue_nothing_is_attributed() -> None:
    assert told("Talks failed", "Cc", {}) == []
