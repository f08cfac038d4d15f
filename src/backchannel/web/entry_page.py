"""An entry with all that it rests on: values, quotes, sources, origins, belief and links."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backchannel.errors import RecordError
from backchannel.reconcile.lifecycles import steps_of
from backchannel.record import Record
from backchannel.record.lines import summarise
from backchannel.types import DateRange, Entry, Evidence
from backchannel.vocabularies import Kind, Standing
from backchannel.web import asked as asking
from backchannel.web.showing import (
    answers_of,
    form_of,
    shorter,
    show_csv,
    show_error,
    show_json,
    show_page,
)
from backchannel.web.words import squeezed

STANDINGS: Mapping[Standing, str] = {
    Standing.AGREED: "",
    Standing.REFINED: "less exact",
    Standing.SUCCEEDED: "earlier",
    Standing.CONFLICT: "in conflict",
    Standing.OVERRULED: "overruled",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of an entry with its number among them, from 1."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Origin:
    """One piece of reporting: the findings of its earliest report, and those of its copies."""

    number: int
    told: tuple[Told, ...]

    @property
    def reports(self) -> int:
        """In how many reports it stands."""
        return len({t.evidence.report for t in self.told})


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a slot as one finding gives it, or a judgement alone, for the CSV twin."""

    slot: str
    value: str
    standing: Standing
    judgement: int | None
    finding: str | None = None
    report: str | None = None
    outlet: str | None = None
    published: DateRange | None = None
    origin: str | None = None
    sources: tuple[str, ...] = ()
    certainty: str | None = None
    quotes: tuple[str, ...] = ()


def show(request: Request) -> Response:
    """The entry with the id in the address, or the one that holds the finding with that id."""
    asked = asking.parse(request)
    if answer := shorter(request, asked):
        return answer
    times = asked.filters(("as_of", "known_on"))
    record = answers_of(request).record
    id = request.path_params["id"]
    try:
        entry = record.explain(id, **times)
    except RecordError as error:
        return show_error(request, 404, "There is no such entry", str(error))
    reasons: dict[str, Any] = {
        "belief": record.belief(entry.id, **times),
        "links": tuple(record.links(entry.id)),
        "judgements": tuple(record.judgements(entry.id)),
    }
    match form_of(request):
        case "json":
            return show_json({"entry": entry, **reasons})
        case "csv":
            return show_csv(tuple(_values(entry)), ValueRow)
    return show_page(
        request,
        "entry.html",
        asked,
        title=summarise(entry),
        entry=entry,
        origins=_origins(entry),
        told={t.evidence.finding: t for o in _origins(entry) for t in o.told},
        denials=[record.explain(denial, **times) for denial in entry.denied_by],
        denied=_denied(record, entry, times),
        steps=steps_of(entry) if entry.kind is Kind.COMMITMENT else (),
        standings=STANDINGS,
        holders={judged.number: judged for judged in reasons["judgements"]},
        **reasons,
    )


def _origins(entry: Entry) -> tuple[Origin, ...]:
    """The evidence by origin, in the order in which the origins were published."""
    found: dict[str, list[Evidence]] = {}
    for evidence in entry.evidence:
        found.setdefault(evidence.origin, []).append(evidence)
    numbers = iter(range(1, len(entry.evidence) + 1))
    return tuple(
        Origin(place, tuple(Told(next(numbers), evidence) for evidence in copies))
        for place, copies in enumerate(found.values(), start=1)
    )


def _denied(record: Record, entry: Entry, times: Mapping[str, Any]) -> Entry | None:
    """The entry that a denial bears on, where the record holds it."""
    id = next((s.values[0].text for s in entry.slots if s.name == "denies"), None)
    if entry.kind is not Kind.DENIAL or id is None:
        return None
    try:
        return record.explain(id, **times)
    except RecordError:
        return None  # it was not known yet on the day that is asked about


def _values(entry: Entry) -> Iterator[ValueRow]:
    told = {e.finding: e for e in entry.evidence}
    for slot in entry.slots:
        for value in slot.values:
            bare = ValueRow(slot.name, value.text, value.standing, value.judgement)
            findings = [finding for finding in value.findings if finding in told]
            yield from (_with_evidence(bare, told[finding]) for finding in findings)
            if not findings and value.judgement is not None:
                yield bare


def _with_evidence(row: ValueRow, evidence: Evidence) -> ValueRow:
    return replace(
        row,
        finding=evidence.finding,
        report=evidence.report,
        outlet=evidence.outlet,
        published=evidence.published,
        origin=evidence.origin,
        sources=_words(s.quote.text for s in evidence.said_by),
        certainty=evidence.certainty,
        quotes=_words(q.text for q in evidence.quotes),
    )


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(squeezed(text) for text in texts)
