"""Belief counts origins, heeds who says so and how firmly, and never passes its floor."""

import dataclasses

import pytest

from backchannel.reconcile import reconcile
from backchannel.reconcile.belief import Belief, believe
from backchannel.types import Entry, Reading
from backchannel.vocabularies import Certainty, Force, Kind, SourceKind
from tests import factory


def telling(n: int, text: str | None = None, **given: object) -> Reading:
    words = text or " ".join(f"{word}{n}" for word in factory.TEXT.split())
    report = factory.make_report(words, outlet=f"Outlet {n}", name=f"r{n}")
    evidence = str(given.pop("evidence", f"Both were at the lake hotel, told {n}"))
    contact = factory.make_contact(date="2014-09-06", evidence=evidence, **given)  # type: ignore[arg-type]
    return factory.make_reading(report, contact)


def belief_in(*readings: Reading, ratings: dict[str, str] | None = None) -> Belief:
    entries = reconcile(readings).entries
    (entry,) = (e for e in entries if e.kind is Kind.CONTACT)
    denials = [e for e in entries if e.id in entry.denied_by]
    return believe(entry, denials, ratings or {})


def test_five_reprints_weigh_what_one_report_weighs() -> None:
    one = telling(1, factory.TEXT)
    copies = [telling(n, factory.TEXT) for n in range(2, 6)]
    copies = [
        dataclasses.replace(
            c, report=dataclasses.replace(c.report, published=factory.day("2014-09-12"))
        )
        for c in copies
    ]
    assert belief_in(one, *copies).number == belief_in(one).number
    assert len(belief_in(one, *copies).origins) == 1


def test_a_second_origin_adds() -> None:
    assert belief_in(telling(1), telling(2)).number > belief_in(telling(1)).number


def test_no_number_of_origins_is_certain() -> None:
    assert belief_in(*(telling(n) for n in range(1, 30))).number == 0.95


@pytest.mark.parametrize(
    ("firmer", "weaker"),
    [
        ({}, {"certainty": Certainty.POSSIBLE}),
        ({"certainty": Certainty.PROBABLE}, {"certainty": Certainty.POSSIBLE}),
        (
            {"said_by": (factory.make_source("Ms. Lind", SourceKind.OFFICIAL),)},
            {"said_by": (factory.make_source(),)},
        ),
    ],
    ids=["certain", "probable", "a named official"],
)
def test_what_is_told_more_firmly_weighs_more(
    firmer: dict[str, object], weaker: dict[str, object]
) -> None:
    assert belief_in(telling(1, **firmer)).number > belief_in(telling(1, **weaker)).number


def test_ratings_of_outlets_and_sources_are_used() -> None:
    said = {"said_by": (factory.make_source("sources"),)}
    plain = belief_in(telling(1, **said)).number
    assert belief_in(telling(1, **said), ratings={"outlet 1": "A"}).number > plain
    assert belief_in(telling(1, **said), ratings={"outlet 1": "E"}).number < plain
    assert belief_in(telling(1, **said), ratings={"sources": "B"}).number > plain
    assert belief_in(telling(1, **said), ratings={"outlet 1": "A4"}).number < plain


def entry_with_denial(by: str, force: Force) -> Belief:
    denial = factory.make_denial(item="C1", by=by, force=force)
    return belief_in(dataclasses.replace(telling(1), denials=(denial,)))


def test_a_denial_lowers_belief_and_no_comment_does_not() -> None:
    plain = belief_in(telling(1)).number
    assert entry_with_denial("SUD", Force.FLAT).number < plain
    assert entry_with_denial("SUD", Force.NO_CONFIRMATION).number == plain
    assert entry_with_denial("EUR", Force.FLAT).number < entry_with_denial("SUD", Force.FLAT).number


def test_every_factor_is_named() -> None:
    (weight,) = belief_in(telling(1, certainty=Certainty.PROBABLE)).origins
    assert [name for name, _ in weight.factors] == [
        "outlet Outlet 1",
        "in its own voice",
        "told as probable",
    ]


def test_the_number_is_between_none_and_all() -> None:
    entry: Entry = reconcile([telling(1)]).entries[0]
    assert 0 <= believe(entry).number <= 1
