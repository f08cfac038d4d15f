"""The command that shows a record in the browser."""

import ipaddress
import os
import secrets
import socket
from pathlib import Path
from typing import Annotated

import typer

from backchannel.cli.printing import open_to_ask
from backchannel.errors import BackchannelError

PORT = 8321
LOOPBACK = "127.0.0.1"
LEAST_TOKEN = 12


def serve(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The file of the record.")],
    *,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1, max=65535, help="The port to listen on.")
    ] = PORT,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Let other machines in, with a token."),
    ] = LOOPBACK,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="WORDS",
            envvar="BACKCHANNEL_TOKEN",
            help="The token to ask for; without it one is made and printed.",
        ),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let nobody add reports or judge.")
    ] = False,
) -> None:
    """Show the record in the browser, at an address of this machine alone, until Ctrl-C.

    Reports can be added and findings judged, unless the file cannot be written or --read-only is
    given; nothing is fetched from anywhere but the address of an article that you paste. With
    --host (0.0.0.0 for every address of this machine) others can look in who have the token.
    """
    try:
        import uvicorn

        from backchannel.web import make_app
    except ModuleNotFoundError as error:
        raise BackchannelError(
            f"serve needs {error.name}: pip install 'backchannel[web]'"
        ) from error
    password = _password(host, token)
    can_write = not read_only and os.access(record, os.W_OK)
    with open_to_ask(record, read_only=not can_write) as opened:
        address = _address(host, port, password if token is None else None)
        print(f"{record}: open {address} in a browser; Ctrl-C ends it.", flush=True)
        app = make_app(opened, can_write=can_write, password=password)
        uvicorn.run(app, host=host, port=port, log_level="warning")


def _password(host: str, token: str | None) -> str | None:
    """The token to ask for; none where only this machine can come in and none is wanted."""
    if token is None:
        return None if _is_loopback(host) else secrets.token_urlsafe(16)
    if len(token) < LEAST_TOKEN:
        raise typer.BadParameter(f"a token has at least {LEAST_TOKEN} characters")
    return token


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(host: str, port: int, token: str | None) -> str:
    """What to type into a browser; a token that was made is part of it."""
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}:{port}" + (f"/?token={token}" if token else "")
