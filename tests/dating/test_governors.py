import pytest

from backchannel.dating.governors import is_told_as_ahead, is_told_as_past
from backchannel.types import Span

PAST = [
    "Norland signed the pact in @.",
    "In @ the two sides met.",
    "The port has been shut since @.",
    "The pact was signed in the capital on May 3, @.",
]
AHEAD = [
    "The port will reopen in @.",
    "The bridge is due in @.",
    "The plan will be put to a vote in @.",
]
NEITHER = [
    "Lind invited the premier to visit in @.",
    "They agreed on talks in @.",
    "The loan is repayable in @.",
    "They signed a lease ending in @.",
    "Lind praised the @ plan.",
    "Output will rise from a low in @.",
    "The port was shut until @.",
    "The mine is being closed in @.",
]


def told(text: str) -> tuple[bool, bool]:
    at = text.replace("May 3, @", "@@@@@@@@").index("@")
    words = text.replace("@", "1998")
    span = Span(at, words.index("1998") + 4)
    sentence = Span(0, len(words))
    return is_told_as_past(words, sentence, span), is_told_as_ahead(words, sentence, span)


@pytest.mark.parametrize("text", PAST)
def test_a_finite_past_verb_governs_the_year(text: str) -> None:
    assert told(text) == (True, False)


@pytest.mark.parametrize("text", AHEAD)
def test_a_year_is_still_to_come(text: str) -> None:
    assert told(text) == (False, True)


@pytest.mark.parametrize("text", NEITHER)
def test_a_year_that_no_verb_settles(text: str) -> None:
    assert told(text) == (False, False)
