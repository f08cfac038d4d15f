"""Commitments: who owes what to whom, on which condition, by when, and how it stands."""

import datetime

import pytest

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.types import Commitment, DateRange, Report

PUBLISHED = datetime.date(2015, 3, 20)


def commitments(text: str) -> tuple[Commitment, ...]:
    return read(Report(text=text, name="test", published=PUBLISHED), rule_reader()).commitments


@pytest.mark.parametrize(
    ("text", "kind", "debtor", "creditor", "act"),
    [
        (
            "Norway promised Sweden that it would free the crew.",
            "promise",
            "NOR",
            "SWE",
            "free the crew",
        ),
        (
            "Norway pledged to return the ship to Sweden.",
            "promise",
            "NOR",
            "SWE",
            "return the ship to Sweden",
        ),
        ("Norway urged Sweden to open the port.", "demand", "SWE", "NOR", "open the port"),
        (
            "Norway demanded that Sweden lift the blockade.",
            "demand",
            "SWE",
            "NOR",
            "lift the blockade",
        ),
        ("Norway is ready to pay Sweden.", "offer", "NOR", "SWE", "pay Sweden"),
        ("Norway refused to pay Sweden.", "refusal", "NOR", "SWE", "pay Sweden"),
        ("NORWAY URGED SWEDEN TO OPEN THE PORT.", "demand", "SWE", "NOR", "OPEN THE PORT"),
    ],
    ids=["promise", "pledge", "demand", "demand that", "offer", "refusal", "capitals"],
)
def test_tells_debtor_from_creditor(
    text: str, kind: str, debtor: str, creditor: str, act: str
) -> None:
    found = commitments(text)
    assert [(c.kind, c.debtor, c.creditor, c.act.text) for c in found] == [
        (kind, debtor, creditor, act)
    ]


def test_an_agreement_binds_each_party() -> None:
    found = commitments("Norway and Sweden agreed to share the river.")
    assert {(c.debtor, c.creditor) for c in found} == {("NOR", "SWE"), ("SWE", "NOR")}
    assert {c.kind for c in found} == {"agreement"}


def test_an_if_is_a_condition() -> None:
    (found,) = commitments("Norway promised to free the crew if Sweden pays the fine.")
    assert found.act.text == "free the crew"
    assert found.condition is not None
    assert found.condition.text == "Sweden pays the fine"
    assert found.state == "conditional"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Norway promised to open the port on April 2.", ("2015-04-02", "2015-04-02")),
        ("Norway promised to open the port next month.", ("2015-04-01", "2015-04-30")),
        ("Norway promised to open the port before April 2.", (None, "2015-04-01")),
        ("Norway promised to open the port after April 2.", ("2015-04-03", None)),
        ("Norway promised to open the port from April 2.", ("2015-04-02", None)),
        ("Norway promised to open the port starting on April 2.", ("2015-04-02", None)),
        ("Norway promised to open the port not before April 2.", ("2015-04-02", None)),
        ("Norway promised to open the port on or before April 2.", ("2015-04-02", "2015-04-02")),
        ("Norway promised to open the port before the end of May.", (None, "2015-05-31")),
        ("Norway promised to open the port from April 2 to April 5.", ("2015-04-02", "2015-04-05")),
        ("Norway promised to open the port between April 2 and 5.", ("2015-04-02", "2015-04-05")),
        ("NORWAY PROMISED TO OPEN THE PORT ON APRIL 2.", ("2015-04-02", "2015-04-02")),
        ("Norway promised to return the ships seized since March 2.", None),
        ("Norway promised to return the ships seized since this month.", None),
        ("Norway promised to open the port that it closed on March 2.", None),
    ],
)
def test_the_day_of_the_act_is_its_deadline(
    text: str, days: tuple[str | None, str | None] | None
) -> None:
    first, last = days or (None, None)
    told = DateRange(
        datetime.date.fromisoformat(first) if first else None,
        datetime.date.fromisoformat(last) if last else None,
    )
    (found,) = commitments(text)
    assert found.deadline == (told if days else None)


def test_an_act_stands_without_the_days_behind_it() -> None:
    (found,) = commitments("Norway promised to open the port from April 2 to April 5.")
    assert found.act.text == "open the port"
    assert found.deadline_quote is not None
    assert found.deadline_quote.text == "April 2 to April 5"


def test_a_deadline_has_its_days_and_words() -> None:
    (found,) = commitments("Norway promised to free the crew by April 2.")
    assert found.act.text == "free the crew"
    assert found.deadline == DateRange.of_day(datetime.date(2015, 4, 2))
    assert found.deadline_quote is not None


def test_an_exchange_has_two_sides() -> None:
    found = commitments("Sweden demanded grain from Norway in return for the crew.")
    assert [(c.kind, c.debtor, c.act.text) for c in found] == [
        ("demand", "NOR", "grain from Norway"),
        ("offer", "SWE", "the crew"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway declined to comment on Sweden.",
        "The promised grain reached Sweden.",
        "Norway hopes for peace with Sweden.",
    ],
    ids=["no comment", "an adjective", "a hope"],
)
def test_what_is_no_commitment(text: str) -> None:
    assert commitments(text) == ()


def test_the_two_leaders_are_the_people_last_named() -> None:
    found = commitments(
        "Norwegian Prime Minister Ola Berg spoke with Swedish President Eva Lund about Finland"
        " and the Finnish port. The two leaders agreed to keep the port open."
    )
    assert {(c.debtor, c.creditor) for c in found} == {("NOR", "SWE"), ("SWE", "NOR")}


JOINT = (
    "We, the leaders of Japan, France and the United States, gathered in Rome. "
    "We will open the ports of the region to ships."
)


def test_we_of_a_joint_statement_are_all_who_sign_it() -> None:
    found = commitments(JOINT)
    assert [(c.debtor, c.creditor) for c in found] == [("JPN", None), ("FRA", None), ("USA", None)]


def test_we_elsewhere_are_nobody_in_particular() -> None:
    assert commitments("The ship sank. We will open the ports of the region to ships.") == ()
