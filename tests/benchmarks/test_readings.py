from itertools import islice

from benchmarks.readings import DENSE, REPRINTED, make_readings


def test_a_made_reading_quotes_its_text() -> None:
    for reading in make_readings(20):
        text = reading.report.text
        for finding in reading.findings:
            for quote in finding.evidence:
                assert text[quote.start : quote.end] == quote.text


def test_only_reprints_have_the_text_of_another() -> None:
    texts = [reading.report.text for reading in make_readings(4 * REPRINTED, DENSE)]
    assert len(set(texts)) == len(texts) - 3
    ids = {reading.report.id for reading in make_readings(4 * REPRINTED)}
    assert len(ids) == len(texts)


def test_the_same_readings_are_made_twice() -> None:
    assert list(islice(make_readings(30), 10)) == list(make_readings(10))
