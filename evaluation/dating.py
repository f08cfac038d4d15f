"""Dating: the date of each report is taken away, and worked out again from its text alone."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from backchannel.dating import date_report
from backchannel.pipeline import read, read_again
from backchannel.reading.layout import lay_out
from backchannel.reading.learned.reader import default_reader
from backchannel.reading.times import mark_times
from backchannel.reconcile.occasions import Occasion, occasions_of
from backchannel.types import DateRange, Reading, Report
from backchannel.workers import cores
from evaluation.figures import Figure
from evaluation.sets import GoldSet, Row

# A line that opens with a town and a day: "OSLO, Nov. 8, 2005 (Agency)", "LIMA, 26 MAR 89 --".
_DAY = (
    r"(?:\d{1,2}\s+[A-Z][A-Za-z]{2,8}\.?,?(?:\s+(?:19|20)?\d\d)?"
    r"|[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}(?:,?\s+(?:19|20)\d\d)?)"
)
_DATELINE = re.compile(rf"(?m)^([A-Z][^\n]{{1,70}}?),\s+{_DAY}(?=\s*(?:\(|--|[-–—_]|$))")


@dataclass(frozen=True, slots=True)
class Dated:
    """The range that was worked out, and the day on which the report was published."""

    range: DateRange | None
    published: datetime.date

    @property
    def is_inside(self) -> bool:
        """Whether the day lies in the range; no range at all is not wrong."""
        if self.range is None:
            return True
        first, last = self.range.earliest, self.range.latest
        return (first or datetime.date.min) <= self.published <= (last or datetime.date.max)

    @property
    def width(self) -> float:
        """How many days the range has."""
        if self.range is None or self.range.earliest is None or self.range.latest is None:
            return float("inf")
        return (self.range.latest - self.range.earliest).days + 1


def dating_figures(gold_set: GoldSet) -> Iterator[Figure]:
    """Coverage and width side by side, with datelines and with the day in them blanked."""
    name, digest = gold_set.name, gold_set.digest
    dated = [row for row in gold_set.reports.values() if row.get("published")]
    plain = [_date(row, row["text"]) for row in dated]
    yield from _figures(f"{name}: dating", plain, (7, 45), digest)
    blanked = [_date(row, without_datelines(row["text"])) for row in dated]
    yield from _figures(f"{name}: dating without dateline", blanked, (45, 400), digest)


def record_dating_figures(gold_set: GoldSet, others: Iterable[Reading]) -> Iterator[Figure]:
    """The same with the other reports as record, each with its day."""
    known: defaultdict[str, list[Occasion]] = defaultdict(list)
    for reading in others:
        for occasion in occasions_of(reading):
            known[occasion.key].append(occasion)
    reader, found, changed = default_reader(cores()), [], []
    for key, row in gold_set.reports.items():
        if row.get("published"):
            report = Report(text=row["text"], name=key, title=row.get("title"))
            told = {k: [o for o in same if o.report != key] for k, same in known.items()}
            range_ = read_again(report, reader, told).published.range
            found.append(Dated(range_, datetime.date.fromisoformat(row["published"][:10])))
            changed.append(range_ != read(report, reader).published.range)
    name = f"{gold_set.name}: dating with the other reports as record"
    yield from _figures(name, found, (7, 45), gold_set.digest)
    yield _share(f"{name}: dated otherwise", changed, gold_set.digest)


def without_datelines(text: str) -> str:
    """The text without the days that stand in its datelines."""
    return _DATELINE.sub(r"\1", text)


def _date(row: Row, text: str) -> Dated:
    report = Report(text=text, name=row["id"], title=row.get("title"))
    layout = lay_out(report)
    found = date_report(report, layout, mark_times(report, layout))
    return Dated(found.range, datetime.date.fromisoformat(row["published"][:10]))


def _figures(
    name: str, found: Sequence[Dated], widths: Sequence[int], digest: str
) -> Iterator[Figure]:
    known = [one for one in found if one.range is not None]
    yield _share(f"{name}: day inside the range", [one.is_inside for one in found], digest)
    right = [one.is_inside for one in known]
    yield _share(f"{name}: day inside, of those with a range", right, digest)
    for width in widths:
        narrow = [one.width <= width for one in found]
        yield _share(f"{name}: {width} days or less", narrow, digest)


def _share(name: str, facts: Sequence[bool], digest: str) -> Figure:
    return Figure(name, 100 * sum(facts) / max(1, len(facts)), digest, note=f"of {len(facts)}")
