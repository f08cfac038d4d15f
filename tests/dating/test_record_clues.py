"""An undated report is dated by what other reports tell of the same occasion."""

from collections import defaultdict
from collections.abc import Sequence

import pytest

from backchannel.dating import OUTWEIGHED
from backchannel.pipeline import read, read_again
from backchannel.reading import rule_reader
from backchannel.reconcile.occasions import Occasion, occasions_of
from backchannel.types import Reading, Report
from tests.factory import day

MET = "Envoys of Japan and North Korea met in Geneva on {}, officials said."


def known(*told: tuple[str, str]) -> dict[str, Sequence[Occasion]]:
    """The occasions of reports of these days with these texts."""
    found = defaultdict(list)
    for number, (published, text) in enumerate(told):
        report = Report(text=text, name=f"r{number}", published=day(published))
        for one in occasions_of(read(report, rule_reader())):
            found[one.key].append(one)
    return dict(found)


def again(text: str, occasions: dict[str, Sequence[Occasion]]) -> Reading:
    return read_again(Report(text=text, name="undated"), rule_reader(), occasions)


DATED = [
    ("a weekday", "Saturday", [("2014-09-08", MET.format("Sept. 6"))], "2014-09-06..2014-09-12"),
    (
        "a day of the month",
        "Sept. 6",
        [("2014-09-08", MET.format("Saturday"))],
        "2014-09-06..2014-10",
    ),
    (
        "two occasions of which one is of that weekday",
        "Tuesday",
        [("2014-09-08", MET.format("Sept. 6")), ("2010-05-13", MET.format("May 11"))],
        "2010-05-11..2010-05-17",
    ),
    ("none of that weekday", "Monday", [("2014-09-08", MET.format("Sept. 6"))], "None"),
    (
        "one elsewhere",
        "Saturday",
        [("2014-09-08", MET.format("Sept. 6").replace("Geneva", "Beijing"))],
        "None",
    ),
    (
        "one of others",
        "Saturday",
        [("2014-09-08", MET.format("Sept. 6").replace("Japan", "South Korea"))],
        "None",
    ),
    (
        "one that is only planned",
        "Saturday",
        [("2014-09-04", MET.format("Sept. 6").replace("met", "will meet"))],
        "None",
    ),
]


@pytest.mark.parametrize(
    ("weekday", "told", "expected"), [d[1:] for d in DATED], ids=[d[0] for d in DATED]
)
def test_the_day_is_one_from_which_its_words_mean_the_day_told(
    weekday: str, told: list[tuple[str, str]], expected: str
) -> None:
    found = again(MET.format(weekday), known(*told))
    assert str(found.published.range).startswith(expected)


def test_the_reason_names_the_report_and_the_day_and_its_findings_get_days() -> None:
    found = again(MET.format("Saturday"), known(("2014-09-08", MET.format("Sept. 6"))))
    [reason] = found.published.reasons
    assert reason.quote.text == "Saturday"
    assert reason.explanation == "other reports tell of it on 2014-09-06 (r0)"
    assert str(found.contacts[0].date) == "2014-09-06"


def test_what_the_report_itself_tells_outweighs_the_record() -> None:
    text = f"NEW YORK, Nov. 3, 2016 -- {MET.format('Saturday')}"
    found = again(text, known(("2014-09-08", MET.format("Sept. 6"))))
    assert str(found.published.range) == "2016-11-02..2016-11-04"
    assert not any(OUTWEIGHED in r.explanation for r in found.published.reasons)
