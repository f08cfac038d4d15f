"""The commands: each reads reports or asks the record one question, and prints the answer."""

import datetime
import sys
from enum import StrEnum
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

import backchannel
from backchannel.cli.entries import explain_entry
from backchannel.cli.parties import code_of
from backchannel.cli.progress import progress_bar
from backchannel.cli.tables import make_summary, make_table
from backchannel.export import write_reading
from backchannel.export.rows import write_csv, write_json
from backchannel.ingest import load_reports
from backchannel.pipeline import read_all
from backchannel.record import Record, Rows
from backchannel.types import Reading

app = typer.Typer(
    name="backchannel",
    help="Reads news reports and keeps the sourced record of a negotiation.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class What(StrEnum):
    """What a record can show."""

    CONTACTS = "contacts"
    COMMITMENTS = "commitments"
    MEASURES = "measures"
    DENIALS = "denials"
    TALLIES = "tallies"
    TIMELINE = "timeline"
    SOURCES = "sources"


_FILTERED = (What.CONTACTS, What.COMMITMENTS, What.MEASURES, What.TIMELINE)

Reports = Annotated[
    list[Path],
    typer.Argument(
        metavar="REPORT",
        help="Text files, .jsonl files with one report a line, or folders of both.",
    ),
]
RecordFile = Annotated[
    Path, typer.Option("--record", metavar="FILE", help="The file that holds the record.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        show_default=False,
        help="Read with N processes; without it, as many as there are cores and work for them.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]
Party = Annotated[
    str | None, typer.Option(metavar="PARTY", help="Only of this party: JPN, Japan, FARC.")
]
Since = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Not before this day: 2014-09-01."),
]
Until = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Not after this day: 2014-09-30."),
]
DEFAULT_RECORD = Path("record.backchannel")


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(f"backchannel {metadata.version('backchannel')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read news reports and keep the sourced record of a negotiation."""


# --- Reading -------------------------------------------------------------------------------------


@app.command()
def read(reports: Reports, record: RecordFile = DEFAULT_RECORD, jobs: Jobs = None) -> None:
    """Read reports into the record and say what is new.

    What the record knows already is left alone. A report that cannot be read is named and skipped.
    """
    with backchannel.open(record, jobs=jobs) as opened, progress_bar() as progress:
        summary = opened.read(reports, progress)
    for error in summary.skipped:
        complain(error)
    print(make_summary(summary, str(record)))
    if summary.skipped:
        raise typer.Exit(1)


@app.command()
def reading(reports: Reports, jobs: Jobs = None) -> None:
    """Print the reading of each report as a line of JSON. Nothing is recorded."""
    failed = False
    for outcome in read_all(chain.from_iterable(map(load_reports, reports)), jobs):
        if isinstance(outcome, Reading):
            sys.stdout.buffer.write(write_reading(outcome) + b"\n")
        else:
            complain(outcome)
            failed = True
    if failed:
        raise typer.Exit(1)


# --- Asking --------------------------------------------------------------------------------------


def _open(path: Path) -> Record:
    """The record to be asked; a read that was cut short has left reports that no entry shows."""
    record = backchannel.open(path, read_only=True)
    if waiting := len(record.unsettled()):
        complain(f"{path}: lacks what {waiting} of its reports say: finish `backchannel read`")
    return record


@app.command()
def show(  # noqa: PLR0913 - typer reads the options off the signature
    what: Annotated[What, typer.Argument(metavar="WHAT", help="What to show.")],
    *,
    record: RecordFile = DEFAULT_RECORD,
    party: Party = None,
    since: Since = None,
    until: Until = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print what the record holds as a table, newest first.

    --party, --since and --until are for contacts, commitments, measures and the timeline.
    """
    given = {
        "party": party and code_of(party),
        "since": since and since.date(),
        "until": until and until.date(),
    }
    filters = {name: value for name, value in given.items() if value}
    if filters and what not in _FILTERED:
        names = ", ".join(f"--{name}" for name in filters)
        raise typer.BadParameter(f"{names} cannot be asked of {what}")
    if since and until and since > until:
        raise typer.BadParameter("--since is a later day than --until")
    with _open(record) as opened:
        rows = getattr(opened, what)(**filters)
    _print_rows(rows, as_json=json, as_csv=csv)


@app.command()
def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one.")],
    record: RecordFile = DEFAULT_RECORD,
    json: AsJson = False,
) -> None:
    """Print an entry with every quote it rests on.

    Each quote comes with who said it, how firmly, and the report that it stands in; where reports
    differ, every value is shown with those that give it, and a denial with who denies.
    """
    with _open(record) as opened:
        entry = opened.explain(id)
        denials = [opened.explain(denial) for denial in entry.denied_by]
    if json:
        print(write_json(entry))
    else:
        _print(explain_entry(entry, denials))


@app.command()
def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words to look for.")],
    record: RecordFile = DEFAULT_RECORD,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print the reports and entries that have all the words.

    "Several words" in quotes stand together; a word that ends in * is a beginning.
    """
    with _open(record) as opened:
        hits = opened.find(" ".join(words))
    _print_rows(hits, as_json=json, as_csv=csv)


# --- Printing ------------------------------------------------------------------------------------


def _print_rows(rows: Rows[Any], *, as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv cannot both be printed")
    if as_json:
        print(write_json(rows))
    elif as_csv:
        print(write_csv(rows, rows.type), end="")
    elif rows:
        _print(make_table(rows, rows.type, Console().width))
    else:
        print("Nothing in the record answers that.", file=sys.stderr)


def _print(what: RenderableType) -> None:
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(what)
        return
    with console.capture() as captured:
        console.print(what)
    # Rich fills each line up to the width; a file or a pager has no use for that.
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def complain(problem: object) -> None:
    """One line about a problem on standard error, whatever line ends a file's name has."""
    print("backchannel:", " ".join(str(problem).split("\n")), file=sys.stderr)
