import pytest

from backchannel.reading.tense import tense_at
from backchannel.types import Span


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The envoys met on DAY", "past"),
        ("The envoys will meet on DAY", "future"),
        ("The envoys were received on DAY", "past"),
        ("The envoys are to be received on DAY", "future"),
        ("The envoys plan to visit in DAY", "future"),
        ("The envoys planned to visit in DAY", "future"),
        ("He said he would leave on DAY", "future"),
        ("On DAY, the envoys signed", "past"),
        ("On DAY the envoys will sign", "future"),
        ("The talks on DAY", "unknown"),
        ("The ban holds from DAY", "future"),
        ("He said that on DAY the envoys would meet", "future"),
        ("They looked forward to the summit in DAY", "future"),
        ("They are here for a summit opening on DAY", "future"),
        ("They are here for a summit opening in Lund on DAY", "future"),
        ("He spoke at the opening of a summit on DAY", "past"),
        ("He spoke in opening remarks on DAY", "past"),
    ],
    ids=lambda value: value,
)
def test_the_nearest_verb_gives_the_tense(text: str, tense: str) -> None:
    start = text.index("DAY")
    assert tense_at(text, Span(0, len(text)), Span(start, start + 3)) == tense
