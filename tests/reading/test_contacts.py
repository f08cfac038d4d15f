"""Contacts: what counts as one, how far it came, who took part, where and when."""

import datetime

import pytest

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.types import Contact, DateRange, Report
from backchannel.vocabularies import ContactForm, ContactStatus

PUBLISHED = datetime.date(2015, 3, 20)  # a Friday


def contacts(text: str) -> tuple[Contact, ...]:
    return read(Report(text=text, name="test", published=PUBLISHED), rule_reader()).contacts


def parties(contact: Contact) -> set[str]:
    return {participant.party for participant in contact.parties}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian and Swedish envoys met in Geneva on Monday.", {"NOR", "SWE"}),
        ("Norway held talks with Sweden.", {"NOR", "SWE"}),
        ("Talks between Norway and Sweden opened in Geneva on Monday.", {"NOR", "SWE"}),
        ("Norwegian Foreign Minister Ola Berg visited Sweden last week.", {"NOR", "SWE"}),
        ("The president of Norway telephoned the Swedish prime minister.", {"NOR", "SWE"}),
        ("NORWAY AND SWEDEN HELD TALKS IN GENEVA.", {"NOR", "SWE"}),
        ("Norway’s envoys met with officials from Sweden in Switzerland.", {"NOR", "SWE"}),
    ],
    ids=["joined", "with", "between", "a visit", "a call", "capitals", "a host is no party"],
)
def test_finds_who_took_part(text: str, expected: set[str]) -> None:
    found = contacts(text)
    assert [parties(c) for c in found] == [expected]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway and Sweden held talks on Monday.", ContactStatus.HELD),
        ("Norway and Sweden will hold talks on Monday.", ContactStatus.PLANNED),
        ("Norway and Sweden were to hold talks on Sept. 6.", ContactStatus.HELD),
        ("Norway and Sweden are to hold talks on Sept. 16.", ContactStatus.PLANNED),
        ("Norway and Sweden are holding talks in Geneva.", ContactStatus.ONGOING),
        ("Norway proposed talks with Sweden.", ContactStatus.PROPOSED),
        ("Norway is considering a meeting with Sweden.", ContactStatus.POSSIBLE),
        ("Norway refused to meet Sweden.", ContactStatus.REFUSED),
        ("Norway called off its talks with Sweden.", ContactStatus.CALLED_OFF),
    ],
)
def test_tells_how_far_it_came(text: str, status: ContactStatus) -> None:
    assert [c.status for c in contacts(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not meet Sweden.",
        "Norway denied meeting Swedish officials in Geneva.",
        "Norway met the deadline that Sweden had set.",
        "The Norwegian minister spoke to reporters in Sweden.",
    ],
    ids=["not held", "denied", "a deadline", "a press conference"],
)
def test_what_is_no_contact(text: str) -> None:
    assert contacts(text) == ()


def test_two_sentences_on_one_contact_make_one() -> None:
    found = contacts(
        "Norway and Sweden held secret talks in Geneva on Monday. "
        "The talks ended without agreement, a diplomat said."
    )
    assert len(found) == 1
    assert found[0].secret
    assert found[0].outcome == "no_agreement"
    assert found[0].date == DateRange.of_day(datetime.date(2015, 3, 16))
    assert found[0].place is not None
    assert (found[0].place.name.text, found[0].place.country) == ("Geneva", "CHE")


def test_a_later_meeting_is_another_contact() -> None:
    found = contacts(
        "Norway and Sweden met in Geneva on March 2. They will meet again on April 2 in Oslo."
    )
    assert [c.status for c in found] == [ContactStatus.HELD, ContactStatus.PLANNED]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Norway and Sweden will hold talks from April 3 to 5.", "2015-04-03/2015-04-05"),
        ("Norway and Sweden held two-day talks that began on Monday.", "2015-03-16/2015-03-17"),
        ("Norway and Sweden ended three-day talks on Monday.", "2015-03-14/2015-03-16"),
        ("Norway and Sweden held talks on Monday after a two-day strike.", "2015-03-16"),
        ("Norway and Sweden held talks on Monday after a two-day visit.", "2015-03-16"),
        ("Norway and Sweden held two-day closed-door talks on Monday.", "2015-03-16/2015-03-17"),
        (
            "After two days of talks, Norway and Sweden on Friday signed the accord.",
            "2015-03-19/2015-03-20",
        ),
        (
            "Swedish envoy Lind, who is on a three-day visit, met Norwegian envoys on Monday.",
            "2015-03-16",
        ),
        ("Norway and Sweden met for two days of talks on Monday.", "2015-03-16/2015-03-17"),
    ],
)
def test_lasts_as_long_as_it_is_told_to(text: str, days: str) -> None:
    first, _, last = days.partition("/")
    told = DateRange(*(datetime.date.fromisoformat(day) for day in (first, last or first)))
    assert [c.date for c in contacts(text)] == [told]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Norway and Sweden met on Monday and on Thursday signed the accord.", (16, 16)),
        ("Norway and Sweden met on Monday and on Thursday in Oslo.", (16, 19)),
    ],
)
def test_a_day_with_a_verb_of_its_own_is_of_something_else(
    text: str, days: tuple[int, int]
) -> None:
    told = DateRange(*(datetime.date(2015, 3, day) for day in days))
    assert [c.date for c in contacts(text)] == [told]


def test_what_may_have_been_keeps_its_day_before() -> None:
    (contact,) = contacts("Norwegian envoys may have met Swedish envoys in Geneva on Monday.")
    assert contact.status is ContactStatus.POSSIBLE
    assert contact.date == DateRange.of_day(datetime.date(2015, 3, 16))


def test_what_is_only_proposed_was_not_on_a_day_before() -> None:
    (contact,) = contacts("Norway on Monday proposed talks with Sweden.")
    assert contact.status is ContactStatus.PROPOSED
    assert contact.date is None


def test_a_summit_and_a_meeting_on_one_of_its_days_are_two() -> None:
    found = contacts(
        "Norway and Sweden will hold a summit from April 3 to 5. "
        "The Norwegian and Swedish ministers will meet on April 4."
    )
    assert [c.form for c in found] == [ContactForm.SUMMIT, ContactForm.MEETING]


def test_a_month_and_its_beginning_can_be_of_one_contact() -> None:
    found = contacts(
        "Norwegian and Swedish envoys met in early February. "
        "Norway and Sweden held the February talks in Geneva."
    )
    assert [str(c.date) for c in found] == ["2015-02-01..2015-02-10"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norwegian and Swedish envoys met in Geneva.", "Geneva"),
        ("Norwegian and Swedish envoys met in Panmunjom.", "Panmunjom"),
        ("Norwegian and Swedish envoys met in the Middle East.", None),
        ("Norwegian and Swedish envoys met at the start of Norway-Sweden talks.", None),
        ("Norwegian and Swedish envoys met on Monday in U.S.–Geneva talks.", None),
    ],
)
def test_a_venue_is_a_place_where_people_can_meet(text: str, place: str | None) -> None:
    (contact,) = contacts(text)
    assert (contact.place and contact.place.name.text) == place


def test_a_series_stands_back_where_its_members_are_told() -> None:
    found = contacts(
        "Norwegian and Swedish officials have been meeting secretly this year. Envoys from both"
        " sides met in a port city in Finland in early January and in Vienna in late February."
    )
    assert [c.place and c.place.country for c in found] == ["FIN", "AUT"]
    assert all(c.secret for c in found)


def test_people_and_organs_stand_with_their_party() -> None:
    (found,) = contacts(
        "Ola Berg, director general of Norway’s Foreign Ministry, met a senior official of"
        " Sweden’s Ministry of Defence in Vienna on Monday."
    )
    by_party = {p.party: p for p in found.parties}
    assert [p.name and p.name.text for p in by_party["NOR"].people] == ["Ola Berg"]
    assert [p.name for p in by_party["SWE"].people] == [None]
    assert by_party["SWE"].organ is not None
