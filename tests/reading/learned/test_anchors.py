import pytest

from backchannel.reading.layout import lay_out
from backchannel.reading.learned.anchors import find_anchors, likely_anchors, ranked_answers
from backchannel.reading.learned.candidates import Candidate, Sort, Surroundings
from backchannel.reading.learned.encoding import Pieces
from backchannel.reading.learned.heads import ANCHOR_KINDS, ATTRIBUTES, COLUMNS
from backchannel.reading.learned.stretches import stretch
from backchannel.reading.marks import Role, Scene
from backchannel.types import Dating, Mention, Report, Span
from backchannel.vocabularies import DatingBasis, Kind, MentionKind
from tests.reading.learned.factory import Fixed, answers_for, pieces_of

TEXT = "Norland promised Sudmark to open the port."


def column(kind: Kind) -> int:
    return COLUMNS["anchors"].start + ANCHOR_KINDS.index(kind)


def actor(pieces: Pieces, word: str, key: str) -> Candidate:
    start = TEXT.index(word)
    span = Span(start, start + len(word))
    number = pieces.within(span)[0]
    return Candidate(span, number, number, Sort.ACTOR, key, (0,))


def test_of_neighbouring_anchors_the_likeliest_is_kept() -> None:
    contact = column(Kind.CONTACT)
    answers = answers_for(
        pieces_of("one two three four five six seven"),
        {(1, contact): 1.0, (2, contact): 3.0, (6, contact): 2.0, (6, contact + 1): -3.0},
        {},
    )
    assert list(likely_anchors(answers, [Kind.CONTACT])) == [(Kind.CONTACT, 2), (Kind.CONTACT, 6)]


def test_the_best_mention_speaks_for_its_party() -> None:
    pieces = pieces_of(TEXT)
    answers = answers_for(pieces, {}, {("by", 1): (0,)})
    offered = [actor(pieces, "Norland", "nor"), actor(pieces, "Sudmark", "sud")]
    offered.append(actor(pieces, "port", "nor"))
    found = ranked_answers({"by": 1.0}, 1, answers, offered, Surroundings())
    assert [(p.candidate.key, p.candidate.first) for p in found] == [("nor", 0), ("sud", 2)]


def test_a_stretch_runs_from_first_to_last() -> None:
    arcs = {("act first", 1): (4,), ("act last", 1): (6, 7)}
    answers = answers_for(pieces_of(TEXT), {}, arcs)
    found = stretch("act", 1, answers, TEXT, needed=True)
    assert found is not None
    assert TEXT[found.start : found.end] == "open the port"


def test_nothing_is_found_where_nothing_fits_better() -> None:
    answers = answers_for(pieces_of(TEXT), {}, {("condition first", 1): ()})
    answers.openings[:, :, :] = 1.0
    assert stretch("condition", 1, answers, TEXT, needed=False) is None


@pytest.mark.parametrize(
    ("kind", "debtor", "creditor"), [("offer", 0, 17), ("demand", 17, 0)], ids=["offer", "demand"]
)
def test_an_anchor_has_its_arguments_and_attributes(kind: str, debtor: int, creditor: int) -> None:
    pieces = pieces_of(TEXT)
    kind_column = COLUMNS["commitment kind"].start + ATTRIBUTES[Kind.COMMITMENT]["kind"].index(kind)
    arcs = {
        ("by", 1): (0,),
        ("to", 1): (2,),
        ("act first", 1): (4,),
        ("act last", 1): (6,),
    }
    answers = answers_for(pieces, {(1, column(Kind.COMMITMENT)): 4.0, (1, kind_column): 2.0}, arcs)
    mentions = (
        Mention(Span(0, 7), MentionKind.PARTY, party="NOR"),
        Mention(Span(17, 24), MentionKind.PARTY, party="SUD"),
    )
    report = Report(text=TEXT, name="made by hand")
    scene = Scene(report, lay_out(report), Dating(None, DatingBasis.STATED), (), mentions)
    (anchor,) = find_anchors(Fixed(answers), lambda _: (), [Kind.COMMITMENT], scene)  # type: ignore[arg-type]
    assert anchor.spans(Role.DEBTOR) == (Span(debtor, debtor + 7),)
    assert anchor.spans(Role.CREDITOR) == (Span(creditor, creditor + 7),)
    assert anchor.first(Role.ACT) == Span(28, 41)
    assert anchor.attributes["kind"] == kind
