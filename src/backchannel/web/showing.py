"""Answers as pages, JSON or CSV, by how their address ends."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from backchannel.export.rows import write_csv, write_json
from backchannel.web import asked as asking
from backchannel.web.answers import Answers
from backchannel.web.asked import Asked
from backchannel.web.forms import who_asks
from backchannel.web.words import FILTERS, GLOBALS

NAVIGATION = (
    ("", (("/", "Overview"), ("/timeline", "Timeline"))),
    (
        "Talks",
        (
            ("/contacts", "Contacts"),
            ("/processes", "Processes"),
            ("/channels", "Channels"),
            ("/map", "Map"),
            ("/commitments", "Commitments"),
            ("/deadlocks", "Deadlocks"),
            ("/measures", "Measures"),
        ),
    ),
    ("Doubts", (("/denials", "Denials"), ("/conflicts", "Conflicts"), ("/tallies", "Tallies"))),
    ("Reporting", (("/reports", "Reports"), ("/sources", "Sources"), ("/origins", "Origins"))),
    ("Work", (("/add", "Add reports"), ("/review", "Review"), ("/judgements", "Judgements"))),
)


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    made.globals |= {**GLOBALS, "NAVIGATION": NAVIGATION}
    return made


_TEMPLATES = _environment()


def load_templates() -> None:
    """Compile all templates, which takes half a second, before anybody waits for a page."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


def answers_of(request: Request) -> Answers:
    """The record that the application shows."""
    answers: Answers = request.app.state.answers
    return answers


def form_of(request: Request) -> str:
    """What the address asks for: "json", "csv", or "" for a page."""
    ending = request.url.path.rpartition(".")[2]
    return ending if ending in ("json", "csv") else ""


def shorter(request: Request, asked: Asked) -> Response | None:
    """The way to the same view without the fields that a form left empty, where there are any."""
    return RedirectResponse(asked.address(), 303) if asking.has_empty(request) else None


def show_page(request: Request, template: str, asked: Asked, **values: Any) -> Response:
    """A page; `title` is what the window is called."""
    state = request.app.state
    html = render(
        template,
        asked=asked,
        record=answers_of(request).record.path.name,
        can_write=state.can_write,
        token=state.token,
        who=who_asks(request),
        is_behind=answers_of(request).is_behind,
        **values,
    )
    return HTMLResponse(html)


def render(template: str, **values: Any) -> str:
    """A template with these values in it, each escaped."""
    return _TEMPLATES.get_template(template).render(**values)


def show_entrance(*, wrong: bool) -> Response:
    """The door, which tells nothing of the record behind it."""
    return HTMLResponse(render("entrance.html", wrong=wrong), 401)


def show_rows(form: str, rows: Sequence[Any], row_type: type) -> Response:
    """Rows as JSON or CSV."""
    return show_csv(rows, row_type) if form == "csv" else show_json(rows)


def show_json(value: Any) -> Response:
    """A value of ours as JSON."""
    return Response(write_json(value), media_type="application/json")


def show_csv(rows: Sequence[Any], row_type: type) -> Response:
    """Rows as CSV; a browser shows it or keeps it."""
    return Response(write_csv(rows, row_type), media_type="text/csv")


def show_error(request: Request, status: int, title: str, words: str) -> Response:
    """What went wrong, in the form that was asked for."""
    if form_of(request):
        return Response(f"{title}. {words}\n", status, media_type="text/plain")
    response = show_page(
        request,
        "error.html",
        Asked(request.url.path, {}),
        title=title,
        words=words,
        status=status,
    )
    response.status_code = status
    return response
