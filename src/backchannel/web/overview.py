"""The first page: how much there is, and what deserves a look."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from backchannel.web import asked as asking
from backchannel.web.showing import answers_of, form_of, shorter, show_page, show_rows

COUNTED = {
    "contacts": "contact",
    "commitments": "commitment",
    "measures": "measure",
    "denials": "denial",
    "tallies": "tally",
    "conflicts": "conflict",
    "reports": "report",
}
NOUNS = {**COUNTED, "origins": "origin"}
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
    rows = {what: answers.rows(what, {}) for what in (*COUNTED, "timeline")}
    # Counted on the reports: the list of origins also counts their entries, which takes long.
    counts = {what: len(rows[what]) for what in COUNTED}
    counts["origins"] = len({report.origin for report in rows["reports"]})
    if form := form_of(request):
        return show_rows(form, [CountRow(what, n) for what, n in counts.items()], CountRow)
    return show_page(
        request,
        "overview.html",
        asked,
        title="Overview",
        counts=counts,
        nouns=NOUNS,
        latest=rows["timeline"][:MOST],
        conflicts=rows["conflicts"][:MOST],
        secret=[c for c in rows["contacts"] if c.secret][:MOST],
        due=sorted((c for c in rows["commitments"] if c.is_overdue), key=_due)[:MOST],
        reports=rows["reports"][:MOST],
    )


def _due(row: object) -> str:
    return str(getattr(row, "deadline", ""))
