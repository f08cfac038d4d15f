import pytest

from backchannel.reading.counts import read_count


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("17 sailors", 17),
        ("1,200 reporters", 1200),
        ("eight have died", 8),
        ("Forty-two ships", 42),
        ("TWENTY MEN", 20),
        ("2 million people", 2_000_000),
        ("another sank", 1),
        ("sailors", None),
    ],
)
def test_reads_the_number_at_the_start(words: str, expected: int | None) -> None:
    count = read_count(words)
    assert (count and count[0]) == expected
