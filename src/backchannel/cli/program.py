"""Run the command line and end it well: whatever was foreseen is one line on standard error."""

import logging
import os
import sys

from backchannel.cli.app import app
from backchannel.cli.printing import complain
from backchannel.errors import BackchannelError

STOPPED = 130  # what a shell expects of a program that Ctrl-C has ended


def main() -> None:
    """Run a command and end with its status (docs/reference/cli.md)."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no en dash shows "?" for it rather than stopping half-way.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # What the flow logs of a skipped report is told by the command itself.
    logging.getLogger("backchannel").addHandler(logging.NullHandler())
    status = _run()
    if status == STOPPED:
        complain("stopped; nothing that was recorded is lost")
    raise SystemExit(status)


def _run() -> int:
    try:
        try:
            app(prog_name="backchannel")
        finally:
            sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BackchannelError as error:
        complain(error)
    except BrokenPipeError:
        # Whoever read the output has seen enough of it ("| head"): no reason to complain.
        _let_go_of_output()
    except OSError as error:
        _let_go_of_output()
        complain(f"cannot write its output: {error.strerror}")
    return 1


def _let_go_of_output() -> None:
    """Keep Python from failing a second time when it empties its buffers at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
