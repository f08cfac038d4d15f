"""When an undated report was published: a range of days with the reasons for it."""

from backchannel.dating.days import date_report
from backchannel.dating.solve import OUTWEIGHED

__all__ = ["OUTWEIGHED", "date_report"]
