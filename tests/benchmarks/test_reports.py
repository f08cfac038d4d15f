import pytest
from benchmarks.reports import EXAMPLES, make_reports

from backchannel.ingest import load_reports
from backchannel.types import Report


@pytest.mark.parametrize(("words", "count"), [(0, 1000), (500, 200), (30_000, 2)])
def test_no_two_reports_are_alike(words: int, count: int) -> None:
    reports = list(make_reports(count, words))
    assert len({r.text for r in reports}) == len({r.name for r in reports}) == count


@pytest.mark.parametrize("words", [500, 30_000])
def test_reports_are_about_as_long_as_asked(words: int) -> None:
    longest = max(len(p.split()) for p in paragraphs_of_the_examples())
    for report in make_reports(3, words):
        assert words <= len(report.text.split()) < words + longest + 10


def test_a_single_sentence_is_one() -> None:
    for report in make_reports(50, 0):
        assert "\n" not in report.text
        assert report.text[-1] in '.”"'
        assert 4 < len(report.text.split()) < 60


def test_the_same_reports_are_made_each_time() -> None:
    assert list(make_reports(5, 500)) == list(make_reports(5, 500))


def test_a_long_report_does_not_repeat_a_paragraph_word_for_word() -> None:
    [report] = make_reports(1, 500)
    paragraphs = report.text.split("\n\n")
    assert len(set(paragraphs)) == len(paragraphs) > 10


def paragraphs_of_the_examples() -> list[str]:
    loaded = [one for one in load_reports(EXAMPLES) if isinstance(one, Report)]
    return [paragraph for report in loaded for paragraph in report.text.split("\n\n")]
