"""The door of a record that other machines can reach: nobody looks in without the token."""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backchannel.web import asked as asking
from backchannel.web.forms import check_site, check_size, is_same, text_of
from backchannel.web.showing import form_of, show_entrance

COOKIE = "backchannel"
# Who guesses waits this long after each try.
PATIENCE_S = 1.0
MOST_BYTES = 10_000
OPEN = ("/static/", "/enter")

Next = Callable[[Request], Awaitable[Response]]


async def let_in(request: Request, call_next: Next) -> Response:
    """Answer whoever has the token: in a cookie, in a header, or, once, in the address."""
    password = password_of(request)
    if not password or request.url.path.startswith(OPEN) or _is_known(request, password):
        return await call_next(request)
    given = request.query_params.get("token", "")
    if given and request.method == "GET":
        if is_same(given, password):
            return _welcome(request, asking.parse(request).address(token=None))
        await asyncio.sleep(PATIENCE_S)
    if form_of(request):
        words = "Send the token: curl -H 'Authorization: Bearer TOKEN'\n"
        return Response(words, 401, {"WWW-Authenticate": "Bearer"}, media_type="text/plain")
    return show_entrance(wrong=bool(given))


async def enter(request: Request) -> Response:
    """Take the token from the form at the door."""
    check_size(request, MOST_BYTES)
    check_site(request)
    async with request.form(max_files=0, max_fields=5) as form:
        if is_same(text_of(form, "token"), password_of(request)):
            return _welcome(request, "/")
    await asyncio.sleep(PATIENCE_S)
    return show_entrance(wrong=True)


def _is_known(request: Request, password: str) -> bool:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and is_same(token, password):
        return True
    return is_same(request.cookies.get(COOKIE, ""), _mark(request, password))


def _welcome(request: Request, address: str) -> Response:
    response = RedirectResponse(address, 303)
    response.set_cookie(COOKIE, _mark(request, password_of(request)), httponly=True, samesite="lax")
    return response


def password_of(request: Request) -> str:
    """The token that the server was started with; none where only this machine can reach it."""
    return str(request.app.state.password or "")


def _mark(request: Request, password: str) -> str:
    """What the cookie holds: it shows the token was known to this run of the server."""
    key = request.app.state.token.encode()
    return hmac.new(key, password.encode(), hashlib.sha256).hexdigest()
