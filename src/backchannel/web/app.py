"""The application: its addresses, what guards them, and what is shown when something fails."""

import gc
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from backchannel.errors import RecordError
from backchannel.record import Record
from backchannel.web import (
    add_page,
    entry_page,
    lists,
    overview,
    report_page,
    review_page,
    search_page,
)
from backchannel.web.adding import Batches
from backchannel.web.answers import Answers
from backchannel.web.asked import BadAddressError
from backchannel.web.entrance import enter, let_in
from backchannel.web.fetching import INTERNET
from backchannel.web.forms import RefusedError
from backchannel.web.listings import LISTINGS
from backchannel.web.showing import load_templates, show_error

# The lists of a large record are a million small objects without cycles, which the collector goes
# through again and again: with Python's own (700, 10, 10) making the timeline of 19,000 entries
# took 6.2 s of the processor, with (10_000, 10, 10) 3.5, with this 2.6, without a collector 2.0; in
# the same 229 MB.
COLLECT = (50_000, 20, 20)
STATIC = Path(__file__).parent / "static"

# A page of another site that has this machine's address under a name of its own must not be able
# to read the record: only the names of the loopback are answered.
HOSTS = ["127.0.0.1", "localhost", "[::1]"]

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": under that a browser hides even from us that a form is our own.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def make_app(record: Record, *, can_write: bool = True, password: str | None = None) -> Starlette:
    """The application on an open record; whoever opened it closes it.

    With a password it answers other machines too, under any name, but only those who send it.
    """
    app = Starlette(
        routes=[*_routes(), *_door(password)],
        middleware=[
            Middleware(BaseHTTPMiddleware, dispatch=_guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=["*"] if password else HOSTS),
            Middleware(BaseHTTPMiddleware, dispatch=let_in),
        ],
        exception_handlers={
            BadAddressError: _bad_address,
            RefusedError: _refused,
            RecordError: _record_failed,
            HTTPException: _no_such_page,
            Exception: _fault,
        },
        lifespan=_until_closed,
    )
    app.state.answers = Answers(record)
    app.state.can_write = can_write
    app.state.password = password
    app.state.token = secrets.token_urlsafe()
    app.state.last_changes = ()
    app.state.batches = Batches(record)
    app.state.network = INTERNET
    return app


@asynccontextmanager
async def _until_closed(app: Starlette) -> AsyncIterator[None]:
    """While the application answers; at its end the reports that are being read are finished."""
    answers: Answers = app.state.answers
    thresholds = gc.get_threshold()
    gc.set_threshold(*COLLECT)
    load_templates()
    answers.warm(lists.question(answers, listing, {}) for listing in LISTINGS)
    yield
    app.state.batches.close()
    answers.close()
    gc.set_threshold(*thresholds)


def _routes() -> list[BaseRoute]:
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=STATIC), name="static")]
    routes += _with_twins("/", overview.show, "/overview")
    for listing in LISTINGS:
        routes += _with_twins(f"/{listing.name}", lists.shower(listing))
    routes += _with_twins("/search", search_page.show)
    routes += _with_twins("/entries/{id}", entry_page.show)
    routes += _with_twins("/reports/{id}", report_page.show)
    routes += _with_twins("/review", review_page.show)
    routes.append(Route("/review", review_page.judge, methods=["POST"]))
    routes += [Route("/add.json", add_page.show), Route("/add", add_page.show)]
    routes.append(Route("/add", add_page.add, methods=["POST"]))
    routes.append(Route("/add/address", add_page.take, methods=["POST"]))
    routes += [Route("/add/{id}.json", add_page.follow), Route("/add/{id}", add_page.follow)]
    return routes


def _door(password: str | None) -> list[BaseRoute]:
    return [Route("/enter", enter, methods=["POST"])] if password else []


def _with_twins(
    path: str, show: Callable[[Request], Response], stem: str | None = None
) -> list[BaseRoute]:
    """A page and its two twins; they come first, for an id takes whatever has no slash."""
    return [*(Route(f"{stem or path}.{form}", show) for form in ("json", "csv")), Route(path, show)]


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers.update(HEADERS)
    return response


def _bad_address(request: Request, error: Exception) -> Response:
    return show_error(request, 400, "This address cannot be answered", str(error))


def _refused(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, RefusedError) else 403
    return show_error(request, status, "This is not accepted", str(error))


def _record_failed(request: Request, error: Exception) -> Response:
    return show_error(request, 503, "The record cannot be asked just now", str(error))


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 404:
        return show_error(request, 404, "There is no such page", "The address may be mistyped.")
    return show_error(request, status, "This cannot be answered", str(error))


def _fault(request: Request, error: Exception) -> Response:
    words = "This is a fault of the program. The record is untouched; the terminal says more."
    return show_error(request, 500, "Something went wrong", words)
