"""What is sent to the application to change the record: taken only from its own pages."""

import getpass
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from backchannel.errors import BackchannelError

# What is sent in one go; a report has at most half a million characters (ingest/fields.py).
MOST_BYTES = 64_000_000
MOST_FILES = 500
MOST_FIELD_BYTES = 4_000_000
MOST_NAME = 60
YEAR_S = 365 * 24 * 3600


class RefusedError(BackchannelError):
    """What was sent is not accepted; `status` says why in HTTP's terms."""

    def __init__(self, words: str, status: int = 403) -> None:
        """Say in one sentence what is wrong and what to do."""
        super().__init__(words)
        self.status = status


@asynccontextmanager
async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """The fields and files of a form of ours; the form of any other site is refused.

    Another site can make a browser send a form here, but it can neither read our token nor hide
    where the form comes from.
    """
    if not request.app.state.can_write:
        raise RefusedError("The record was opened for reading only.")
    check_size(request)
    check_site(request)
    limits = {"max_files": MOST_FILES, "max_fields": MOST_FILES, "max_part_size": MOST_FIELD_BYTES}
    async with request.form(**limits) as form:
        if not is_same(text_of(form, "token"), request.app.state.token):
            raise RefusedError("This page is older than the server: load it again, then send it.")
        yield form


def is_same(given: str, wanted: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how far they are."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def text_of(form: FormData, name: str) -> str:
    """A field as text, without white space around it; nothing is the empty string."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def files_of(form: FormData, name: str) -> tuple[UploadFile, ...]:
    """The files that were chosen in a field: a browser sends an empty one for none."""
    return tuple(f for f in form.getlist(name) if isinstance(f, UploadFile) and f.filename)


def who_asks(request: Request) -> str:
    """The name under which decisions are kept: the one given last, or whoever is logged in."""
    return unquote(request.cookies.get("who", ""))[:MOST_NAME].strip() or _user()


def remember_who(response: Response, who: str) -> None:
    """Keep the name for the next decision; a cookie holds no letters beyond Latin-1."""
    response.set_cookie("who", quote(who), max_age=YEAR_S, httponly=True, samesite="strict")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that has no name
        return "reader"


def check_size(request: Request, most: int = MOST_BYTES) -> None:
    """Refuse what is too large to be taken in."""
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise RefusedError("The length of what was sent is not told.", 411)
    if int(length) > most:
        limit = f"{most // 1000:,} kB"
        raise RefusedError(f"That is more than {limit} in one go: send less.", 413)


def check_site(request: Request) -> None:
    """Refuse what a page of another site has sent."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if site not in ("same-origin", "none") or not is_ours:
        raise RefusedError("This was sent by a page of another site.")
