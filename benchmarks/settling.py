"""How long it takes to reconcile a record of many made-up readings, and to add one report to it."""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from backchannel.pipeline import open_record
from backchannel.types import (
    Commitment,
    Contact,
    DateRange,
    Dating,
    Measure,
    Participant,
    Place,
    Quote,
    Reading,
    Report,
)
from backchannel.vocabularies import (
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    DatingBasis,
    MeasureAction,
    MeasureStatus,
)

SEED = 20140911
STATES = ("JPN", "PRK", "NOR", "EGY", "PER", "KEN", "IRN", "CUB", "TUR", "SRB", "VNM", "ETH")
CITIES = (("Geneva", "CHE"), ("Vienna", "AUT"), ("Oslo", "NOR"), ("Doha", "QAT"), ("Hanoi", "VNM"))
# Words that no two reports share by chance: a report of nothing but common words copies all others.
WORDS = tuple(f"{a}{b}{c}" for a in "bdfgklmnprstv" for b in "aeiou" for c in ("nd", "rk", "sto"))
FIRST = date(2004, 1, 1)
DAYS = 7300
FINDINGS = 4  # a report, as in the open collection


def make_readings(count: int) -> Iterator[Reading]:
    """So many readings of twenty years, each with a few findings."""
    draw = random.Random(SEED)
    for n in range(count):
        yield make_reading(n, draw)


def make_reading(number: int, draw: random.Random) -> Reading:
    """One made-up reading: two contacts, a commitment and a measure of two states."""
    text = " ".join(draw.choices(WORDS, k=120))
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    report = Report(text, f"made-{number}", outlet=f"Outlet {number % 40}", published=day)
    left, right = draw.sample(STATES, 2)
    return Reading(
        report=report,
        published=Dating(DateRange.of_day(day), DatingBasis.STATED),
        contacts=tuple(_contact(text, n, (left, right), day, draw) for n in (1, 2)),
        commitments=(_commitment(text, (left, right), draw),),
        measures=(_measure(text, (left, right), day, draw),),
    )


def _quote(text: str, draw: random.Random, words: int) -> Quote:
    starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == " ")]
    start = draw.choice(starts[:-words])
    end = start
    for _ in range(words):
        end = text.index(" ", end + 1)
    return Quote(text[start:end], start, end)


def _contact(
    text: str, number: int, sides: tuple[str, str], day: date, draw: random.Random
) -> Contact:
    city, country = draw.choice(CITIES)
    return Contact(
        id=f"C{number}",
        evidence=(_quote(text, draw, 14),),
        form=draw.choice(list(ContactForm)),
        status=ContactStatus.HELD,
        date=DateRange.of_day(day - timedelta(days=draw.randrange(20))),
        place=Place(Quote(city, 0, len(city)), country),
        parties=tuple(map(Participant, sides)),
        topic=_quote(text, draw, 3),
    )


def _commitment(text: str, sides: tuple[str, str], draw: random.Random) -> Commitment:
    return Commitment(
        id="K1",
        evidence=(_quote(text, draw, 14),),
        kind=CommitmentKind.PROMISE,
        debtor=sides[0],
        creditor=sides[1],
        act=_quote(text, draw, 6),
        state=CommitmentState.ACTIVE,
    )


def _measure(text: str, sides: tuple[str, str], day: date, draw: random.Random) -> Measure:
    return Measure(
        id="M1",
        evidence=(_quote(text, draw, 14),),
        action=draw.choice(list(MeasureAction)),
        what=_quote(text, draw, 4),
        by=sides[0],
        on=sides[1],
        date=DateRange.of_day(day),
        status=MeasureStatus.DONE,
    )


def main() -> None:
    """Fill a record, settle it, add one report, and print what each took."""
    parser = argparse.ArgumentParser(prog="benchmarks.settling", description=__doc__)
    parser.add_argument("entries", type=int, nargs="?", default=10_000)
    options = parser.parse_args()
    reports = options.entries // FINDINGS
    with (
        tempfile.TemporaryDirectory() as folder,
        open_record(Path(folder, "record.backchannel")) as record,
    ):
        *first, last = make_readings(reports + 1)
        filling = _timed(lambda: [record.add(reading) for reading in first])
        settling = _timed(record.settle)
        record.add(last)
        adding = _timed(record.settle)
        held = len(record.entries())
    print("| entries | reports | filling, s | settling all, s | adding one, ms |")
    print("|---|---|---|---|---|")
    print(f"| {held:,} | {reports:,} | {filling:.1f} | {settling:.1f} | {1000 * adding:,.0f} |")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
