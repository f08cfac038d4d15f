"""A reading takes time in proportion to the text, whatever stands in it."""

from itertools import cycle, islice
from time import process_time

import pytest

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.types import Report

LONG = 20_000
# Most of these take well under a second on a laptop, and took minutes when a search was square.
MAX_SECONDS = 15
# Twice the text takes twice the time, a noisy machine allowed for; a square search, four times.
MAX_GROWTH = 3.2
PLACES = ("Norway", "Sweden", "Japan", "Canada", "Peru", "Kenya", "Egypt", "Iceland")
SENTENCES = (
    "Officials from {} and {} met in Geneva on {} May 1994.",
    "{}'s foreign minister, Per Lind, said that {} would lift its ban on grain by {} June.",
    "{} denied that its envoys had held secret talks with {} in Oslo on {} March.",
    "{} agreed to release 14 sailors if {} withdrew its ships, and 3 of the {} came home.",
    "“We will impose sanctions on {},” he told reporters in {} on {} April.",
)


def seconds_to_read(text: str) -> float:
    """The processor time of one reading."""
    report, reader = Report(text, "long"), rule_reader()
    start = process_time()
    read(report, reader)
    return process_time() - start


def prose(characters: int) -> str:
    """Invented news of about this length, a paragraph every four sentences."""
    parts, length = [], 0
    for number, sentence in enumerate(cycle(SENTENCES)):
        if length > characters:
            break
        names = (PLACES[number % 8], PLACES[(number // 8 + number + 3) % 8])
        parts.append(sentence.format(*names, number % 28 + 1) + (" ", "\n\n")[number % 4 == 3])
        length += len(parts[-1])
    return "".join(parts)


@pytest.fixture(scope="module", autouse=True)
def _rules_are_loaded() -> None:
    """Read once, so that no test counts the time to load the rules."""
    read(Report(prose(1000), "short"), rule_reader())


@pytest.mark.parametrize(
    "repeated",
    [
        pytest.param("A", id="one letter"),
        pytest.param("-", id="one mark"),
        pytest.param(".", id="stops"),
        pytest.param("A-", id="a compound without end"),
        pytest.param("A. ", id="initials"),
        pytest.param("met ", id="one verb"),
        pytest.param("talks ", id="one noun"),
        pytest.param("in May ", id="one day"),
        pytest.param("Jan. 5 ", id="one date"),
        pytest.param("denied ", id="one denial"),
        pytest.param("agreed to ", id="one promise"),
        pytest.param("Japan and ", id="one name"),
        pytest.param("JAPAN MET KENYA, ", id="one sentence in capitals"),
    ],
)
def test_repeated_words_are_read_in_time(repeated: str) -> None:
    text = "".join(islice(cycle(repeated), LONG))
    assert seconds_to_read(text) < MAX_SECONDS


def test_one_endless_sentence_is_read_in_time() -> None:
    assert seconds_to_read(prose(LONG).replace(".", ",").replace("\n\n", " ")) < MAX_SECONDS


def test_twice_the_text_takes_about_twice_the_time() -> None:
    short, long = (min(seconds_to_read(prose(size)) for _ in range(2)) for size in (8000, 16_000))
    assert long < MAX_GROWTH * short
