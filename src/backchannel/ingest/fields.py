"""What a report brings along besides its text: parsed at the edge, once."""

import datetime

import msgspec

from backchannel.errors import ReportError
from backchannel.types import Report

# The longest report in the open collection has 60,000 characters. Reading takes more than its share
# of time for long ones: 3 seconds for 100,000 characters, 10 for 226,000.
MAX_TEXT_CHARACTERS = 500_000


class Fields(msgspec.Struct, frozen=True):
    """A report as its file gives it; fields that are not named here are ignored."""

    text: str | None = None
    id: str | int | None = None
    published: str | None = None
    outlet: str | None = None
    agency: str | None = None
    title: str | None = None
    url: str | None = None


def make_report(fields: Fields, *, name: str, where: str) -> Report:
    """The report with these fields; `name` is used where they give no id."""
    if not fields.text or not any(map(str.isalpha, fields.text)):
        raise ReportError(where, 'has no text: give the report\'s words (in JSON as "text")')
    if len(fields.text) > MAX_TEXT_CHARACTERS:
        raise ReportError(
            where,
            f"has {len(fields.text):,} characters, too many for one report "
            f"(at most {MAX_TEXT_CHARACTERS:,}): split it",
        )
    return Report(
        text=fields.text,
        name=name if fields.id in (None, "") else str(fields.id),
        title=fields.title or None,
        outlet=fields.outlet or None,
        agency=fields.agency or None,
        url=fields.url or None,
        published=parse_day(fields.published, where) if fields.published else None,
    )


def parse_day(value: str, where: str) -> datetime.date:
    """The day of an ISO 8601 date or time, as it was where the report appeared."""
    try:
        return datetime.datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise ReportError(
            where, f'"{value}" is no publication date: write it as 2014-09-11 or leave it out'
        ) from error
