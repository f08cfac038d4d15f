"""The command line: the record's queries, printed."""

from backchannel.cli.app import app, main

__all__ = ["app", "main"]
