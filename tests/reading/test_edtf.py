import re

import pytest

from backchannel.reading.edtf import Bound, edtf_of
from backchannel.types import DateRange
from tests.reading.test_times import timexes

# The forms of EDTF (ISO 8601-2:2019, levels 0 to 2) that are written here.
_PART = r"(?:[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?[?~%]?)"
EDTF = re.compile(
    rf"{_PART}|{_PART}/{_PART}|{_PART}/\.\.|\.\./{_PART}"
    r"|\[\d{4}-\d\d-\d\d\.\.(?:\d{4}-\d\d-\d\d)?\]|\[\.\.\d{4}-\d\d-\d\d\]"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?"
)


@pytest.mark.parametrize(
    ("value", "range_", "bound", "edtf"),
    [
        ("2014-09-11", "2014-09-11", None, "2014-09-11"),
        ("2014-08-21", "2014-08-20..2014-08-22", Bound.AROUND, "2014-08-21~"),
        ("2013-11", "2013-11-01..2013-11-30", Bound.SINCE, "2013-11/.."),
        ("2014-W37", "2014-09-08..2014-09-14", Bound.UNTIL, "../2014-09-14"),
        ("2014-W37", "2014-09-08..2014-09-14", None, "2014-09-08/2014-09-14"),
        ("2014-09", "2014-09-21..2014-09-30", None, "2014-09-21/2014-09-30"),
        ("2014-05", "2014-05-01..2014-05-31", Bound.PERHAPS, "2014-05?"),
        ("197", "1970-01-01..1979-12-31", None, "197X"),
        ("18", "1800-01-01..1899-12-31", None, "18XX"),
        ("2014-SU", "2014-06-01..2014-08-31", None, "2014-22"),
        ("2014-Q3", "2014-07-01..2014-09-30", None, "2014-35"),
        ("2014-H1", "2014-01-01..2014-06-30", None, "2014-40"),
        ("2014-09-09T09:00", "2014-09-09", None, "2014-09-09T09:00:00"),
        ("2014-09-09TMO", "2014-09-09", None, "2014-09-09"),
        ("XXXX-09-09", None, None, "XXXX-09-09"),
        ("XXXX-WXX-1", "2016-11-07..2017-02-27", None, "[2016-11-07..2017-02-27]"),
        ("P2W", "2014-08-28..2014-09-11", None, "2014-08-28/2014-09-11"),
        ("P2W", None, None, None),
        ("PAST_REF", None, None, None),
        ("XXXX", None, None, None),
    ],
)
def test_the_string_of_a_value(
    value: str, range_: str | None, bound: Bound | None, edtf: str | None
) -> None:
    found = edtf_of(value, DateRange.parse(range_) if range_ else None, bound)
    assert found == edtf
    assert found is None or EDTF.fullmatch(found)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met around Aug. 12.", "2014-08-12~"),
        ("Ties are cut since last May.", "2014-05/.."),
        ("It is due by the second week of October.", "../2014-10-14"),
        ("The ban holds until Dec. 31.", "../2014-12-31"),
        ("The ban holds from Dec. 31.", "2014-12-31/.."),
        ("They met in late August.", "2014-08-21/2014-08-31"),
        ("They met in the 1970s.", "197X"),
        ("They met last summer.", "2014-22"),
        ("They met, perhaps in June 2011.", "2011-06?"),
        ("They met recently.", None),
    ],
    ids=str,
)
def test_the_words_before_open_or_blur_it(text: str, edtf: str | None) -> None:
    assert [t.edtf for t in timexes(text)] == [edtf]


def test_a_report_without_a_date_keeps_what_is_sure() -> None:
    assert [t.edtf for t in timexes("They met on Sept. 9.", None)] == ["XXXX-09-09"]
