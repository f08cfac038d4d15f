"""When an undated report was published: a range of days with the reasons for it."""

from backchannel.dating.clues import Clue
from backchannel.dating.days import date_report
from backchannel.dating.record_clues import clues_of_record
from backchannel.dating.solve import OUTWEIGHED

__all__ = ["OUTWEIGHED", "Clue", "clues_of_record", "date_report"]
