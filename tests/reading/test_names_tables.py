"""The tables of states, places and people hold only valid codes and days."""

import pytest

from backchannel.reading.lexicon import plural
from backchannel.reading.parties import is_known
from backchannel.reading.settings import is_surname_in_office, terms
from backchannel.rules import load_table

pycountry = pytest.importorskip("pycountry")
# Kosovo has no code of its own in ISO 3166; XKX is the one in common use.
BESIDES = {"EUR", "UNO", "XKX"}
CODES = {country.alpha_3 for country in pycountry.countries} | BESIDES


def test_every_state_is_there_once() -> None:
    assert set(load_table("states")) == CODES


def test_places_lie_in_states() -> None:
    assert set(load_table("places")["cities"]) <= CODES


def test_organs_and_outlets_act_for_states() -> None:
    assert set(load_table("organs")["of"]) <= CODES
    assert set(load_table("names")["homes"].values()) <= CODES


def test_no_name_stands_for_two_states() -> None:
    forms = [
        form
        for row in load_table("states").values()
        for form in (row["name"], *row.get("names", ()))
    ]
    assert sorted(forms) == sorted(set(forms))


def test_terms_name_known_parties_and_end_after_they_begin() -> None:
    assert [t for t in terms() if not is_known(t.party)] == []
    assert [t for t in terms() if t.start and t.end and t.start >= t.end] == []


def test_no_surname_tells_anybody_without_a_day() -> None:
    assert not is_surname_in_office("Reagan", None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("envoy", "envoys"),
        ("deputy", "deputies"),
        ("secretary of state", "secretaries of state"),
        ("congressman", "congressmen"),
        ("coach", "coaches"),
    ],
)
def test_makes_plurals(head: str, expected: str) -> None:
    assert plural(head) == expected
