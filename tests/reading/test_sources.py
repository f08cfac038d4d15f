import pytest

from backchannel.reading.attributions import find_attributions
from backchannel.reading.layout import lay_out
from backchannel.reading.marks import Scene
from backchannel.reading.sources import main_source, source_kind, sources_of, without_teller
from backchannel.types import Dating, Mention, Report, Span
from backchannel.vocabularies import DatingBasis, MentionKind, SourceKind

KINDS = [
    ("sources", "sources familiar with the talks", SourceKind.ANONYMOUS),
    ("an unnamed official", "a senior Norland official", SourceKind.ANONYMOUS),
    ("a ministry", "the Foreign Ministry", SourceKind.STATE),
    ("a spokesman without a name", "a spokesman for the ministry", SourceKind.STATE),
    ("a minister", "Foreign Minister Anna Lind", SourceKind.OFFICIAL),
    ("an agency", "the official news agency", SourceKind.MEDIA),
    ("a document", "the joint communique", SourceKind.DOCUMENT),
    ("a union", "the Bakers' Union", SourceKind.ORGANISATION),
    ("anybody else", "Anna Lind", SourceKind.PERSON),
]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in KINDS], ids=[r[0] for r in KINDS])
def test_kind_of_a_source(text: str, expected: SourceKind) -> None:
    assert source_kind(text, Span(0, len(text)), ()) is expected


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("NLD", SourceKind.STATE),
        ("UNO", SourceKind.ORGANISATION),
        ("FARC", SourceKind.ORGANISATION),
    ],
    ids=["a state", "the United Nations", "a movement"],
)
def test_kind_of_a_party(party: str, expected: SourceKind) -> None:
    mentions = (Mention(Span(0, 7), MentionKind.PARTY, party=party),)
    assert source_kind("Norland", Span(0, 7), mentions) is expected


def test_a_person_with_an_office_elsewhere_is_official() -> None:
    text = "Premier Lind met Olsen. Lind spoke."
    mentions = (
        Mention(Span(8, 12), MentionKind.PERSON, person="Anna Lind", role=Span(0, 7)),
        Mention(Span(24, 28), MentionKind.PERSON, person="Anna Lind"),
    )
    assert source_kind(text, Span(24, 28), mentions) is SourceKind.OFFICIAL


def scene(text: str) -> Scene:
    report = Report(text=text, name="a test")
    layout = lay_out(report)
    attributions = find_attributions(report, layout, ())
    return Scene(report, layout, Dating(None, DatingBasis.INFERRED), attributions=attributions)


SAID_BY = [
    ("said", "The envoys met in secret, the sources said.", "envoys met", ["the sources"]),
    ("according to", "The envoys met, according to a diplomat.", "envoys met", ["a diplomat"]),
    (
        "a pronoun",
        "The sources said the ship sank. The envoys met, they said.",
        "envoys met",
        ["The sources"],
    ),
    ("urged", "Norland urged Sudmark to leave the port.", "leave the port", []),
    (
        "told of others who agreed",
        "Lind said both agreed to leave the port.",
        "leave the port",
        ["Lind"],
    ),
    ("the reporter's own voice", "The envoys met on Monday.", "envoys met", []),
    (
        "the sentence after",
        "Lind said the envoys met. They ate fish.",
        "They ate fish",
        [],
    ),
]


@pytest.mark.parametrize(
    ("text", "evidence", "expected"), [r[1:] for r in SAID_BY], ids=[r[0] for r in SAID_BY]
)
def test_sources_of_evidence(text: str, evidence: str, expected: list[str]) -> None:
    start = text.index(evidence)
    found = sources_of(scene(text), Span(start, start + len(evidence)))
    assert [source.quote.text for source in found] == expected


def test_they_are_of_the_kind_of_the_sources_before() -> None:
    attributions = scene("The sources said the ship sank. It was old, they said.").attributions
    assert [a.kind for a in attributions] == [SourceKind.ANONYMOUS, SourceKind.ANONYMOUS]


APART = [
    ("one stretch", "Anna Lind, the envoy, said", ["Anna Lind, the envoy"], "Anna Lind, the envoy"),
    ("beside each other", "Lind and Olsen said", ["Lind ", "and Olsen"], "Lind and Olsen"),
    ("the nearer", "Norland, which left, told Olsen, he said", ["Norland", "he"], "he"),
    ("what goes on with it", "Lind, now, who spoke, said", ["Lind", "who spoke"], "Lind"),
]


@pytest.mark.parametrize(
    ("text", "parts", "expected"), [r[1:] for r in APART], ids=[r[0] for r in APART]
)
def test_the_main_one_of_sources_that_stand_apart(
    text: str, parts: list[str], expected: str
) -> None:
    source = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    cue = Span(text.index("said"), text.index("said") + 4)
    found = main_source(text, source, [cue])
    assert text[found.start : found.end] == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They must open the port, a senior envoy said.", "open the port"),
        ("They must “open the port,” a senior envoy said.", "open the port"),
        ("They must open the port, and close it.", "open the port, and close it"),
    ],
)
def test_who_tells_it_is_no_part_of_an_act(text: str, kept: str) -> None:
    start = text.index("open")
    act = without_teller(scene(text), Span(start, len(text) - 1))
    assert text[act.start : act.end] == kept
