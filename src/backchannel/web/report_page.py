"""A report: its text with what was read in it, and the entries that rest on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from backchannel.errors import RecordError
from backchannel.export import reading_to_json
from backchannel.ids import kind_of, name_findings
from backchannel.record import Record
from backchannel.record.lines import summarise
from backchannel.types import Reading
from backchannel.vocabularies import Kind
from backchannel.web import asked as asking
from backchannel.web.asked import Asked
from backchannel.web.marks import LAYERS, Mark, Piece, cut, marks_of
from backchannel.web.showing import (
    answers_of,
    form_of,
    shorter,
    show_csv,
    show_error,
    show_json,
    show_page,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the report: its id in the report, and the entry that holds it."""

    label: str
    id: str
    kind: Kind
    entry: str | None
    text: str


def show(request: Request) -> Response:
    """The report with the id or name in the address."""
    asked = asking.parse(request)
    if answer := shorter(request, asked):
        return answer
    record = answers_of(request).record
    try:
        reading = record.reading(request.path_params["id"])
    except RecordError as error:
        return show_error(request, 404, "There is no such report", str(error))
    marks = marks_of(reading)
    match form_of(request):
        case "json":
            return show_json({"report": reading.report, "reading": reading_to_json(reading)})
        case "csv":
            return show_csv(marks, Mark)
    pieces = cut(reading.report.text, marks)
    found = [_found(record, reading, label, id) for label, id in name_findings(reading).items()]
    return show_page(
        request,
        "report.html",
        asked,
        title=reading.report.title or reading.report.name,
        report=reading.report,
        dating=reading.published,
        found=found,
        entries={one.label: one.entry for one in found},
        finding_ids={one.label: one.id for one in found},
        pieces=pieces,
        begins=_begins(pieces),
        layers=LAYERS,
        shown=_layers(asked),
    )


def _layers(asked: Asked) -> frozenset[str]:
    """The layers that the address asks for; without it, the findings."""
    return frozenset((asked.get("layers") or "findings").split(","))


def _begins(pieces: Sequence[Piece]) -> dict[str, int]:
    """The place of the piece with which each finding begins: there the keyboard stops."""
    places = ((p.finding, place) for place, p in reversed(tuple(enumerate(pieces))))
    return {finding: place for finding, place in places if finding}


def _found(record: Record, reading: Reading, label: str, id: str) -> Found:
    """A finding; one that was judged wrong, or was not reconciled yet, is in no entry."""
    finding = next(f for f in reading.findings if f.id == label)
    try:
        entry = record.explain(id)
    except RecordError:
        return Found(label, id, kind_of(finding), None, finding.evidence[0].text)
    return Found(label, id, kind_of(finding), entry.id, summarise(entry))
