"""Commands that write the record, or a part of it, as a file for others."""

from pathlib import Path
from typing import Annotated

import typer

from backchannel.cli.options import (
    DEFAULT_RECORD,
    AsOf,
    KnownOn,
    Party,
    RecordFile,
    Since,
    Until,
    filters_of,
)
from backchannel.cli.printing import open_to_ask
from backchannel.errors import BackchannelError

app = typer.Typer(help="Write the record, or a part of it, as a file for others.")


@app.callback()
def export() -> None:
    """Write the record, or a part of it, as a file for others."""


@app.command()
def page(  # noqa: PLR0913 - typer reads the options off the signature
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The file to write.")],
    *,
    record: RecordFile = DEFAULT_RECORD,
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="What it is on.")] = "",
    party: Party = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
) -> None:
    """Write a timeline that can be moved, zoomed and replayed, with the words behind each entry.

    It is one file that needs neither this program nor a network.
    """
    try:
        from backchannel.web.single_page import make_page
    except ModuleNotFoundError as error:
        raise BackchannelError(
            f"export page needs {error.name}: pip install 'backchannel[web]'"
        ) from error
    filters = filters_of(party, since, until, as_of, known_on)
    with open_to_ask(record) as opened:
        html = make_page(opened, filters, title or f"Timeline of {record.stem}")
    try:
        out.write_text(html, "utf-8")
    except OSError as error:
        raise BackchannelError(f"{out}: cannot be written ({error.strerror})") from error
    print(f"{out}: open it in a browser, or send it to somebody.")
