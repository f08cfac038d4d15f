import pytest
from evaluation.figures import name_figure
from evaluation.names import mentioned_names, outermost_names
from evaluation.sets import GoldSet

from backchannel.types import Span

Marked = list[tuple[str, str]]


def named(text: str, names: list[tuple[Span, str]]) -> Marked:
    return [(text[span.start : span.end], kind) for span, kind in names]


def row(text: str, marked: Marked) -> dict[str, object]:
    spans = [{"start": text.index(w), "end": text.index(w) + len(w), "type": t} for w, t in marked]
    return {"text": text, "spans": spans}


def mention(text: str, words: str, kind: str, **fields: object) -> dict[str, object]:
    start = text.index(words)
    none = {"party": None, "person": None, "role": None}
    return {"start": start, "end": start + len(words), "kind": kind, **none, **fields}


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("The Lind's son", [("The Lind's", "Person")], [("Lind", "person")]),
        ("the old mayor", [("the old mayor", "PERSON")], []),
        ("They left", [("They", "ORGANIZATION")], []),
        ("in May", [("May", "Temporal")], []),
        (
            "the Bank of Norland",
            [("Norland", "PLACE"), ("the Bank of Norland", "ORGANIZATION")],
            [("Bank of Norland", "organisation")],
        ),
        (
            "envoy of Norland",
            [("envoy of Norland", "PERSON"), ("Norland", "PLACE")],
            [("Norland", "place")],
        ),
        ("Omar al-Sudi left", [("Omar al-Sudi", "Person")], [("Omar al-Sudi", "person")]),
        ("pro-Norland", [("pro-Norland", "Location")], []),
    ],
    ids=[
        "without article and possessive",
        "no common noun",
        "no pronoun",
        "no other type",
        "the outermost",
        "a name in a description",
        "an Arabic article",
        "no other prefix",
    ],
)
def test_takes_names_of_annotators(text: str, marked: Marked, names: Marked) -> None:
    assert named(text, outermost_names(row(text, marked))) == names


@pytest.mark.parametrize(
    ("words", "kind", "party", "name"),
    [
        ("Lind", "person", None, ("Lind", "person")),
        ("Foreign Minister", "role", "FRA", ("Foreign Minister", "person")),
        ("Foreign Ministry", "organ", "FRA", ("Foreign Ministry", "organisation")),
        ("Oslo", "place", "NOR", ("Oslo", "place")),
        ("French", "nationality", "FRA", ("French", "nationality")),
        ("the United States", "party", "USA", ("United States", "place")),
        ("the Americans", "party", "USA", ("Americans", "organisation")),
        ("the United Nations", "party", "UNO", ("United Nations", "organisation")),
        ("Hamas", "party", "Hamas", ("Hamas", "organisation")),
        ("The Brigade", "party", None, ("Brigade", "organisation")),
    ],
    ids=lambda value: str(value) if value else "none",
)
def test_a_mention_is_a_name_of_one_kind(
    words: str, kind: str, party: str | None, name: tuple[str, str]
) -> None:
    text = f"We met {words}."
    assert named(text, mentioned_names(text, [mention(text, words, kind, party=party)])) == [name]


def test_a_group_is_no_name() -> None:
    text = "Both Koreas agreed."
    assert mentioned_names(text, [mention(text, "Both Koreas", "group")]) == []


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("the President Lind left", "the President", "President Lind"),
        ("Lind, the President, left", "the President", "Lind"),
        ("the President, Lind, left", "the President", "Lind"),
    ],
    ids=["before the name", "behind it", "beyond a comma"],
)
def test_a_title_before_a_name_belongs_to_it(text: str, title: str, name: str) -> None:
    role = [text.index(title), text.index(title) + len(title)]
    found = mentioned_names(text, [mention(text, "Lind", "person", role=role)])
    assert named(text, found) == [(name, "person")]


@pytest.mark.parametrize(
    ("text", "last", "names"),
    [
        ("Ada Lind left", "Ada Lind", ["Ada Lind"]),
        ("Ada Lind left", "Bo Lind", ["Ada", "Lind"]),
        ("Ada, Lind left", "Ada Lind", ["Ada", "Lind"]),
        ("Ada Lind left", None, ["Ada", "Lind"]),
    ],
    ids=["one person", "two people", "apart", "nobody known"],
)
def test_words_of_one_person_are_one_name(text: str, last: str | None, names: list[str]) -> None:
    first = last and "Ada Lind"
    mentions = [
        mention(text, "Ada", "person", person=first),
        mention(text, "Lind", "person", person=last),
    ]
    assert named(text, mentioned_names(text, mentions)) == [(name, "person") for name in names]


@pytest.mark.parametrize(
    ("text", "owner", "name"),
    [
        ("the French Navy", "French", "French Navy"),
        ("France's Navy", "France", "France's Navy"),
        ("France, the Navy", "France", "Navy"),
    ],
    ids=["adjective", "possessive", "apart"],
)
def test_the_state_before_an_organ_belongs_to_its_name(text: str, owner: str, name: str) -> None:
    mentions = [mention(text, owner, "nationality", party="FRA"), mention(text, "Navy", "organ")]
    assert (name, "organisation") in named(text, mentioned_names(text, mentions))


def gold_set(text: str, marked: Marked) -> GoldSet:
    return GoldSet("a set", {}, {"one": row(text, marked)}, {})


TEXT = "Lind left Norland for the French Navy."
LIND, PLACE = (Span(0, 4), "person"), (Span(10, 17), "place")
GOLD = [("Lind", "Person"), ("Norland", "Location")]


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ([LIND, PLACE], 100.0),
        ([LIND], 200 / 3),
        ([LIND, (Span(10, 17), "person")], 50.0),
        ([LIND, (Span(5, 17), "place")], 50.0),
        ([LIND, PLACE, (Span(26, 32), "nationality")], 100.0),
        ([], 0.0),
    ],
    ids=["all", "one missed", "another kind", "another span", "a kind not annotated", "none"],
)
def test_a_name_is_right_by_span_and_kind(found: list[tuple[Span, str]], value: float) -> None:
    assert name_figure(gold_set(TEXT, GOLD), {"one": found}).value == pytest.approx(value)
