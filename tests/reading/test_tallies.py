import pytest

from backchannel.reading.attributions import find_attributions
from backchannel.reading.layout import lay_out
from backchannel.reading.marks import Scene
from backchannel.reading.tallies import find_tallies, find_tally_anchors
from backchannel.types import Dating, Mention, Report, Span, Tally
from backchannel.vocabularies import DatingBasis, MentionKind

TABLE = [
    (
        "a set, taken up again, and its parts by claimant",
        "Norland lists 12 sailors as lost. While three of the 12 came home, Sudmark claims seven"
        " have drowned and two others never sailed.",
        ("12 sailors", 12, [(3, None), (7, "SDM"), (2, "SDM")]),
    ),
    (
        "some of them",
        "The storm hurt 15 sailors, four of them badly.",
        ("15 sailors", 15, [(4, None)]),
    ),
    (
        "including",
        "The blast killed 30 people, including six judges.",
        ("30 people", 30, [(6, None)]),
    ),
    (
        "of the listed",
        "Of the 310 miners listed by the union, 130 have been found, 80 drowned and 100 are"
        " missing.",
        ("310 miners listed by the union", 310, [(130, None), (80, None), (100, None)]),
    ),
    (
        "a vote",
        "The house adopted the bill by a vote of 88 to 31 with four abstentions.",
        ("adopted the bill by a vote of", None, [(88, None), (31, None), (4, None)]),
    ),
    (
        "votes for and against",
        "Ninety members voted for the bill, while 12 voted against and three abstained.",
        ("members", None, [(90, None), (12, None), (3, None)]),
    ),
]
MISSES = [
    ("numbers that count nothing together", "Three envoys met two ministers on May 5."),
    ("a share", "He took 5 of 17 percent."),
    ("killed and wounded", "The blast killed nine people and wounded 20 others."),
    ("one of a kind", "Norland is one of the 26 founders and hosts the club."),
    ("a year and a sum", "Its income fell to a low in 1987 of 624 million crowns."),
    ("some of a whole row", "Five people died and 10 were hurt, including three children."),
]


def find(text: str) -> tuple[Tally, ...]:
    report = Report(text=text, name="a test")
    layout = lay_out(report)
    at = text.find("Sudmark")
    mentions = (Mention(Span(at, at + 7), MentionKind.PARTY, party="SDM"),) if at >= 0 else ()
    attributions = find_attributions(report, layout, mentions)
    dating = Dating(None, DatingBasis.INFERRED)
    scene = Scene(report, layout, dating, mentions=mentions, attributions=attributions)
    return find_tallies(find_tally_anchors(scene), scene)


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_finds_tallies(
    text: str, expected: tuple[str, int | None, list[tuple[int, str | None]]]
) -> None:
    (tally,) = find(text)
    assert (tally.of.text, tally.total, [(p.count, p.by) for p in tally.parts]) == expected
    assert tally.id == "T1"


@pytest.mark.parametrize("text", [r[1] for r in MISSES], ids=[r[0] for r in MISSES])
def test_counts_that_are_no_tally(text: str) -> None:
    assert find(text) == ()
