"""Sentences in which the words of a finding stand, but nothing of the kind is told as done."""

import datetime

import pytest

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.types import Reading, Report

PUBLISHED = datetime.date(2015, 6, 18)


def reading(text: str) -> Reading:
    return read(Report(text=text, name="test", published=PUBLISHED), rule_reader())


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Sweden did not hold secret talks.",
        "Norway never secretly met Swedish envoys.",
        "The talks between Norway and Sweden did not take place.",
        "Neither Norway nor Sweden attended talks in Vienna.",
        "Norway has no plans to meet Swedish envoys.",
        "Norway denied that its envoys had met Swedish envoys in Vienna.",
        "Norway dismissed as baseless a report that it had held secret talks with Sweden.",
        "Had Norway and Sweden held talks, the strait would be open.",
        "Nobody from Norway met Swedish officials.",
        "There is no truth to reports of secret contacts between Norway and Sweden, Lind said.",
    ],
)
def test_no_contact(text: str) -> None:
    held = [c for c in reading(text).contacts if c.status in {"held", "ongoing", "planned"}]
    assert held == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not promise to free the Swedish crew.",
        "Norway never agreed to free the Swedish crew.",
        "Norway denied that it had agreed to free the Swedish crew.",
        "Norway is far from agreeing to a truce with Sweden.",
        "Nobody asked Sweden to pay Norway.",
        "The port opens if Sweden agrees to pay Norway.",
    ],
)
def test_no_commitment(text: str) -> None:
    assert reading(text).commitments == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norway has yet to lift its sanctions on Sweden.",
        "Norway ruled out lifting sanctions on Sweden.",
        "Norway failed to lift its sanctions on Sweden.",
        "Norway stopped short of imposing sanctions on Sweden.",
        "Norway did not threaten to close the border with Sweden.",
        "Norway denied that it had imposed sanctions on Sweden.",
        "Norway has imposed no sanctions on Sweden.",
        "Norway opposes sanctions on Sweden.",
        "Norway decided against expelling Swedish diplomats.",
    ],
)
def test_no_measure(text: str) -> None:
    assert reading(text).measures == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway and Sweden held talks in May.", "held"),
        ("In May, Norway held talks with Sweden.", "held"),
        ("NORWAY AND SWEDEN HELD TALKS ON 3 MAY.", "held"),
        ("Norway may hold talks with Sweden.", "possible"),
        (
            "The talks between Norway and Sweden, which were due today, have been cancelled.",
            "called_off",
        ),
    ],
)
def test_a_month_is_no_maybe(text: str, status: str) -> None:
    assert [c.status for c in reading(text).contacts] == [status]


@pytest.mark.parametrize(
    ("text", "debtor", "creditor", "act"),
    [
        ("Norway urged Sweden not to close the port.", "SWE", "NOR", "not to close the port"),
        ("Sweden was urged by Norway to pay the fine.", "SWE", "NOR", "pay the fine"),
        ("Sweden was promised aid by Norway.", "NOR", "SWE", "aid by Norway"),
    ],
)
def test_the_passive_turns_the_sides(text: str, debtor: str, creditor: str, act: str) -> None:
    found = reading(text).commitments
    assert [(c.debtor, c.creditor, c.act.text) for c in found] == [(debtor, creditor, act)]


def test_a_demand_taken_back_is_cancelled() -> None:
    (found,) = reading("Norway dropped its demand for an inquiry by Sweden.").commitments
    assert found.state == "cancelled"


@pytest.mark.parametrize(
    ("text", "sides", "between"),
    [
        ("Finland mediated talks between Norway and Sweden.", {"NOR", "SWE"}, {"FIN"}),
        ("Norway and Sweden held talks brokered by Finland.", {"NOR", "SWE"}, {"FIN"}),
        ("Finland hosted talks between Norway and Sweden.", {"NOR", "SWE"}, set()),
    ],
    ids=["mediates", "brokered by", "a host"],
)
def test_who_goes_between(text: str, sides: set[str], between: set[str]) -> None:
    (found,) = reading(text).contacts
    assert {p.party for p in found.parties if not p.mediator} == sides
    assert {p.party for p in found.parties if p.mediator} == between


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Norway and Sweden in Vienna on Monday have not been productive.",
        "Norway did not deny that it had met Swedish envoys in Vienna.",
        "Norway and Sweden held talks in Vienna, which Norway had not announced.",
    ],
)
def test_not_of_another_verb_leaves_the_contact(text: str) -> None:
    assert [c.status for c in reading(text).contacts] == ["held"]


def test_several_measures_of_one_side_stay_apart() -> None:
    found = reading(
        "Norway expelled three Swedish diplomats. Norway also froze Swedish assets. "
        "Swedish officials were sanctioned by Norway."
    ).measures
    assert [(m.by, m.on) for m in found] == [("NOR", "SWE")] * 3
