from backchannel.reading.layout import lay_out
from backchannel.reading.learned.heads import COLUMNS, NAME_TAGS
from backchannel.reading.learned.names import mark_names
from backchannel.reading.marks import NameMark
from backchannel.types import Report, Span
from backchannel.vocabularies import MentionKind
from tests.reading.learned.factory import Fixed, answers_for, pieces_of

TEXT = "Lind of the Norland Peace Front saw Estria."


def marked(
    tags: dict[int, str], known: tuple[NameMark, ...] = (), text: str = TEXT
) -> list[tuple[str, MentionKind]]:
    """What is marked when the model gives these tags to pieces, and the rules know these names."""
    first = COLUMNS["names"].start
    pieces = pieces_of(text)
    marks = {(n, first): 0.0 for n in range(len(pieces))}
    marks |= {(n, first + NAME_TAGS.index(tag)): 9.0 for n, tag in tags.items()}
    answers = answers_for(pieces, marks, {})
    report = Report(text=text, name="made by hand")
    found = mark_names(Fixed(answers), lambda *_: known, report, lay_out(report))  # type: ignore[arg-type]
    return [(text[m.span.start : m.span.end], m.kind) for m in found]


def test_a_name_that_the_rules_do_not_know_is_added() -> None:
    assert marked({0: "B-person"}, ()) == [("Lind", MentionKind.PERSON)]


def test_a_name_that_the_rules_know_is_left_alone() -> None:
    known = (NameMark(Span(0, 4), MentionKind.ROLE),)
    assert marked({0: "B-person"}, known) == [("Lind", MentionKind.ROLE)]


def test_an_organisation_named_for_a_state_is_its_organ() -> None:
    known = (NameMark(Span(12, 19), MentionKind.PARTY),)
    tags = {3: "B-organisation", 4: "I-organisation", 5: "I-organisation"}
    assert marked(tags, known) == [
        ("Norland Peace Front", MentionKind.ORGAN),
        ("Norland", MentionKind.PARTY),
    ]


def test_words_that_name_nobody_are_no_organisation() -> None:
    tags = {1: "B-organisation", 2: "I-organisation", 6: "B-organisation"}
    assert marked(tags, text="The Peace Council met in the House.") == []
    assert marked({1: "B-organisation"}, text="The Sudcouncil met.") != []


def test_what_a_hyphen_ties_to_a_name_is_a_part_of_it() -> None:
    text = "They met ZAPU-NF and left."
    tags = {2: "B-organisation", 4: "B-organisation"}
    assert marked(tags, text=text) == [("ZAPU-NF", MentionKind.PARTY)]


def test_a_round_of_talks_is_no_place() -> None:
    assert marked({2: "B-place"}, text="In the Uruguay Round they met.") == []
