"""The command that shows a record in the browser."""

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
) -> None:
    """Show the record in the browser, at an address of this machine alone, until Ctrl-C.

    Nothing is fetched from anywhere else, and nothing is changed.
    """
    try:
        import uvicorn

        from backchannel.web import make_app
    except ModuleNotFoundError as error:
        raise BackchannelError(
            f"serve needs {error.name}: pip install 'backchannel[web]'"
        ) from error
    with open_to_ask(record) as opened:
        print(f"{record}: open http://127.0.0.1:{port} in a browser; Ctrl-C ends it.", flush=True)
        uvicorn.run(make_app(opened), host="127.0.0.1", port=port, log_level="warning")
