"""Ranges are written as a reporter would write them."""

from datetime import date

import pytest

from backchannel.export.dates import write_range
from backchannel.types import DateRange


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2014-09-06", "2014-09-06", "6 Sept 2014"),
        ("2014-09-06", "2014-09-07", "6–7 Sept 2014"),
        ("2014-08-30", "2014-09-02", "30 Aug – 2 Sept 2014"),
        ("2013-12-30", "2014-01-02", "30 Dec 2013 – 2 Jan 2014"),
        ("2014-09-01", "2014-09-10", "early Sept 2014"),
        ("2014-09-11", "2014-09-20", "mid Sept 2014"),
        ("2014-09-21", "2014-09-30", "late Sept 2014"),
        ("2016-02-21", "2016-02-29", "late Feb 2016"),
        ("2014-09-01", "2014-09-30", "Sept 2014"),
        ("2016-09-01", "2016-11-30", "Sept–Nov 2016"),
        ("2013-11-01", "2014-02-28", "Nov 2013–Feb 2014"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-01-01", "2016-12-31", "2014–2016"),
        ("2014-07-04", None, "from 4 July 2014"),
        (None, "2014-09-14", "by 14 Sept 2014"),
        (None, None, ""),
    ],
)
def test_writes_a_range(earliest: str | None, latest: str | None, words: str) -> None:
    ends = [day and date.fromisoformat(day) for day in (earliest, latest)]
    assert write_range(DateRange(*ends)) == words  # type: ignore[arg-type]


def test_writes_nothing_for_no_range() -> None:
    assert write_range(None) == ""
