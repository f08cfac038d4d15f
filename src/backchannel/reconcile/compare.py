"""Compare two findings by short, named, weighted tests; the tests that hold explain a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backchannel.reconcile import facts
from backchannel.reconcile.told import Told
from backchannel.vocabularies import Kind


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact about two findings, and what it weighs for (or against) their being one thing."""

    test: Callable[[Told, Told], bool]
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """What two findings score together, with the names of the tests that held."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


# A test that forbids: no weight of others makes up for it.
NEVER = -100.0

# Set by hand and adjusted on the train split of the gold links, with gold findings as input:
# docs/decisions/0005-near-duplicates.md has the figures.
LINKED = 5.0

ALWAYS = (
    Comparison(facts.same_words, 5.0),
    Comparison(facts.similar_words, 1.5),
    Comparison(facts.told_apart_in_one_report, -6.0),
    Comparison(facts.reported_in_one_week, 0.5),
    Comparison(facts.reported_in_one_month, 0.5),
    Comparison(facts.in_the_same_terms, 1.0),
)

COMPARISONS: Mapping[Kind, tuple[Comparison, ...]] = {
    Kind.CONTACT: (
        Comparison(facts.days_apart, NEVER),
        Comparison(facts.over_before_the_other, NEVER),
        *ALWAYS,
        Comparison(facts.same_parties, 1.5),
        Comparison(facts.parties_within, 1.0),
        Comparison(facts.exact_days_meet, 3.0),
        Comparison(facts.days_meet, 1.0),
        Comparison(facts.same_place, 2.0),
        Comparison(facts.places_apart, -1.5),
        Comparison(facts.share_a_person, 1.5),
        Comparison(facts.same_form, 0.5),
        Comparison(facts.both_secret, 1.0),
        Comparison(facts.about_the_same, 1.5),
        Comparison(facts.about_something_else, -0.5),
        Comparison(facts.one_past_one_refused, -3.0),
    ),
    Kind.COMMITMENT: (
        Comparison(facts.different_debtors, NEVER),
        Comparison(facts.opposite_speech_acts, NEVER),
        *ALWAYS,
        Comparison(facts.same_debtor, 1.0),
        Comparison(facts.same_creditor, 1.0),
        Comparison(facts.different_creditors, -2.0),
        Comparison(facts.about_the_same, 3.0),
        Comparison(facts.partly_about_the_same, 1.0),
        Comparison(facts.about_something_else, -4.0),
        Comparison(facts.exact_days_meet, 1.0),
        Comparison(facts.same_deadline, 2.0),
        Comparison(facts.begin_alike, 1.5),
        Comparison(facts.months_apart, -1.0),
    ),
    Kind.MEASURE: (
        Comparison(facts.different_takers, NEVER),
        Comparison(facts.different_targets, NEVER),
        Comparison(facts.opposite_actions, NEVER),
        Comparison(facts.done_days_apart, NEVER),
        *ALWAYS,
        Comparison(facts.same_taker, 1.0),
        Comparison(facts.same_target, 1.5),
        Comparison(facts.exact_days_meet, 2.5),
        Comparison(facts.about_the_same, 2.0),
        Comparison(facts.partly_about_the_same, 1.0),
        Comparison(facts.about_something_else, -0.5),
    ),
    Kind.DENIAL: (
        Comparison(facts.different_deniers, NEVER),
        *ALWAYS,
        Comparison(facts.same_denier, 1.0),
        Comparison(facts.about_the_same, 3.0),
        Comparison(facts.about_something_else, -2.0),
        Comparison(facts.months_apart, -2.0),
    ),
    Kind.TALLY: (
        *ALWAYS,
        Comparison(facts.same_total, 2.0),
        Comparison(facts.same_counts, 3.0),
        Comparison(facts.about_the_same, 2.0),
        Comparison(facts.about_something_else, -4.0),
    ),
}


def compare(left: Told, right: Told) -> Match:
    """How well two findings of one kind go together; the first test that forbids ends it."""
    score, reasons = 0.0, []
    for comparison in COMPARISONS[left.kind]:
        if comparison.test(left, right):
            score += comparison.weight
            reasons.append(comparison.test.__name__.replace("_", " "))
            if comparison.weight == NEVER:
                break
    return Match(left.id, right.id, score, tuple(reasons))
