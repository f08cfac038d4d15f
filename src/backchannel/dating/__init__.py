"""When an undated report was published: a range of days with the reasons for it."""

from backchannel.dating.days import date_report

__all__ = ["date_report"]
