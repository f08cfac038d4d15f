"""What a report has told before an expression: the last date, and the period of its figures."""

import datetime
import re
from dataclasses import dataclass, replace

from backchannel.reading.marks import TimeMark
from backchannel.reading.time_scope import Resolved
from backchannel.vocabularies import TimexType

_RELATIVE = re.compile(r"\b(?:earlier|ago|later|before|year-earlier)\Z", re.IGNORECASE)
# "A year earlier" names no new period: what follows is compared with the same one again.
_COMPARED = re.compile(r"\b(?:earlier|ago|last\s+year|previous|same)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\d{4}-Q\d|\d{4}-\d\d")
# "For the nine months", "for the year": from here on figures are of another length.
_LONGER = re.compile(
    r"\b(?:(?:the|first|latest)\s+\w+\s+months|(?:the|full|entire|fiscal)\s+year|half)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The last date told ("that month" looks back to it), and the last quarter or month."""

    previous: Resolved | None = None
    period: Resolved | None = None

    def after(self, mark: TimeMark, words: str, value: Resolved, now: datetime.date) -> "Told":
        """What has been told when one more expression has been."""
        told = self
        if value.range and mark.type in (TimexType.DATE, TimexType.TIME):
            if not _RELATIVE.search(words):
                told = replace(told, previous=value)
            if _PERIOD.fullmatch(value.value) and not _COMPARED.search(words):
                is_over = value.range.latest and value.range.latest < now
                told = replace(told, period=value if is_over else told.period or value)
        if _LONGER.search(words) and not _COMPARED.search(words):
            told = replace(told, period=None)
        return told
