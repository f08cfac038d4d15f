from backchannel.reading.learned.candidates import SORTS
from backchannel.reading.learned.heads import COLUMNS, MARKS, POINTERS, RELATIONS, STRETCHES


def test_columns_lie_end_to_end() -> None:
    ends = [0, *(c.end for c in COLUMNS.values())]
    assert [c.start for c in COLUMNS.values()] == ends[:-1]
    assert ends[-1] == MARKS


def test_every_argument_has_its_relations() -> None:
    for name in {n for names in POINTERS.values() for n in names}:
        assert name in RELATIONS
        assert name in SORTS
    for name in {n for names in STRETCHES.values() for n in names}:
        assert {f"{name} first", f"{name} last"} <= set(RELATIONS)
