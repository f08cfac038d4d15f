import datetime

import pytest

from backchannel.reading.layout import lay_out
from backchannel.reading.times import joined_range, mark_times, resolve_times, timexes_in
from backchannel.types import DateRange, Dating, Report, Span, Timex
from backchannel.vocabularies import DatingBasis, TimexType
from tests.factory import days

# A Thursday.
PUBLISHED = "2014-09-11"


def timexes(text: str, published: str | None = PUBLISHED) -> tuple[Timex, ...]:
    report = Report(text=text, name="test")
    layout = lay_out(report)
    marks = mark_times(report, layout)
    dating = Dating(days(published) if published else None, DatingBasis.STATED)
    return resolve_times(report, layout, marks, dating)


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[t.span.start : t.span.end], t.value) for t in timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on May 3, 2001.", [("May 3, 2001", "2001-05-03")]),
        ("The envoys met on 3 May 2001.", [("3 May 2001", "2001-05-03")]),
        ("ON 5 DECEMBER THE TALKS WILL RESUME.", [("5 DECEMBER", "2014-12-05")]),
        ("The talks failed on Aug. 30.", [("Aug. 30", "2014-08-30")]),
        ("They met on Dec. 30.", [("Dec. 30", "2013-12-30")]),
        ("They will meet on Dec. 30.", [("Dec. 30", "2014-12-30")]),
        ("It was signed on Sunday, March 2.", [("Sunday, March 2", "2014-03-02")]),
        (
            "He said that on Friday and Saturday they would meet.",
            [("Friday", "2014-09-12"), ("Saturday", "2014-09-13")],
        ),
        (
            "They met on Friday and Thursday.",
            [("Friday", "2014-09-05"), ("Thursday", "2014-09-11")],
        ),
        (
            "They met in October and December last year.",
            [("October", "2013-10"), ("December last year", "2013-12")],
        ),
        (
            "They met in December and January 2013.",
            [("December", "2012-12"), ("January 2013", "2013-01")],
        ),
        (
            "They met in March and late last year.",
            [("March", "2014-03"), ("late last year", "2013")],
        ),
        ("They have not met since last August.", [("last August", "2013-08")]),
        ("They have not met since last June.", [("last June", "2014-06")]),
        (
            "They met on April 24 and 25.",
            [("April 24", "2014-04-24"), ("25", "2014-04-25")],
        ),
        (
            "THE PRESIDENTS MET ON 10-11 AUGUST.",
            [("10", "2014-08-10"), ("11 AUGUST", "2014-08-11")],
        ),
        (
            "They met on May 13-14 in Oslo.",
            [("May 13", "2014-05-13"), ("14", "2014-05-14")],
        ),
        ("The list dates from the Sept. 11 attacks.", [("Sept. 11", "2001-09-11")]),
        ("They met on Christmas Day.", [("Christmas Day", "2013-12-25")]),
        ("The envoy left the day before yesterday.", [("the day before yesterday", "2014-09-09")]),
        ("They met in September.", [("September", "2014-09")]),
        ("They met in October.", [("October", "2013-10")]),
        ("They will meet in October.", [("October", "2014-10")]),
        ("They met last November.", [("last November", "2013-11")]),
        ("They met in late March 1999.", [("late March 1999", "1999-03")]),
        ("They met in July last year.", [("July last year", "2013-07")]),
        ("They will meet next week.", [("next week", "2014-W38")]),
        ("The embassy closed in the 1970s.", [("the 1970s", "197")]),
        ("It was built in the 19th century.", [("the 19th century", "18")]),
        ("Trade fell in the third quarter of 2012.", [("the third quarter of 2012", "2012-Q3")]),
        ("They met last summer.", [("last summer", "2014-SU")]),
        ("They met two weeks ago.", [("two weeks ago", "2014-W35")]),
        ("They met five years ago.", [("five years ago", "2009")]),
        ("The talks lasted three days.", [("three days", "P3D")]),
        ("The talks lasted several months.", [("several months", "PXM")]),
        ("It took half a century.", [("half a century", "P50Y")]),
        ("They meet every two years.", [("every two years", "P2Y")]),
        ("They meet on Mondays.", [("Mondays", "XXXX-WXX-1")]),
        ("They met last night.", [("last night", "2014-09-10TNI")]),
        ("They met on Tuesday morning.", [("Tuesday morning", "2014-09-09TMO")]),
        ("They met at 9 a.m. Tuesday.", [("9 a.m. Tuesday", "2014-09-09T09:00")]),
        ("The offer is now open.", [("now", "PRESENT_REF")]),
        ("They recently met.", [("recently", "PAST_REF")]),
        (
            "They met on March 3, 2001, and two days later signed.",
            [("March 3, 2001", "2001-03-03"), ("two days later", "2001-03-05")],
        ),
        (
            "Profit fell in the third quarter of 2012 from $3 million a year earlier.",
            [("the third quarter of 2012", "2012-Q3"), ("a year earlier", "2011-Q3")],
        ),
        (
            "Sales rose in May 2012. The same month last year was worse.",
            [("May 2012", "2012-05"), ("The same month last year", "2011-05")],
        ),
        (
            "Costs rose in the quarter ended June 30.",
            [("the quarter", "2014-Q2"), ("June 30", "2014-06-30")],
        ),
        ("The ban held for 2 1/2 years.", [("2 1/2 years", "P2Y6M")]),
        ("They spoke an hour and a half.", [("an hour and a half", "PT1H30M")]),
        (
            "They met in the autumn of nineteen sixty-two.",
            [("the autumn of nineteen sixty-two", "1962-FA")],
        ),
        (
            "They met on March 3, 2001, and signed the next morning.",
            [("March 3, 2001", "2001-03-03"), ("the next morning", "2001-03-04TMO")],
        ),
        (
            "They met last October. The embassy closed that day.",
            [("last October", "2013-10"), ("that day", "2013-10-XX")],
        ),
        ("The report is annual.", [("annual", "P1Y")]),
        ("The sides will one day meet.", [("one day", "FUTURE_REF")]),
        (
            "They met in May 2003. That month the embassy closed.",
            [("May 2003", "2003-05"), ("That month", "2003-05")],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys met Tuesday.", "2014-09-09"),
        ("The minister said Thursday that talks failed.", "2014-09-11"),
        ("The envoys will meet Tuesday.", "2014-09-16"),
        ("The decision is due Tuesday.", "2014-09-16"),
        ("The envoys are to be received on Monday.", "2014-09-15"),
        ("The vote is planned for Tuesday.", "2014-09-16"),
        ("The sides agreed to meet on Friday.", "2014-09-12"),
        ("On Monday, the sides signed a pact.", "2014-09-08"),
        ("The envoy on Wednesday met the minister.", "2014-09-10"),
        ("He said he would leave on Saturday.", "2014-09-13"),
        ("The talks were held on Saturday.", "2014-09-06"),
        ("They met last Thursday.", "2014-09-04"),
        ("They will meet next Thursday.", "2014-09-18"),
        ("It had been due to end on Friday.", "2014-09-05"),
        ("He has until 9 a.m. Tuesday.", "2014-09-16T09:00"),
        ("The envoy could come as early as Tuesday.", "2014-09-16"),
        ("The sides met as early as Tuesday.", "2014-09-09"),
        ("The pact was signed on an agreed Tuesday.", "2014-09-09"),
    ],
    ids=lambda value: value,
)
def test_the_tense_of_the_verb_picks_the_weekday(text: str, value: str) -> None:
    assert [v for _, v in found(text)] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in early August.", "2014-08-01..2014-08-10"),
        ("They met in mid-August.", "2014-08-11..2014-08-20"),
        ("They met in late August.", "2014-08-21..2014-08-31"),
        ("They met at the start of August.", "2014-08-01..2014-08-05"),
        ("They met around Aug. 12.", "2014-08-11..2014-08-13"),
        ("It is due by the second week of October.", "2014-10-08..2014-10-14"),
        ("They will meet in the last week of October.", "2014-10-25..2014-10-31"),
        ("It must be ready by the end of October.", "2014-10-31"),
        ("They will meet next week.", "2014-09-15..2014-09-21"),
        ("They will meet early next week.", "2014-09-15..2014-09-17"),
        ("They will meet early next year.", "2015-01-01..2015-03-31"),
        ("They met earlier this month.", "2014-09-01..2014-09-11"),
        ("Ties are cut since last May.", "2014-05-01.."),
        ("They met in the first half of 2013.", "2013-01-01..2013-06-30"),
        ("They met in the spring of 2013.", "2013-03-01..2013-05-31"),
        ("They met three times over the past two weeks.", "2014-08-28..2014-09-11"),
        ("It must report within two months.", "2014-09-11..2014-11-11"),
        ("The talks lasted two weeks.", "None"),
        ("They met recently.", "None"),
    ],
    ids=lambda value: value,
)
def test_ranges(text: str, expected: str) -> None:
    assert [str(t.range) for t in timexes(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May told parliament of the offer.",
        "The side may be ready.",
        "Protesters march into the capital.",
        "It was the second offer.",
        "Some 2000 troops left.",
        "The aid is worth $2000.",
        "The Sunday Times reported the offer.",
        "They won three quarters of the seats.",
    ],
    ids=lambda text: text,
)
def test_false_friends(text: str) -> None:
    assert [words for words, _ in found(text) if words not in ("three quarters",)] == []


def test_the_dateline_counts_where_it_differs_from_the_day_of_publication() -> None:
    text = "OSLO, Sept. 10 (Reuters) - The envoys met today."
    assert found(text)[-1] == ("today", "2014-09-10")


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("They met in early September.", "2016-09", "2016-09-01..2016-09-10"),
        ("They met last February.", "2016-02", "2016-02-01..2016-02-29"),
        ("They met in May 2014.", "2014-05", "2014-05-01..2014-05-31"),
        ("He spoke on Monday.", "XXXX-WXX-1", "2016-11-07..2017-02-27"),
    ],
    ids=["a month", "last February", "a year told", "a weekday"],
)
def test_what_both_ends_of_an_inferred_range_agree_on_is_kept(
    text: str, value: str, expected: str
) -> None:
    timex = timexes(text, "2016-11-07..2017-02-27")[0]
    assert (timex.value, str(timex.range)) == (value, expected)


def test_without_any_date_only_the_sure_parts_are_told() -> None:
    assert found("They met in May 2014 and on Sept. 9.", None) == [
        ("May 2014", "2014-05"),
        ("Sept. 9", "XXXX-09-09"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Saturday and Sunday.", "2014-09-06..2014-09-07"),
        ("They met from April 28 to May 3.", "2014-04-28..2014-05-03"),
        ("They met between June and August.", "2014-06-01..2014-08-31"),
        ("They met on May 13-14.", "2014-05-13..2014-05-14"),
        ("They met on Monday before they left on Wednesday.", "2014-09-08"),
        ("They met.", "None"),
    ],
    ids=lambda value: value,
)
def test_neighbours_are_joined(text: str, expected: str) -> None:
    assert str(joined_range(text, timexes(text))) == expected


def test_timexes_in_a_stretch() -> None:
    text = "They met in May 2001. They met in May 2002."
    second = Span(text.index(".") + 1, len(text))
    assert [t.value for t in timexes_in(timexes(text), second)] == ["2002-05"]


def test_types() -> None:
    text = "Every week for two years they met at noon on Tuesday."
    assert [t.type for t in timexes(text)] == [
        TimexType.SET,
        TimexType.DURATION,
        TimexType.TIME,
    ]


def test_a_day_beyond_the_calendar_is_no_error() -> None:
    assert timexes("The wall is 5,000 years old and fell 3,000 years ago.") is not None


def test_a_range_is_a_range_of_days() -> None:
    assert timexes("They met on May 3.")[0].range == DateRange.of_day(datetime.date(2014, 5, 3))
