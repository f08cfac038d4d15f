import pytest

from tests.reading.test_times import timexes


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("Japan will spend more in fiscal 2014.", "2014", "2014-04-01..2015-03-31"),
        ("The U.S. budget for fiscal 2015 rose.", "2015", "2014-10-01..2015-09-30"),
        ("The German budget for fiscal 2015 rose.", "2015", "2015-01-01..2015-12-31"),
        ("The budget for fiscal 2015 rose.", "2015", "2014-04-01..2016-03-31"),
        ("Japan's aid fell in the last fiscal year.", "2013", "2013-04-01..2014-03-31"),
        ("U.S. aid fell in the current fiscal year.", "2014", "2013-10-01..2014-09-30"),
        ("Aid fell in the fiscal year that ended on March 31.", "P1Y", "2013-04-01..2014-03-31"),
    ],
    ids=lambda value: value,
)
def test_a_fiscal_year_is_that_of_its_country(text: str, value: str, days: str) -> None:
    assert [(t.value, str(t.range)) for t in timexes(text)][:1] == [(value, days)]
