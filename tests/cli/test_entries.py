"""An explained entry shows every quote, who said it, and where the reports differ."""

import dataclasses
import io
from datetime import date

from rich.console import Console

from backchannel.cli.entries import Reasons, explain_entry
from backchannel.types import DateRange, Entry, Evidence, Quote, Slot, Source, Value
from backchannel.vocabularies import Certainty, Kind, SourceKind, Standing


def evidence(finding: str, origin: str, outlet: str | None, certainty: Certainty) -> Evidence:
    said_by = (Source(Quote("a diplomat", 0, 10), SourceKind.ANONYMOUS),) if outlet else ()
    return Evidence(
        finding=finding,
        report=f"report-{finding}",
        origin=origin,
        outlet=outlet,
        published=DateRange.of_day(date(2014, 9, 11)) if outlet else None,
        quotes=(Quote(f"the envoys\nmet ({finding})", 0, 20),),
        said_by=said_by,
        certainty=certainty,
    )


ENTRY = Entry(
    id="C-1",
    kind=Kind.CONTACT,
    slots=(
        Slot("form", (Value("meeting", ("C-1",)),)),
        Slot("date", (Value("2014-09-06..2014-09-07", ("C-1",)),)),
        Slot(
            "place",
            (
                Value("Geneva", ("C-1", "C-2")),
                Value("Oslo", ("C-3",), Standing.CONFLICT),
                Value("Switzerland", ("C-2",), Standing.REFINED),
            ),
        ),
        Slot("parties", (Value("JPN", ("C-1",)), Value("PRK", ("C-1",)))),
        Slot("outcome", (Value("no_agreement", ("C-1",)),)),
    ),
    evidence=(
        evidence("C-1", "o1", "The Harbour Post", Certainty.PROBABLE),
        evidence("C-2", "o1", "Equator Daily", Certainty.CERTAIN),
        evidence("C-3", "o2", None, Certainty.CERTAIN),
    ),
    denied_by=("D-1",),
)


DENIAL = Entry(
    id="D-1",
    kind=Kind.DENIAL,
    slots=(
        Slot("by", (Value("JPN", ("D-1",)),)),
        Slot("of", (Value("the meeting", ("D-1",)),)),
        Slot("force", (Value("flat", ("D-1",)),)),
    ),
    evidence=(evidence("D-1", "o2", "Equator Daily", Certainty.CERTAIN),),
)


def explained(width: int = 100, entry: Entry = ENTRY) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(explain_entry(entry, Reasons((DENIAL,))))
    return out.getvalue()


def has(*words: str) -> bool:
    """Whether one line has all these words in this order."""
    lines = [" ".join(line.split()) for line in explained().splitlines()]
    return " ".join(words) in lines


def test_slots_are_written_as_people_write_them() -> None:
    assert has("date", "6–7 Sept 2014")
    assert has("parties", "Japan")
    assert has("North Korea")
    assert has("outcome", "no agreement")


def test_values_that_differ_name_who_gives_them() -> None:
    assert has("place", "Geneva", "The Harbour Post, Equator Daily")
    assert has("Oslo", "in conflict: report report-C-3")
    assert has("Switzerland", "less exact: Equator Daily")


def test_every_report_gives_its_quotes_and_its_source() -> None:
    assert has("1. The Harbour Post, 11 Sept 2014")
    assert has("“the envoys met (C-1)”")
    assert has("said by a diplomat (anonymous), as probable")
    assert has("report report-C-1, finding C-1")
    assert has("2. report report-C-3")
    assert has("in the report's own voice")


def test_copies_stand_with_their_origin() -> None:
    assert has("Rests on 3 reports of 2 origins")
    assert has("of the same origin: Equator Daily, 11 Sept 2014")


def test_a_report_is_named_once_for_all_that_it_tells() -> None:
    again = dataclasses.replace(ENTRY.evidence[0], finding="C-4")
    entry = dataclasses.replace(ENTRY, evidence=(*ENTRY.evidence, again))
    told = explained(entry=entry)
    assert told.count("Harbour Post, 11 Sept 2014") == 1
    assert told.index("C-4") < told.index("of the same origin")


def test_a_denial_is_told() -> None:
    assert has("Denied by Japan (Equator Daily; D-1)")
