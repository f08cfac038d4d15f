import pytest

from tests.reading.test_times import timexes


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Norland held a test on Sept. 1. Two days after the test, it spoke.", "2014-09-03"),
        (
            "Norland held a test on June 1. A month after the test Sudmark spoke.",
            "2014-06-21..2014-07-11",
        ),
        (
            "The summit began on Aug. 5. A week before the summit they met.",
            "2014-07-26..2014-08-01",
        ),
        ("Two days after the test, it spoke.", "None"),
        (
            "One test came on Sept. 1, another test on Sept. 5. Two days after the test, it spoke.",
            "None",
        ),
        ("The talks of 2011 failed. Two days after the talks they left.", "None"),
    ],
    ids=[
        "a day",
        "a month is not meant to the day",
        "before it",
        "an event without a date",
        "two events of one name",
        "an event of a year",
    ],
)
def test_a_time_is_counted_from_an_event_that_the_report_dates(text: str, days: str) -> None:
    assert str(timexes(text)[-1].range) == days
