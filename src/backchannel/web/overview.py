"""The first page: how much there is, and what deserves a look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backchannel.record import Rows
from backchannel.record.rows import ReportRow
from backchannel.vocabularies import Kind
from backchannel.web import asked as asking
from backchannel.web.answers import Answers
from backchannel.web.showing import answers_of, form_of, shorter, show_page, show_rows

KINDS = {
    "contacts": Kind.CONTACT,
    "commitments": Kind.COMMITMENT,
    "measures": Kind.MEASURE,
    "denials": Kind.DENIAL,
    "tallies": Kind.TALLY,
}
NOUNS = {**KINDS, "conflicts": "conflict", "reports": "report", "origins": "origin"}
MOST = 6


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many rows a list has."""

    what: str
    count: int


def show(request: Request) -> Response:
    """The overview, or its counts alone."""
    asked = asking.parse(request)
    if answer := shorter(request, asked):
        return answer
    answers = answers_of(request)
    reports = answers.ready(answers.question("reports", {}))
    counts = _counts(answers, reports)
    if form := form_of(request):
        return show_rows(form, [CountRow(what, n) for what, n in counts.items()], CountRow)
    return show_page(
        request,
        "overview.html",
        asked,
        title="Overview",
        counts=counts,
        nouns=NOUNS,
        latest=answers.record.timeline(limit=MOST),
        conflicts=_some(answers, "conflicts"),
        secret=_some(answers, "contacts", lambda row: row.secret),
        due=_some(answers, "commitments", lambda row: row.is_overdue, _due),
        reports=None if reports is None else reports[:MOST],
        is_empty=reports is not None and not reports,
    )


def _counts(answers: Answers, reports: Rows[ReportRow] | None) -> dict[str, int]:
    """How much there is of all that can be counted at once."""
    number = answers.record.count()
    counts = {plural: number.get(kind, 0) for plural, kind in KINDS.items()}
    if (conflicts := answers.ready(answers.question("conflicts", {}))) is not None:
        counts["conflicts"] = len(conflicts)
    if reports is not None:
        counts["reports"] = len(reports)
        # Counted on the reports: the list of origins also counts entries, which takes long.
        counts["origins"] = len({report.origin for report in reports})
    return counts


def _some(
    answers: Answers,
    what: str,
    chosen: Callable[[Any], bool] = lambda row: True,
    order: Callable[[Any], str] | None = None,
) -> Sequence[Any] | None:
    """The first of a list's rows that are chosen; None while the list is being made."""
    rows = answers.ready(answers.question(what, {}))
    if rows is None:
        return None
    found = filter(chosen, rows)
    return sorted(found, key=order)[:MOST] if order else list(islice(found, MOST))


def _due(row: object) -> str:
    return str(getattr(row, "deadline", ""))
