import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.reconcile import Reconciled, reconcile
from backchannel.reconcile.entries import name_entries
from backchannel.types import Entry, Reading, Timex
from backchannel.vocabularies import ContactStatus, Kind, Standing, TimexType
from tests import factory


def reading(n: int, *findings: object, **cells: object) -> Reading:
    report = factory.make_report(
        f"{n}. " + factory.TEXT[::-1][: 40 * n], name=f"r{n}", published=factory.day("2014-09-11")
    )
    report = dataclasses.replace(report, **cells)  # type: ignore[arg-type]
    return factory.make_reading(report, *findings)  # type: ignore[arg-type]


def only(found: Reconciled, kind: Kind) -> Entry:
    (entry,) = (e for e in found.entries if e.kind is kind)
    return entry


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """A few reports about one process, some of them reprints, some undated."""
    places = st.sampled_from([None, ("Geneva", "CHE"), ("Vienna", "AUT"), ("Switzerland", "CHE")])
    dates = st.sampled_from([None, "2014-09-06", "2014-09-01..2014-09-10", "2014-10-02"])
    published = st.sampled_from([None, factory.day("2014-09-11"), factory.day("2014-10-05")])
    texts = st.sampled_from([factory.TEXT, factory.TEXT.upper(), "Short.", factory.TEXT[:150]])
    several = []
    for n in range(draw(st.integers(1, 6))):
        contacts = [
            factory.make_contact(
                f"C{i}",
                place=draw(places),
                date=draw(dates),
                status=draw(st.sampled_from(list(ContactStatus))),
                evidence=draw(st.sampled_from(["They met twice", "Envoys of both sides talked"])),
            )
            for i in range(draw(st.integers(0, 3)))
        ]
        denial = factory.make_denial(item=draw(st.sampled_from([None, "C0", "C1"])))
        report = factory.make_report(
            draw(texts), name=f"r{n}", outlet=f"Outlet {n}", published=draw(published)
        )
        rest = (factory.make_commitment(), factory.make_measure(), denial, factory.make_tally())
        several.append(factory.make_reading(report, *contacts, *rest[draw(st.integers(0, 3)) :]))
    return several


@given(readings(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_reports_makes_no_difference(several: list[Reading], random: object) -> None:
    shuffled = list(several)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconcile(shuffled) == reconcile(several)


@given(readings())
@settings(max_examples=60, deadline=None)
def test_every_finding_is_evidence_of_exactly_one_entry(several: list[Reading]) -> None:
    found = reconcile(several)
    told = [e.finding for entry in found.entries for e in entry.evidence]
    assert len(told) == len(set(told)) == sum(len(r.findings) for r in several)
    for entry in found.entries:
        assert entry.evidence
        findings = {e.finding for e in entry.evidence}
        for slot in entry.slots:
            assert slot.values[0].standing is Standing.AGREED
            assert all(set(v.findings) <= findings and v.findings for v in slot.values)


def test_a_reprint_adds_a_report_and_no_origin() -> None:
    contact = factory.make_contact(date="2014-09-06")
    first = factory.make_reading(factory.make_report(), contact)
    again = factory.make_reading(factory.make_report(outlet="The Post"), contact)
    entry = only(reconcile([first, again]), Kind.CONTACT)
    assert (len(entry.evidence), entry.origins) == (2, 1)


def test_an_entry_is_named_for_its_first_finding() -> None:
    contact = factory.make_contact(date="2014-09-06")
    late = reading(1, contact, published=factory.day("2014-09-20"))
    early = reading(2, contact, published=factory.day("2014-09-10"))
    entry = only(reconcile([late, early]), Kind.CONTACT)
    assert [e.report for e in entry.evidence] == [early.report.id, late.report.id]
    assert entry.evidence[0].finding.startswith(entry.id)
    assert len(entry.id) == 10


def test_ids_that_begin_alike_are_given_in_full_enough() -> None:
    alike = ("C-11111111aa11", "C-11111111bb22", "C-22222222cc33")
    assert name_entries(alike) == {
        "C-11111111aa11": "C-11111111aa",
        "C-11111111bb22": "C-11111111bb",
        "C-22222222cc33": "C-22222222",
    }


def test_ids_stay_when_other_reports_come_in() -> None:
    first = reading(1, factory.make_contact(date="2014-09-06"), factory.make_commitment())
    others = [
        reading(n, factory.make_contact(date="2015-03-01", parties=("NOR", "EUR")), published=day)
        for n, day in ((2, factory.day("2014-01-01")), (3, factory.day("2016-01-01")))
    ]
    before, after = ({e.id for e in reconcile(r).entries} for r in ([first], [first, *others]))
    assert before < after


def test_a_denial_bears_on_the_item_that_its_report_names() -> None:
    found = reconcile([reading(1, factory.make_contact(), factory.make_denial(item="C1"))])
    contact, denial = only(found, Kind.CONTACT), only(found, Kind.DENIAL)
    assert contact.denied_by == (denial.id,)
    assert [v.text for s in denial.slots if s.name == "denies" for v in s.values] == [contact.id]


def denying(of: str, by: str = "SUD", on: str | None = None) -> Reading:
    """A report two days later with a denial that names both sides."""
    text = f"A spokesman of Sudmark denied that Norland had seen its envoys: {of}."
    cited = factory.quote(text, of)
    denial = dataclasses.replace(
        factory.make_denial(by=by), of=cited, evidence=(factory.quote(text, text),)
    )
    mentions = [
        factory.make_mention(name, code, text)
        for name, code in (("Norland", "NOR"), ("Sudmark", "SUD"))
    ]
    timexes = [Timex(cited.span, TimexType.DATE, "", factory.days(on))] if on else []
    report = factory.make_report(text, published=factory.day("2014-09-13"), outlet="The Post")
    return factory.make_reading(report, denial, mentions=tuple(mentions), timexes=tuple(timexes))


@pytest.mark.parametrize(
    ("denial", "denied"),
    [
        (denying("the two sides met"), Kind.CONTACT),
        (denying("there were secret talks", on="2014-09-06"), Kind.CONTACT),
        (denying("there were secret talks", on="2014-03-01"), None),
        (denying("it lifted part of its sanctions"), Kind.MEASURE),
        (denying("they met", by="EUR"), None),
    ],
    ids=["a meeting", "its day", "another day", "a measure", "by somebody else"],
)
def test_a_denial_in_another_report_finds_what_it_denies(
    denial: Reading, denied: Kind | None
) -> None:
    told = reading(1, factory.make_contact(date="2014-09-06"), factory.make_measure())
    found = reconcile([told, denial])
    assert [e.kind for e in found.entries if e.denied_by] == ([denied] if denied else [])


def test_a_denial_that_names_a_place_is_of_what_happened_there() -> None:
    told = reading(
        1,
        factory.make_contact("C1", place=("Vienna", "AUT"), date="2014-09-01"),
        factory.make_contact("C2", place=("Geneva", "CHE"), date="2014-09-06"),
    )
    found = reconcile([told, denying("the two sides met in Geneva")])
    (denied,) = (e for e in found.entries if e.denied_by)
    assert denied.slots[3].values[0].text == "Geneva"
