"""Which party an organ, a role or a group stands for."""

import pytest

from backchannel.reading.nearby import outermost
from backchannel.reading.parties import mentions_in, parties_of
from backchannel.rules.states import is_state, party_name
from backchannel.types import Span
from backchannel.vocabularies import MentionKind
from tests.reading.test_names import of_kind, read


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Japan's Foreign Ministry said so.", "JPN"),
        ("The Foreign Ministry of Peru said so.", "PER"),
        ("The State Department said so.", "USA"),
        ("The Polish government said so.", "POL"),
        ("OSLO, May 3 - The government said Sweden agreed.", "NOR"),
        ("GENEVA, May 3 - The government said Sweden agreed.", "SWE"),
        ("Japan met France. Italy sent Foreign Ministry officials.", "ITA"),
    ],
)
def test_an_organ_acts_for_a_party(text: str, party: str) -> None:
    assert [code for _, code in of_kind(text, MentionKind.ORGAN)] == [party]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("A senior Japanese official came.", ("JPN",)),
        ("An envoy of the Ministry of State Security came.", ("PRK",)),
        ("Canadian and Japanese officials met.", ("CAN", "JPN")),
        ("The presidents of Peru and Chile met.", ("PER", "CHL")),
        ("Leaders of Hamas came.", ("Hamas",)),
        ("Sweden's ambassador to Norway came.", ("SWE",)),
        ("Sweden was represented by a senior envoy.", ("SWE",)),
    ],
)
def test_a_role_acts_for_its_parties(text: str, parties: tuple[str, ...]) -> None:
    roles = [m for m in read(text) if m.kind is MentionKind.ROLE]
    assert [parties_of(m) for m in roles] == [parties]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Norway and Sweden met. Denmark watched. The two sides agreed.", ("NOR", "SWE")),
        ("Peru told Chile no. Both countries regret it.", ("PER", "CHL")),
        ("The two Koreas met.", ("KOR", "PRK")),
        ("Peru, Chile and Bolivia met. The three countries agreed.", ("PER", "CHL", "BOL")),
    ],
)
def test_a_group_has_members(text: str, parties: tuple[str, ...]) -> None:
    groups = [m for m in read(text) if m.kind is MentionKind.GROUP]
    assert [parties_of(m) for m in groups] == [parties]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The FMLN met the army. The guerrillas refused.", "FMLN"),
        ("SANTIAGO, May 3 - The opposition refused.", "Chilean opposition"),
    ],
)
def test_a_bare_side_is_the_one_named(text: str, party: str) -> None:
    assert of_kind(text, MentionKind.PARTY)[-1][1] == party


def test_mentions_in_a_span_are_those_wholly_inside() -> None:
    mentions = read("Norway told Sweden. Denmark told Finland.")
    assert [m.party for m in mentions_in(mentions, Span(0, 19))] == ["NOR", "SWE"]


def test_outermost_leaves_out_what_is_part_of_a_role() -> None:
    mentions = read("Ola Berg, head of Norway's Foreign Ministry, met Swedish officials.")
    assert [m.kind for m in outermost(mentions)] == [MentionKind.PERSON, MentionKind.ROLE]


def test_a_code_has_a_readable_name() -> None:
    assert [party_name(c) for c in ("JPN", "EUR", "Hamas")] == ["Japan", "European Union", "Hamas"]
    assert is_state("JPN")
    assert not is_state("Hamas")
