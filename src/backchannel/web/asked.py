"""What an address asks for: the filters after its question mark, checked once."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from backchannel.errors import BackchannelError

DAYS = ("since", "until", "as_of", "known_on")
MOST_PAGES = 1_000_000


class BadAddressError(BackchannelError):
    """An address that asks for something that cannot be answered, such as the day 2014-13-01."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The path of a view and what stands in its address, without what was left empty."""

    path: str
    query: Mapping[str, str]

    def get(self, name: str) -> str:
        """What is asked under this name; nothing is the empty string."""
        return self.query.get(name, "")

    @property
    def page(self) -> int:
        """The page of a long list, from 1."""
        return int(self.query.get("page", "1"))

    def filters(self, names: Iterable[str]) -> dict[str, Any]:
        """Those of the record's own filters that are asked for: a party, and days."""
        given = ((name, self.query[name]) for name in names if name in self.query)
        return {n: datetime.date.fromisoformat(v) if n in DAYS else v for n, v in given}

    def address(self, path: str | None = None, **changes: object) -> str:
        """The address of this view with other filters, or of its twin; None drops a filter."""
        changed = {**self.query, **changes}
        kept = {name: str(value) for name, value in changed.items() if value not in (None, "")}
        return (path or self.path) + (f"?{urlencode(kept)}" if kept else "")

    def twin(self, form: str) -> str:
        """The address of the same view as JSON or CSV: all of it, not a page."""
        stem = "/overview" if self.path == "/" else self.path
        return self.address(f"{stem}.{form}", page=None)


def parse(request: Request) -> Asked:
    """What the request asks for; several values of one name are joined by commas."""
    query: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if value := value.strip():
            query[name] = f"{query[name]},{value}" if name in query else value
    _check(query)
    return Asked(request.url.path, query)


def has_empty(request: Request) -> bool:
    """Whether a form was sent with fields left empty: its address can be shorter."""
    return any(not value.strip() for value in request.query_params.values())


def _check(query: Mapping[str, str]) -> None:
    for name in DAYS:
        if name in query:
            _check_day(name, query[name])
    since, until = query.get("since"), query.get("until")
    if since and until and since > until:
        raise BadAddressError("The first day is later than the last: swap them.")
    page = query.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= MOST_PAGES):
        raise BadAddressError(f"“{page}” is not the number of a page.")


def _check_day(name: str, text: str) -> None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError as error:
        written = name.replace("_", " ")
        raise BadAddressError(f"“{text}” ({written}) is no day: write it as 2014-09-06.") from error
