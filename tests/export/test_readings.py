"""The JSON form of a reading has exactly the fields that the scorers and other programs read."""

import json
from datetime import date

from backchannel.export.readings import reading_to_json, write_reading
from backchannel.types import (
    Attribution,
    Commitment,
    Contact,
    DateRange,
    Dating,
    Denial,
    Measure,
    Mention,
    Part,
    Participant,
    Person,
    Place,
    Quote,
    Reading,
    Reason,
    Report,
    Source,
    Span,
    Tally,
    Timex,
)
from backchannel.vocabularies import (
    Certainty,
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    DatingBasis,
    Force,
    Link,
    MeasureAction,
    MeasureStatus,
    MentionKind,
    Outcome,
    SourceKind,
    TimexType,
)

TEXT = (
    "Norland’s envoy Lind met a senior official of Sudmark in Geneva on Sept. 6, sources said. "
    "Norland lifted its fuel ban in return for a list of prisoners, which Sudmark will hand over "
    "by Friday if the border opens. Norland denied the meeting. Of 9 prisoners, 4 came home."
)
DAY = DateRange.of_day(date(2014, 9, 6))


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(words, start, start + len(words))


def span(words: str) -> Span:
    return quote(words).span


def as_json(words: str) -> dict[str, object]:
    return {"text": words, "start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


SOURCES = (Source(quote("sources"), SourceKind.ANONYMOUS),)
FULL = Reading(
    report=Report(TEXT, "geneva"),
    published=Dating(
        DateRange(date(2014, 9, 7), None),
        DatingBasis.INFERRED,
        (Reason(quote("Sept. 6"), DateRange(date(2014, 9, 7), None), "told in the past"),),
    ),
    contacts=(
        Contact(
            id="C1",
            evidence=(quote("Lind met a senior official"),),
            said_by=SOURCES,
            certainty=Certainty.PROBABLE,
            form=ContactForm.MEETING,
            status=ContactStatus.HELD,
            secret=True,
            date=DAY,
            place=Place(quote("Geneva"), "CHE"),
            parties=(
                Participant("NOR", None, (Person(quote("Lind"), quote("envoy")),)),
                Participant("SUD", None, (Person(None, quote("a senior official")),), True),
            ),
            topic=quote("a list of prisoners"),
            outcome=Outcome.PROGRESS,
        ),
    ),
    commitments=(
        Commitment(
            id="K1",
            evidence=(quote("Sudmark will hand over"),),
            kind=CommitmentKind.PROMISE,
            debtor="SUD",
            creditor="NOR",
            act=quote("hand over"),
            condition=quote("the border opens"),
            deadline=DateRange(None, date(2014, 9, 12)),
            deadline_quote=quote("by Friday"),
            state=CommitmentState.CONDITIONAL,
        ),
    ),
    measures=(
        Measure(
            id="M1",
            evidence=(quote("Norland lifted its fuel ban"),),
            action=MeasureAction.LIFT,
            what=quote("fuel ban"),
            by="NOR",
            on="SUD",
            status=MeasureStatus.DONE,
            because=quote("a list of prisoners"),
            link=Link.IN_RETURN_FOR,
        ),
    ),
    denials=(
        Denial(
            id="D1",
            evidence=(quote("Norland denied the meeting"),),
            by="NOR",
            of=quote("the meeting"),
            force=Force.FLAT,
            item="C1",
        ),
    ),
    tallies=(
        Tally(
            id="T1",
            evidence=(quote("Of 9 prisoners, 4 came home"),),
            of=quote("prisoners"),
            total=9,
            parts=(Part(4, quote("came home"), "NOR"),),
        ),
    ),
    attributions=(
        Attribution(
            source=(span("sources"),),
            cue=(span("said"),),
            content=(span("Lind met a senior official of Sudmark in Geneva"),),
            kind=SourceKind.ANONYMOUS,
            certainty=Certainty.CERTAIN,
        ),
    ),
    timexes=(Timex(span("Sept. 6"), TimexType.DATE, "2014-09-06", DAY, "2014-09-06"),),
    mentions=(
        Mention(span("Lind"), MentionKind.PERSON, party="NOR", person="Lind", role=span("envoy")),
    ),
)


def test_every_field_of_the_guidelines_is_there() -> None:
    written = json.loads(write_reading(FULL))
    assert written["id"] == "geneva"
    assert written["contacts"] == [
        {
            "id": "C1",
            "evidence": [as_json("Lind met a senior official")],
            "said_by": [{"source": as_json("sources"), "kind": "anonymous"}],
            "certainty": "probable",
            "form": "meeting",
            "status": "held",
            "secret": True,
            "date": {"earliest": "2014-09-06", "latest": "2014-09-06"},
            "place": {"name": as_json("Geneva"), "country": "CHE"},
            "parties": [
                {
                    "party": "NOR",
                    "organ": None,
                    "people": [{"name": as_json("Lind"), "role": as_json("envoy")}],
                    "mediator": False,
                },
                {
                    "party": "SUD",
                    "organ": None,
                    "people": [{"name": None, "role": as_json("a senior official")}],
                    "mediator": True,
                },
            ],
            "topic": as_json("a list of prisoners"),
            "outcome": "progress",
        }
    ]
    assert written["commitments"] == [
        {
            "id": "K1",
            "evidence": [as_json("Sudmark will hand over")],
            "said_by": [],
            "certainty": "certain",
            "kind": "promise",
            "debtor": "SUD",
            "creditor": "NOR",
            "act": as_json("hand over"),
            "condition": as_json("the border opens"),
            "deadline": {"earliest": None, "latest": "2014-09-12"},
            "deadline_quote": as_json("by Friday"),
            "state": "conditional",
            "date": None,
        }
    ]
    assert written["measures"] == [
        {
            "id": "M1",
            "evidence": [as_json("Norland lifted its fuel ban")],
            "said_by": [],
            "certainty": "certain",
            "action": "lift",
            "what": as_json("fuel ban"),
            "by": "NOR",
            "on": "SUD",
            "date": None,
            "status": "done",
            "because": as_json("a list of prisoners"),
            "link": "in_return_for",
        }
    ]
    assert written["denials"] == [
        {
            "id": "D1",
            "evidence": [as_json("Norland denied the meeting")],
            "said_by": [],
            "certainty": "certain",
            "by": "NOR",
            "of": as_json("the meeting"),
            "force": "flat",
            "item": "C1",
        }
    ]
    assert written["tallies"] == [
        {
            "id": "T1",
            "evidence": [as_json("Of 9 prisoners, 4 came home")],
            "said_by": [],
            "certainty": "certain",
            "of": as_json("prisoners"),
            "total": 9,
            "parts": [{"count": 4, "what": as_json("came home"), "by": "NOR"}],
        }
    ]


def test_the_layers_below_the_findings_are_there() -> None:
    written = json.loads(write_reading(FULL))
    at = list(as_json("Sept. 6").values())[1:]
    assert written["published"] == {
        "earliest": "2014-09-07",
        "latest": None,
        "basis": "inferred",
        "reasons": [
            {
                "quote": as_json("Sept. 6"),
                "earliest": "2014-09-07",
                "latest": None,
                "explanation": "told in the past",
            }
        ],
    }
    assert written["attributions"] == [
        {
            "source": [_ends("sources")],
            "cue": [_ends("said")],
            "content": [_ends("Lind met a senior official of Sudmark in Geneva")],
            "kind": "anonymous",
            "certainty": "certain",
        }
    ]
    assert written["timexes"] == [
        {
            "start": at[0],
            "end": at[1],
            "type": "DATE",
            "value": "2014-09-06",
            "edtf": "2014-09-06",
            "earliest": "2014-09-06",
            "latest": "2014-09-06",
        }
    ]
    [mention] = written["mentions"]
    assert mention == {
        "start": _ends("Lind")[0],
        "end": _ends("Lind")[1],
        "kind": "person",
        "party": "NOR",
        "parties": [],
        "person": "Lind",
        "role": _ends("envoy"),
        "organ": None,
        "country": None,
    }


def _ends(words: str) -> list[int]:
    return [span(words).start, span(words).end]


def test_a_report_that_says_nothing_has_all_fields_empty() -> None:
    empty = Reading(report=Report("Nothing.", "a"), published=Dating(None, DatingBasis.INFERRED))
    assert reading_to_json(empty) == {
        "id": "a",
        "published": {"earliest": None, "latest": None, "basis": "inferred", "reasons": []},
        "contacts": [],
        "commitments": [],
        "measures": [],
        "denials": [],
        "tallies": [],
        "attributions": [],
        "timexes": [],
        "mentions": [],
    }


def test_a_reading_is_one_line_of_utf_8_and_its_quotes_are_in_the_text() -> None:
    line = write_reading(FULL)
    assert b"\n" not in line
    assert "’" in "".join(TEXT)
    quotes = [q for f in reading_to_json(FULL)["contacts"] for q in f["evidence"]]
    assert all(TEXT[q["start"] : q["end"]] == q["text"] for q in quotes)
