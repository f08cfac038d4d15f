"""The command line: the record's queries, printed."""

from backchannel.cli.app import app
from backchannel.cli.program import main

__all__ = ["app", "main"]
