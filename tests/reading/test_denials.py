import pytest

from backchannel.reading.attributions import find_attributions
from backchannel.reading.denials import find_denial_anchors, find_denials
from backchannel.reading.layout import lay_out
from backchannel.reading.marks import Scene
from backchannel.types import Contact, Dating, Denial, Mention, Quote, Report, Span
from backchannel.vocabularies import ContactForm, ContactStatus, DatingBasis, MentionKind

PARTIES = {"Norland": "NOR", "Sudmark": "SDM"}
TABLE = [
    (
        "denied doing",
        "Norland denied meeting envoys of Sudmark in Geneva.",
        ("NOR", "meeting envoys of Sudmark in Geneva", "flat"),
    ),
    (
        "denied that",
        "Norland has denied that its envoys went to Geneva.",
        ("NOR", "that its envoys went to Geneva", "flat"),
    ),
    (
        "dismissed as",
        "Norland dismissed the survey as unproven.",
        ("NOR", "the survey", "flat"),
    ),
    (
        "rejected a report",
        "Norland rejected reports that its ship was sunk.",
        ("NOR", "that its ship was sunk", "flat"),
    ),
    (
        "declined to confirm",
        "Norland declined to confirm the meeting.",
        ("NOR", "the meeting", "no_confirmation"),
    ),
    (
        "neither confirmed nor denied",
        "Norland neither confirmed nor denied the wreck of its ferry.",
        ("NOR", "the wreck of its ferry", "no_confirmation"),
    ),
    (
        "a charge told before",
        "Sudmark accused Norland of sinking the ship. Norland denied the charge.",
        ("NOR", "sinking the ship", "flat"),
    ),
    (
        "a charge that it denied",
        "Sudmark accused Norland of arming rebels, a charge Norland denied.",
        ("NOR", "arming rebels", "flat"),
    ),
    (
        "charges which it has denied",
        "Sudmark accused Norland of jamming its radars, charges which Norland has denied.",
        ("NOR", "jamming its radars", "flat"),
    ),
    (
        "charges that nobody told before",
        "Norland faces charges of theft, which it has always denied.",
        ("NOR", "charges of theft", "flat"),
    ),
]
MISSES = [
    ("a refusal to act", "Norland refused to meet the envoys of Sudmark."),
    ("a proposal rejected", "Norland rejected the proposal of Sudmark."),
    ("something that did not happen", "Norland did not meet envoys of Sudmark."),
    ("something withheld", "Norland denied Sudmark access to the port; he was denied a visa."),
]


def scene(text: str) -> Scene:
    report = Report(text=text, name="a test")
    layout = lay_out(report)
    mentions = tuple(
        Mention(Span(at, at + 7), MentionKind.PARTY, party=PARTIES[text[at : at + 7]])
        for at in range(len(text))
        if text[at : at + 7] in PARTIES
    )
    attributions = find_attributions(report, layout, mentions)
    dating = Dating(None, DatingBasis.INFERRED)
    return Scene(report, layout, dating, mentions=mentions, attributions=attributions)


def find(text: str) -> tuple[Denial, ...]:
    read = scene(text)
    return find_denials(find_denial_anchors(read), read, ())


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_finds_denials(text: str, expected: tuple[str, str, str]) -> None:
    (denial,) = find(text)
    assert (denial.by, denial.of.text, denial.force) == expected


@pytest.mark.parametrize("text", [r[1] for r in MISSES], ids=[r[0] for r in MISSES])
def test_what_is_no_denial(text: str) -> None:
    assert find(text) == ()


def test_a_denial_bears_on_the_contact_it_speaks_of() -> None:
    text = "Envoys of Sudmark met secretly in Geneva. Norland denied that any envoys met in Geneva."
    told = "Envoys of Sudmark met secretly in Geneva"
    contact = Contact(
        id="C1",
        evidence=(Quote(told, 0, len(told)),),
        form=ContactForm.MEETING,
        status=ContactStatus.HELD,
        parties=(),
    )
    read = scene(text)
    (denial,) = find_denials(find_denial_anchors(read), read, (contact,))
    assert denial.item == "C1"
