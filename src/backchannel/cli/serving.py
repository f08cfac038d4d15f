"""The command that shows a record in the browser."""

import os
from pathlib import Path
from typing import Annotated

import typer

from backchannel.cli.printing import open_to_ask
from backchannel.errors import BackchannelError

PORT = 8321


def serve(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The file of the record.")],
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1, max=65535, help="The port to listen on.")
    ] = PORT,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let nobody add reports or judge.")
    ] = False,
) -> None:
    """Show the record in the browser, at an address of this machine alone, until Ctrl-C.

    Nothing is fetched from anywhere else. Reports can be added and findings judged, unless the file
    cannot be written or --read-only is given.
    """
    try:
        import uvicorn

        from backchannel.web import make_app
    except ModuleNotFoundError as error:
        raise BackchannelError(
            f"serve needs {error.name}: pip install 'backchannel[web]'"
        ) from error
    can_write = not read_only and os.access(record, os.W_OK)
    with open_to_ask(record, read_only=not can_write) as opened:
        print(f"{record}: open http://127.0.0.1:{port} in a browser; Ctrl-C ends it.", flush=True)
        app = make_app(opened, can_write=can_write)
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
