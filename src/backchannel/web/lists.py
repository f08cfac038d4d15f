"""Pages of rows: narrowed by their address, cut into pages, or all of them as JSON and CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backchannel.reconcile.lifecycles import Step, steps_of
from backchannel.record import Rows
from backchannel.types import DateRange
from backchannel.web import asked as asking
from backchannel.web.answers import Answers, Question
from backchannel.web.asked import Asked
from backchannel.web.listings import (
    LISTINGS,
    STAGE_LABELS,
    STAGES,
    Listing,
    Option,
    narrow,
    options,
    party_options,
)
from backchannel.web.showing import answers_of, form_of, shorter, show_page, show_rows
from backchannel.web.timeline import replay_days

COLUMN_LENGTH = 12
ENTRIES = ("contacts", "commitments", "measures")


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the rows, and where it lies among all."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Column:
    """A stage of the board with its first commitments."""

    stage: str
    label: str
    rows: Sequence[Any]
    total: int


def shower(listing: Listing) -> Callable[[Request], Response]:
    """What answers the addresses of a listing."""

    def show(request: Request) -> Response:
        asked = asking.parse(request)
        if answer := shorter(request, asked):
            return answer
        answers = answers_of(request)
        asks = question(answers, listing, asked.filters(listing.takes))
        if form := form_of(request):
            every = answers.answer(asks)
            return show_rows(form, narrow(every, listing, asked), every.type)
        ready = answers.ready(asks)
        if ready is None:
            return show_page(request, "waiting.html", asked, title=listing.title, listing=listing)
        rows = narrow(ready, listing, asked)
        return show_page(
            request,
            f"{listing.name}.html",
            asked,
            title=listing.title,
            listing=listing,
            options=_options(answers, listing, ready),
            parties=(parties := _parties(answers, listing, asked)),
            names={option.value: option.label for option in parties},
            **_shown(answers, listing, asked, rows),
        )

    return show


def question(answers: Answers, listing: Listing, filters: Mapping[str, Any]) -> Question:
    """What asks for the rows that the record's own filters let through."""
    name = f"{listing.name}, made" if listing.rows else listing.name
    return Question(name, filters, partial(_make, answers, listing, filters))


def _make(answers: Answers, listing: Listing, filters: Mapping[str, Any]) -> Rows[Any]:
    """The rows; what their page counts of them is counted as well, lest whoever looks wait for it.

    Counting 100,000 rows takes a second.
    """
    make = listing.rows or (lambda answers, filters: answers.make(listing.name, filters))
    rows = make(answers, filters)
    _options(answers, listing, rows)
    if listing.parties:
        _count_parties(answers, [(listing.parties, rows)])
    if listing.name == "timeline":
        _days(answers)
    return rows


def _options(answers: Answers, listing: Listing, rows: Rows[Any]) -> dict[str, Sequence[Option]]:
    """What each choice of a listing can be, with how many of the rows have it."""
    return {
        choice.name: answers.derived(rows, choice.name, partial(options, rows, choice))
        for choice in listing.choices
    }


def _days(answers: Answers) -> Mapping[str, DateRange]:
    """The days that the sliders of the timeline run over."""
    reports = answers.rows("reports", {})
    return answers.derived(reports, "days", lambda: replay_days(answers))


def _shown(answers: Answers, listing: Listing, asked: Asked, rows: Sequence[Any]) -> dict[str, Any]:
    """A page of the rows, the days of the timeline's sliders, or the board of all stages."""
    if listing.name == "timeline":
        page = _page(rows, asked.page, listing.page_length)
        return {"page": page, "days": _days(answers)}
    if listing.name != "commitments":
        return {"page": _page(rows, asked.page, listing.page_length)}
    if asked.get("stage") or asked.get("state"):
        page = _page(rows, asked.page, listing.page_length)
        return {"page": page, "columns": (), "steps": _steps(answers, page.rows, asked)}
    columns = [_column(stage, rows) for stage in STAGE_LABELS]
    seen = [row for column in columns for row in column.rows]
    return {
        "page": Page(seen, 1, 1, len(rows)),
        "columns": columns,
        "steps": _steps(answers, seen, asked),
    }


def _page(rows: Sequence[Any], number: int, length: int) -> Page:
    pages = max(1, -(-len(rows) // length))
    number = min(number, pages)
    return Page(rows[(number - 1) * length : number * length], number, pages, len(rows))


def _column(stage: str, rows: Sequence[Any]) -> Column:
    inside = [row for row in rows if STAGES[row.state] == stage]
    return Column(stage, STAGE_LABELS[stage], inside[:COLUMN_LENGTH], len(inside))


def _steps(answers: Answers, rows: Sequence[Any], asked: Asked) -> dict[str, tuple[Step, ...]]:
    """The steps of each commitment by its id."""
    times = asked.filters(("as_of", "known_on"))
    return {row.id: steps_of(answers.record.explain(row.id, **times)) for row in rows}


def _parties(answers: Answers, listing: Listing, asked: Asked) -> Sequence[Option]:
    """The parties to choose from: those of all rows, not only of the rows of the one chosen.

    Rows that name no parties themselves are of entries that the other lists show.
    """
    if "party" not in listing.takes:
        return ()
    others = {n: v for n, v in asked.filters(listing.takes).items() if n != "party"}
    named = [listing] if listing.parties else [one for one in LISTINGS if one.name in ENTRIES]
    rows = [(one, answers.ready(question(answers, one, others))) for one in named]
    found = [(one.parties, several) for one, several in rows if one.parties and several]
    return _count_parties(answers, found) if found else ()


def _count_parties(
    answers: Answers, found: Sequence[tuple[Callable[[Any], Sequence[str]], Rows[Any]]]
) -> Sequence[Option]:
    return answers.derived(
        found[0][1],
        f"parties of {len(found)}",
        lambda: party_options(of(row) for of, several in found for row in several),
    )
