"""The arguments and options that several commands share."""

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from backchannel.rules.states import party_code

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
AsOf = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="DAY",
        help="How things stood on this day, by all that is known now.",
    ),
]
KnownOn = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--known-on",
        formats=["%Y-%m-%d"],
        metavar="DAY",
        help="What had been published by this day.",
    ),
]
Because = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why: kept with it.")]
Who = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who decides; without it, who is logged in."),
]
DEFAULT_RECORD = Path("record.backchannel")


def filters_of(
    party: str | None,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    as_of: datetime.datetime | None,
    known_on: datetime.datetime | None,
) -> dict[str, Any]:
    """Those of the filters that were given, as the record's queries take them."""
    if since and until and since > until:
        raise typer.BadParameter("--since is a later day than --until")
    given = {
        "party": party and party_code(party),
        "since": day_of(since),
        "until": day_of(until),
        "as_of": day_of(as_of),
        "known_on": day_of(known_on),
    }
    return {name: value for name, value in given.items() if value}


def day_of(moment: datetime.datetime | None) -> datetime.date | None:
    """The day that was typed."""
    return moment.date() if moment else None
