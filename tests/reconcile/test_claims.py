import datetime
from dataclasses import replace

import pytest

from backchannel.ids import name_findings
from backchannel.reconcile import reconcile
from backchannel.reconcile.belief import believe
from backchannel.types import Contact, Participant, Reading, Source
from backchannel.vocabularies import SourceKind
from tests import factory

WIRE = (
    "Envoys of Norland and Sudmark met in secret in Geneva on Saturday, people briefed on the "
    "meeting said. The two sides could not settle when Norland would hand over its long promised "
    "report on the missing sailors. Sudmark wants the report first; Norland wants the port "
    "sanctions gone. A third round may follow in October, though no place has been chosen."
)
ADDED = (
    "The Herald has learned from a harbour pilot that a second group of officials dined aboard a "
    "ferry that same evening, and that nobody wrote down what they told one another."
)
OWN = (
    "Sailors' families marched through the old town for the ninth year. They carried lamps and the "
    "names of the lost, and asked both governments to speak plainly at last. A minister received "
    "three of them for tea; he made no promise, they told reporters on the steps afterwards."
)
MET = "Envoys of Norland and Sudmark met in secret in Geneva on Saturday"
DINED = "a second group of officials dined aboard a ferry that same evening"


def contact(text: str, words: str, *sources: str) -> Contact:
    found = factory.make_contact("C1", evidence=words, date="2014-09-06")
    start = text.index(words)
    quote = factory.quote(text, words)
    assert quote.start == start
    said_by = tuple(Source(factory.quote(text, s), SourceKind.MEDIA) for s in sources)
    return Contact(
        id="C1",
        evidence=(quote,),
        form=found.form,
        status=found.status,
        parties=found.parties,
        date=found.date,
        said_by=said_by,
    )


def told(
    text: str, outlet: str, words: str, *sources: str, day: int = 11, month: int = 9
) -> Reading:
    report = factory.make_report(
        text, name=outlet, outlet=outlet, published=datetime.date(2014, month, day)
    )
    return factory.make_reading(report, contact(text, words, *sources))


def origin_of(reading: Reading, *readings: Reading) -> str:
    """The name of the report whose reporting the finding is, or the outlet's."""
    several = (*readings, reading)
    evidence = {e.finding: e for entry in reconcile(several).entries for e in entry.evidence}
    origin = evidence[name_findings(reading)["C1"]].origin
    return next((r.report.name for r in several if r.report.id == origin), origin)


@pytest.mark.parametrize(
    ("text", "words", "origin"),
    [
        (f"{WIRE}\n\n{ADDED}", MET, "Wire"),
        (f"{WIRE}\n\n{ADDED}", DINED, "Herald"),
        (f"{OWN}\n\n{WIRE[:260]}\n\n{ADDED}", MET, "Wire"),
        (f"{OWN}\n\n{WIRE[:260]}\n\n{ADDED}", DINED, "Herald"),
        (f"{MET}, The Herald has learned. {OWN}", MET, "Herald"),
    ],
    ids=[
        "what a copy has of the wire",
        "what a copy adds",
        "a passage taken over",
        "what stands beside it",
        "one sentence alike",
    ],
)
def test_a_passage_has_the_origin_of_who_reported_it(text: str, words: str, origin: str) -> None:
    wire = told(WIRE, "Wire", MET)
    assert origin_of(told(text, "Herald", words, day=12), wire) == origin


def test_what_another_outlet_is_credited_with_is_its_reporting() -> None:
    text = f"Northern Wire reported that {MET}. {OWN}"
    herald = told(text, "Herald", MET, "Northern Wire", day=12)
    assert origin_of(herald) == "northern"
    assert origin_of(herald, told(WIRE, "Northern Wire", MET)) == "Northern Wire"
    globe = told(f"{OWN} {MET}, the Northern Wire agency said.", "Globe", MET, "the Northern Wire")
    assert origin_of(globe) == "northern"


def test_what_an_outlet_told_long_before_of_the_same_is_its_reporting() -> None:
    text = f"{MET}, Northern Wire reported in September. {OWN}"
    herald = told(text, "Herald", MET, "Northern Wire", month=11)
    assert origin_of(herald, told(WIRE, "Northern Wire", MET)) == "Northern Wire"


def test_what_an_outlet_told_of_something_else_is_not_what_it_is_credited_with() -> None:
    text = f"Northern Wire reported that {MET}. {OWN}"
    other = told(f"{OWN} {DINED}, and {MET}.", "Northern Wire", DINED)
    elsewhere = replace(other.contacts[0], parties=(Participant("USA"), Participant("CHN")))
    other = replace(other, contacts=(elsewhere,))
    assert origin_of(told(text, "Herald", MET, "Northern Wire", day=12), other) == "northern"


def test_credit_is_passed_on() -> None:
    globe = told(f"{MET}, The Herald said. {OWN}", "Globe", MET, "The Herald", day=13)
    herald = told(f"Northern Wire reported that {MET}. {DINED}.", "Herald", MET, "Northern Wire")
    assert origin_of(globe, herald) == "northern"
    assert origin_of(globe, herald, told(WIRE, "Northern Wire", MET, day=12)) == "Northern Wire"


def test_an_outlet_that_credits_itself_reports_itself() -> None:
    herald = told(f"{MET}, The Herald has learned. {OWN}", "The Herald", MET, "The Herald")
    assert origin_of(herald) == "The Herald"


def test_five_reprints_are_one_witness() -> None:
    one = reconcile([told(WIRE, "Wire", MET)])
    five = reconcile([told(WIRE, f"Paper {n}", MET, day=11 + n) for n in range(5)])
    assert [len(e.evidence) for e in five.entries] == [5]
    assert [e.origins for e in five.entries] == [e.origins for e in one.entries] == [1]
    assert believe(five.entries[0]).number == believe(one.entries[0]).number
