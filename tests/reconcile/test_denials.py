from hypothesis import given
from hypothesis import strategies as st

from backchannel.reconcile.denials import as_target, fit, most
from backchannel.reconcile.told import Told, tell
from backchannel.types import Finding
from tests import factory

WORDS = ("envoys", "met", "Geneva", "offered", "sanctions", "lifted", "harbour", "list", "Norland")
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def told(finding: Finding) -> Told:
    reading = factory.make_reading(None, finding)
    return tell([reading], {reading.report.id: reading.report.id})[0]


@given(some_words, some_words, st.sampled_from(("2014-09-06", "2014-08-01", None)))
def test_nothing_fits_better_than_its_outline_promises(
    denied: str, words: str, day: str | None
) -> None:
    denial = told(factory.make_denial(of=denied))
    for finding in (
        factory.make_contact(evidence=words, place=("Geneva", "CHE"), date=day),
        factory.make_commitment(act=words, date=day),
        factory.make_measure(what=words, date=day),
    ):
        target = as_target([told(finding)])
        assert most(denial, target.outline) >= fit(denial, target)


def test_what_shares_no_word_promises_less() -> None:
    denial = told(factory.make_denial(of="any envoys met in Geneva"))
    met, lifted = (
        as_target([told(factory.make_contact(evidence=words))]).outline
        for words in ("envoys met in Geneva", "sanctions on the harbour")
    )
    assert most(denial, met) > most(denial, lifted)
