"""Terms of office."""

import datetime

from backchannel.reading.settings import terms
from backchannel.rules import load_table


def test_a_term_that_ends_in_a_month_ends_on_its_last_day() -> None:
    written = [row.get("to") or "" for row in load_table("people")["term"]]
    ends = [
        (month, term.end + datetime.timedelta(days=1))
        for month, term in zip(written, terms(), strict=True)
        if len(month) == len("2001-09") and term.end
    ]
    assert {month[-2:] for month, _ in ends} >= {"02", "06", "09", "12"}
    assert [(month, str(after)) for month, after in ends if after.day != 1] == []
