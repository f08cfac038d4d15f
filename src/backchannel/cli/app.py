"""The commands: each reads reports or asks the record one question, and prints the answer."""

import sys
from enum import StrEnum
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

import backchannel
from backchannel.cli import changing, exporting
from backchannel.cli.dates import when
from backchannel.cli.entries import Reasons, explain_entry
from backchannel.cli.entry_lines import write_entries
from backchannel.cli.options import (
    DEFAULT_RECORD,
    AsCsv,
    AsJson,
    AsOf,
    Jobs,
    KnownOn,
    Party,
    RecordFile,
    Reports,
    Since,
    Until,
    day_of,
    filters_of,
)
from backchannel.cli.printing import complain, open_to_ask, print_out, print_rows
from backchannel.cli.progress import progress_bar
from backchannel.cli.serving import serve
from backchannel.cli.summaries import MOST, make_changes, make_summary
from backchannel.export import write_reading
from backchannel.export.rows import write_json
from backchannel.ingest import load_reports
from backchannel.pipeline import read_all
from backchannel.record import How
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
    CONFLICTS = "conflicts"
    DEADLOCKS = "deadlocks"
    CHANNELS = "channels"
    PROCESSES = "processes"
    TIMELINE = "timeline"
    ORIGINS = "origins"
    SOURCES = "sources"
    JUDGEMENTS = "judgements"


_BY_PARTY = ("party", "since", "until", "as_of", "known_on")
_BY_TIME = ("as_of", "known_on")
_FILTERS: dict[What, tuple[str, ...]] = {
    **dict.fromkeys(What, _BY_PARTY),
    **dict.fromkeys((What.DENIALS, What.TALLIES), _BY_TIME),
    **dict.fromkeys((What.ORIGINS, What.SOURCES), ("known_on",)),
    What.JUDGEMENTS: (),
}


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

    After the new entries are counted, what the reports do to those known before is printed:
    confirmed, refined, moved on, contradicted. What the record knows already is left alone. A
    report that cannot be read is named and skipped.
    """
    with backchannel.open(record, jobs=jobs) as opened, progress_bar() as progress:
        summary = opened.read(reports, progress)
    for error in summary.skipped:
        complain(error)
    print(make_summary(summary, str(record)))
    if known := [change for change in summary.changes if change.how is not How.ADDED]:
        print_out(make_changes(known, most=MOST))
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


@app.command()
def show(  # noqa: PLR0913 - typer reads the options off the signature
    what: Annotated[What, typer.Argument(metavar="WHAT", help="What to show.")],
    *,
    record: RecordFile = DEFAULT_RECORD,
    party: Party = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print what the record holds as a table, newest first.

    Conflicts and deadlocks are printed gravest first, channels, processes and origins busiest
    first. --party, --since and --until are not for denials, tallies, origins, sources and
    judgements.
    """
    filters = filters_of(party, since, until, as_of, known_on)
    if useless := [name for name in filters if name not in _FILTERS[what]]:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in useless)
        raise typer.BadParameter(f"{names} cannot be asked of {what}")
    with open_to_ask(record) as opened:
        rows = getattr(opened, what)(**filters)
    print_rows(rows, as_json=json, as_csv=csv)


@app.command()
def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one.")],
    record: RecordFile = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: AsJson = False,
) -> None:
    """Print an entry with every quote it rests on.

    Each quote comes with who said it, how firmly, and the report that it stands in; where reports
    differ, every value is shown with those that give it, and a denial with who denies. Then why
    its findings are held to be one, and how far it is to be believed.
    """
    times = (day_of(as_of), day_of(known_on))
    with open_to_ask(record) as opened:
        entry = opened.explain(id, *times)
        reasons = Reasons(
            denials=tuple(opened.explain(denial, *times) for denial in entry.denied_by),
            belief=opened.belief(id, *times),
            links=tuple(opened.links(entry.id)),
            judgements=tuple(opened.judgements(entry.id)),
        )
    if json:
        print(write_json(entry))
    else:
        print_out(explain_entry(entry, reasons))


@app.command()
def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words to look for.")],
    record: RecordFile = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print the reports and entries that have all the words.

    "Several words" in quotes stand together; a word that ends in * is a beginning.
    """
    with open_to_ask(record) as opened:
        hits = opened.find(" ".join(words), as_of=day_of(as_of), known_on=day_of(known_on))
    print_rows(hits, as_json=json, as_csv=csv)


@app.command()
def entries(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The file of the record.")],
    as_of: AsOf = None,
    known_on: KnownOn = None,
) -> None:
    """Print every entry as a line of JSON, with its findings, origins and belief."""
    with open_to_ask(record) as opened:
        for line in write_entries(opened, day_of(as_of), day_of(known_on)):
            sys.stdout.buffer.write(line + b"\n")


app.command()(serve)
app.add_typer(exporting.app, name="export")
app.command()(when)


# --- Changing ------------------------------------------------------------------------------------

for command in (changing.judge, changing.rate, changing.withdraw, changing.diff):
    app.command()(command)
