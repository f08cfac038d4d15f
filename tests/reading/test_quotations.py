import pytest

from backchannel.reading.layout import lay_out
from backchannel.reading.quotations import find_quotations
from backchannel.types import Report

TABLE = [
    ("curly", "“We wait,” he said.", ["“We wait,”"]),
    ("straight", 'He said: "We wait." They left.', ['"We wait."']),
    ("two single marks", "''WE WAIT,'' HE SAID.", ["''WE WAIT,''"]),
    ("two in a sentence", '"No," he said, "never."', ['"No,"', '"never."']),
    (
        "left open over a paragraph",
        "“We wait.\n\n“Then we go,” he said.",
        ["“We wait.", "“Then we go,”"],
    ),
    ("an apostrophe", "The envoy’s car and the envoys' cars.", []),
]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_finds_quotations(text: str, expected: list[str]) -> None:
    paragraphs = lay_out(Report(text=text, name="a test")).paragraphs
    assert [text[q.start : q.end] for q in find_quotations(text, paragraphs)] == expected
