"""False friends: sentences with words that look like a time, and what the reader makes of them."""

import datetime
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from backchannel.reading.layout import lay_out
from backchannel.reading.times import mark_times, resolve_times
from backchannel.types import DateRange, Dating, Report
from backchannel.vocabularies import DatingBasis
from evaluation.figures import Figure

CASES = Path(__file__).with_name("false_friends.toml")
TOLD_ON = DateRange.of_day(datetime.date(2014, 9, 11))
NOTE = "our own sentences, known while the rules were written"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the words that are times in it, and their values."""

    text: str
    times: tuple[tuple[str, str], ...]


def load_cases() -> tuple[Case, ...]:
    """All false friends, and the true ones beside them."""
    rows = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return tuple(
        Case(row["text"], tuple((words, value) for words, value in row.get("times", ())))
        for row in rows
    )


def found_times(text: str) -> tuple[tuple[str, str], ...]:
    """The expressions that the rules find in a sentence, with their values."""
    report = Report(text=text, name="false friend")
    layout = lay_out(report)
    dating = Dating(TOLD_ON, DatingBasis.STATED)
    timexes = resolve_times(report, layout, mark_times(report, layout), dating)
    return tuple((text[t.span.start : t.span.end], t.value) for t in timexes)


def false_friend_figure() -> Figure:
    """How many sentences of a hundred come out right, with nothing missed or invented."""
    cases = load_cases()
    right = sum(found_times(case.text) == case.times for case in cases)
    digest = hashlib.sha256(CASES.read_bytes()).hexdigest()[:12]
    return Figure("false friends of times: right", 100 * right / len(cases), digest, note=NOTE)
