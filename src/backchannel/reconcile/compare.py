"""Compare two findings by short, named, weighted tests; the tests that hold explain a link."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from backchannel.reconcile import act_facts, contact_facts, facts
from backchannel.reconcile.told import Told
from backchannel.rules.loading import load_table
from backchannel.vocabularies import Kind

Test = Callable[[Told, Told], bool]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact about two findings, and what it weighs for (or against) their being one thing."""

    test: Test
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """What two findings score together, with the names of the tests that held.

    The score is the logarithm of the odds that they are one thing: above zero they are, as far as
    these tests tell.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


FORBIDDEN = float("-inf")

HOW_TOLD: tuple[Test, ...] = (
    facts.same_words,
    facts.similar_words,
    facts.hardly_a_word_in_common,
    facts.told_apart_in_one_report,
    facts.reported_in_one_week,
    facts.reported_in_one_month,
    facts.months_apart,
    facts.in_the_same_terms,
    facts.about_the_same,
    facts.partly_about_the_same,
    facts.about_something_else,
)
WHEN: tuple[Test, ...] = (
    facts.exact_days_meet,
    facts.days_meet,
    facts.days_apart,
)

# Tests that forbid: no weight of others makes up for them.
FORBIDDING: Mapping[Kind, tuple[Test, ...]] = {
    Kind.CONTACT: (facts.exact_days_apart, facts.more_than_a_month_between),
    Kind.COMMITMENT: (act_facts.different_debtors, act_facts.opposite_speech_acts),
    Kind.MEASURE: (
        act_facts.different_takers,
        act_facts.different_targets,
        act_facts.opposite_actions,
        act_facts.done_days_apart,
    ),
    Kind.DENIAL: (act_facts.different_deniers,),
    Kind.TALLY: (),
}

# Tests that are weighed: the weights stand in rules/reconcile.toml, with the figures behind them.
WEIGHED: Mapping[Kind, tuple[Test, ...]] = {
    Kind.CONTACT: (
        *HOW_TOLD,
        *WHEN,
        contact_facts.same_parties,
        contact_facts.parties_within,
        contact_facts.share_a_group,
        contact_facts.share_a_person,
        contact_facts.different_people,
        contact_facts.same_place,
        contact_facts.places_apart,
        contact_facts.same_form,
        contact_facts.one_by_wire,
        contact_facts.same_round,
        contact_facts.different_rounds,
        contact_facts.both_to_come,
        contact_facts.both_undated,
        contact_facts.over_before_the_other,
        contact_facts.long_before_the_other_was_told,
    ),
    Kind.COMMITMENT: (
        *HOW_TOLD,
        *WHEN,
        facts.more_than_a_month_between,
        facts.begin_alike,
        act_facts.only_the_name_of_it,
        act_facts.same_creditor,
        act_facts.different_creditors,
        act_facts.same_speech_act,
        act_facts.same_state,
        act_facts.same_deadline,
    ),
    Kind.MEASURE: (
        *HOW_TOLD,
        *WHEN,
        facts.more_than_a_month_between,
        act_facts.only_the_name_of_it,
        act_facts.same_target,
        act_facts.same_action,
        act_facts.same_status,
    ),
    Kind.DENIAL: HOW_TOLD,
    Kind.TALLY: (*HOW_TOLD, act_facts.same_total, act_facts.same_counts),
}


@cache
def comparisons(kind: Kind) -> tuple[Comparison, ...]:
    """The weighed tests of a kind with their weights; what weighs nothing is left out."""
    weights = weights_of(kind)
    return tuple(Comparison(t, w) for t in WEIGHED[kind] if (w := weights.get(name_of(t), 0.0)))


def weights_of(kind: Kind) -> Mapping[str, float]:
    """The weight of each test by its name; that of `always` holds for every pair."""
    weights: Mapping[str, float] = load_table("reconcile")["weights"][kind]
    return weights


def name_of(test: Test) -> str:
    """The name of a test as people read it."""
    return test.__name__.replace("_", " ")


def compare(left: Told, right: Told) -> Match:
    """How well two findings of one kind go together; the first test that forbids ends it."""
    for test in FORBIDDING[left.kind]:
        if test(left, right):
            return Match(left.id, right.id, FORBIDDEN, (name_of(test),))
    holding = [c for c in comparisons(left.kind) if c.test(left, right)]
    score = weights_of(left.kind)["always"] + sum(c.weight for c in holding)
    return Match(left.id, right.id, score, tuple(_names(holding)))


def _names(holding: Iterable[Comparison]) -> Iterable[str]:
    return (name_of(c.test) for c in holding)
