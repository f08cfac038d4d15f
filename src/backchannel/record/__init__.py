"""The record: the database of reports, readings and entries."""

from backchannel.record.changes import Change, How
from backchannel.record.database import open_database
from backchannel.record.record import Flow, Progress, Record
from backchannel.record.rows import Rows, Step, Summary

__all__ = [
    "Change",
    "Flow",
    "How",
    "Progress",
    "Record",
    "Rows",
    "Step",
    "Summary",
    "open_database",
]
