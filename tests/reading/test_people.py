"""People: full names, parties, roles and organs."""

import datetime

import pytest

from backchannel.vocabularies import MentionKind
from tests.reading.test_names import read


def people(
    text: str, day: datetime.date = datetime.date(2014, 9, 11)
) -> list[tuple[str, str | None, str]]:
    return [
        (
            text[m.span.start : m.span.end],
            m.party,
            text[m.role.start : m.role.end] if m.role else "",
        )
        for m in read(text, day)
        if m.kind is MentionKind.PERSON
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norwegian Foreign Minister Ola Berg came.",
            ("Ola Berg", "NOR", "Norwegian Foreign Minister"),
        ),
        ("Prime Minister Ola Berg of Norway came.", ("Ola Berg", "NOR", "Prime Minister")),
        (
            "Ola Berg, director of the Swedish Trade Ministry, came.",
            ("Ola Berg", "SWE", "director of the Swedish Trade Ministry"),
        ),
        (
            "State Department spokesman Al Smith said so.",
            ("Al Smith", "USA", "State Department spokesman"),
        ),
        ("PERUVIAN PRESIDENT JUAN QUISPE SAID SO.", ("JUAN QUISPE", "PER", "PERUVIAN PRESIDENT")),
        ("Chinese President Hu Jintao came.", ("Hu Jintao", "CHN", "Chinese President")),
        ("The talks were led by Shinzo Abe.", ("Shinzo Abe", "JPN", "")),
        ("Russian envoy Ivan Petrov-Vodkin came.", ("Ivan Petrov-Vodkin", "RUS", "Russian envoy")),
    ],
)
def test_finds_a_person(text: str, expected: tuple[str, str, str]) -> None:
    assert people(text) == [expected]


def test_a_surname_is_the_person_told_before() -> None:
    text = "Norwegian envoy Ola Berg met the rebels. Berg said they agreed."
    found = [m for m in read(text) if m.kind is MentionKind.PERSON]
    assert [(m.person, m.party, m.role) for m in found] == [("Ola Berg", "NOR", found[0].role)] * 2


def test_a_list_of_names_shares_a_party() -> None:
    text = "Peruvian ministers Juan Quispe, Luis Rojas and Ana Mamani came."
    assert [name for name, _, _ in people(text)] == ["Juan Quispe", "Luis Rojas", "Ana Mamani"]


def test_the_day_tells_whose_surname_it_is() -> None:
    text = "President Bush met the delegation."
    found = [m.party for m in read(text, datetime.date(1990, 5, 1)) if m.kind is MentionKind.PERSON]
    assert found == ["USA"]
    assert people("Reagan said no.", datetime.date(1987, 3, 1)) == [("Reagan", "USA", "")]
    assert people("Reagan said no.", datetime.date(2014, 3, 1)) == []


def test_the_president_is_the_one_named() -> None:
    text = "Peruvian President Juan Quispe came. The president said no."
    assert [m.person for m in read(text) if m.kind is MentionKind.PERSON] == ["Juan Quispe"] * 2


def test_the_minister_is_nobody_when_two_are_named() -> None:
    text = "Peruvian Minister Juan Quispe met Chilean Minister Luis Rojas. The minister said no."
    assert [m.kind for m in read(text)][-1] is MentionKind.ROLE


def test_his_country_is_that_of_the_person_named() -> None:
    text = "Peruvian envoy Juan Quispe met the Chilean team. He said his country agreed."
    assert [m.party for m in read(text) if m.kind is MentionKind.PARTY] == ["PER"]
