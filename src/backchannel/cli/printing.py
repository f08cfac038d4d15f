"""Print what a command answers: as a table, as JSON or CSV, or as one line about a problem."""

import sys
from pathlib import Path
from typing import Any

import typer
from rich.console import Console, RenderableType

import backchannel
from backchannel.cli.tables import make_table
from backchannel.export.rows import write_csv, write_json
from backchannel.record import Record, Rows


def open_to_ask(path: Path, *, read_only: bool = True) -> Record:
    """The record to be asked; a read that was cut short has left reports that no entry shows."""
    record = backchannel.open(path, must_exist=True, read_only=read_only)
    if waiting := len(record.unsettled()):
        complain(f"{path}: lacks what {waiting} of its reports say: finish `backchannel read`")
    return record


def print_rows(rows: Rows[Any], *, as_json: bool, as_csv: bool) -> None:
    """Print the rows of a query."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv cannot both be printed")
    if as_json:
        print(write_json(rows))
    elif as_csv:
        print(write_csv(rows, rows.type), end="")
    elif rows:
        print_out(make_table(rows, rows.type, Console().width))
    else:
        print("Nothing in the record answers that.", file=sys.stderr)


def print_out(what: RenderableType) -> None:
    """Print something that rich lays out."""
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
