"""The command that dates reports, with a calendar strip of the reasons."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain

import typer
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from backchannel import pipeline
from backchannel.cli.options import AsJson, Reports
from backchannel.cli.printing import complain, print_out
from backchannel.dating import OUTWEIGHED
from backchannel.export.dates import write_range
from backchannel.export.readings import dating_to_json
from backchannel.export.rows import write_json
from backchannel.ingest import load_reports
from backchannel.types import DateRange, Dating, Reason, Report
from backchannel.vocabularies import DatingBasis

# Wide enough to tell neighbouring reasons apart, narrow enough to leave the words their room.
STRIP = {80: 24, 100: 36, 120: 48}
# Around the range the strip shows so many times its width on either side, at least so many days.
MARGIN, LEAST = 1, 10
# A range with an open end is shown with this much beyond the end that is known.
OPEN = datetime.timedelta(days=3653)
DAY = datetime.timedelta(days=1)


def when(reports: Reports, json: AsJson = False) -> None:
    """Print when each report was published, and what tells it. Nothing is recorded.

    A report that states no day is dated by its words: as a range, with a strip of days for each
    reason (━ the days that it leaves, < and > where they go on) above the answer (█). A reason that
    the others outweigh is marked "outweighed".
    """
    failed, found = False, []
    for outcome in chain.from_iterable(map(load_reports, reports)):
        if isinstance(outcome, Report):
            dating = pipeline.when(outcome)
            if json:
                found.append({"id": outcome.name, "published": dating_to_json(dating)})
            else:
                print_out(make_dating(outcome.name, dating, Console().width))
        else:
            complain(outcome)
            failed = True
    if json:
        print(write_json(found))
    if failed:
        raise typer.Exit(1)


def make_dating(name: str, dating: Dating, width: int) -> RenderableType:
    """The answer in a line, and a row for each reason."""
    answer = Text.assemble((name, "bold"), "  ", (_answer(dating), "bold green"))
    if not dating.reasons or dating.range is None:
        return answer
    cells = max(n for at, n in STRIP.items() if at <= max(width, min(STRIP)))
    shown = _window(dating.range)
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=cells, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(_scale(shown, cells), "")
    for reason in dating.reasons:
        table.add_row(strip(reason.range, shown, cells), _words(reason))
    style = "bold green"
    table.add_row(
        Text(strip(dating.range, shown, cells, mark="█"), style), Text(_answer(dating), style)
    )
    return Group(answer, table, Text())


def _answer(dating: Dating) -> str:
    if dating.range is None:
        return "nothing tells when"
    stated = ", as stated" if dating.basis is DatingBasis.STATED else ""
    return f"{write_range(dating.range)}{stated}"


def _words(reason: Reason) -> Text:
    quote = " ".join(reason.quote.text.split())
    text = Text.assemble(f"“{quote}” ", (reason.explanation, "dim"))
    if reason.explanation.startswith(OUTWEIGHED):
        text.stylize("yellow")
    return text.append(f": {write_range(reason.range)}", style="dim")


def _window(range_: DateRange) -> tuple[datetime.date, datetime.date]:
    """The days that the strips show: the answer in the middle."""
    first = range_.earliest or (range_.latest or datetime.date.max) - OPEN
    last = range_.latest or first + OPEN
    margin = max((last - first) * MARGIN, LEAST * DAY)
    return first - margin, last + margin


def _scale(shown: tuple[datetime.date, datetime.date], cells: int) -> Text:
    first, last = (_write(day, shown) for day in shown)
    return Text(f"{first}{last.rjust(cells - len(first))}", style="dim")


def _write(day: datetime.date, shown: tuple[datetime.date, datetime.date]) -> str:
    return str(day.year) if (shown[1] - shown[0]).days > 3 * 365 else day.isoformat()


def strip(range_: DateRange, shown: Sequence[datetime.date], cells: int, *, mark: str = "━") -> str:
    """A line of cells, each with the mark where the range has a day in it."""
    return "".join(_cells(range_, shown, cells, mark))


def _cells(
    range_: DateRange, shown: Sequence[datetime.date], cells: int, mark: str
) -> Iterator[str]:
    days = (shown[1] - shown[0]).days + 1
    first, last = range_.earliest or datetime.date.min, range_.latest or datetime.date.max
    for cell in range(cells):
        start = shown[0] + DAY * (days * cell // cells)
        end = max(start, shown[0] + DAY * (days * (cell + 1) // cells - 1))
        if last < start or end < first:
            yield "·"
        elif cell == 0 and first < shown[0]:
            yield "<"
        elif cell == cells - 1 and last > shown[1]:
            yield ">"
        else:
            yield mark
