import pytest

from backchannel.reading.attributions import find_attributions
from backchannel.reading.layout import lay_out
from backchannel.types import Report, Span

TABLE = [
    (
        "an unnamed official behind",
        "Norland freed the crew, an official said.",
        [("an official", "said", "Norland freed the crew")],
    ),
    (
        "a quotation before its speaker",
        '"The talks will go on," said Anna Lind, the premier of Norland.',
        [("Anna Lind, the premier of Norland", "said", '"The talks will go on,"')],
    ),
    (
        "a quotation behind its speaker",
        "Lind said: “We will wait.”",
        [("Lind", "said", "“We will wait.”")],
    ),
    (
        "speech with that",
        "The Foreign Ministry said on Monday that the envoy had left.",
        [("The Foreign Ministry", "said", "that the envoy had left")],
    ),
    (
        "speech without that",
        "Norland said its envoy had left.",
        [("Norland", "said", "its envoy had left")],
    ),
    (
        "a source at the end",
        "The two sides met in secret, sources familiar with the talks said Thursday.",
        [("sources familiar with the talks", "said", "The two sides met in secret")],
    ),
    (
        "a pronoun at the end",
        "Lind was in the city on Sunday, they said.",
        [("they", "said", "Lind was in the city on Sunday")],
    ),
    (
        "a source with an apposition",
        "On Tuesday, Anna Lind, an envoy of Norland, said the report is ready.",
        [("Anna Lind, an envoy of Norland", "said", "the report is ready")],
    ),
    (
        "according to, at the end",
        "The envoy refused, according to the sources.",
        [("the sources", "according to", "The envoy refused")],
    ),
    (
        "according to, at the start",
        "According to the sources, the envoy refused.",
        [("the sources", "According to", "the envoy refused")],
    ),
    (
        "a source in the middle",
        "The envoy, Lind said, has left the country.",
        [("Lind", "said", "The envoy|has left the country")],
    ),
    (
        "a participle takes the source of its sentence",
        "The port will stay shut, the sources said, adding that Norland wants talks.",
        [
            ("the sources", "said", "The port will stay shut"),
            ("the sources", "adding", "that Norland wants talks"),
        ],
    ),
    (
        "a belief of nobody in particular",
        "Lind is believed to have gone with him.",
        [("", "is believed", "Lind|to have gone with him")],
    ),
    (
        "a quotation that runs over sentences",
        "“We will wait. We have time,” Lind said.",
        [("Lind", "said", "“We will wait. We have time,”")],
    ),
    (
        "quoted as saying",
        '"We will wait," Lind was quoted by the news agency as saying.',
        [("Lind", "was quoted by the news agency as saying", '"We will wait,"')],
    ),
    (
        "a quotation announced in the sentence before",
        "Lind told reporters on Monday. “We will wait.”",
        [("Lind", "told", "“We will wait.”")],
    ),
    ("a report without speech", "The envoys met in Geneva on Monday.", []),
]


def words(text: str, spans: tuple[Span, ...]) -> str:
    return "|".join(text[s.start : s.end] for s in spans)


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_finds_attributions(text: str, expected: list[tuple[str, str, str]]) -> None:
    report = Report(text=text, name="a test")
    found = find_attributions(report, lay_out(report), ())
    assert [
        (words(text, a.source), words(text, a.cue), words(text, a.content)) for a in found
    ] == expected
