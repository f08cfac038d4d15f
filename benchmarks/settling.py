"""How long it takes to add a report to a record of many, and to take one out again."""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from backchannel.pipeline import open_record
from backchannel.types import Reading
from benchmarks.__main__ import machine
from benchmarks.readings import NARROW, WIDE, Spread, make_readings

SPREADS = {"30 states, 20 years": WIDE, "4 states, 3 years": NARROW}
FINDINGS = 3.8  # a report, reprints left out
# So many reports are added one by one, and half of them taken out again.
ADDED = 50


def main() -> None:
    """Fill records, add reports one by one, and print what each took."""
    parser = argparse.ArgumentParser(prog="benchmarks.settling", description=__doc__)
    parser.add_argument("entries", type=int, nargs="?", default=100_000)
    parser.add_argument("--narrow", action="store_true", help="also a record of one process")
    options = parser.parse_args()
    print(machine())
    print("\nMilliseconds by the clock, of them those of the processor in brackets.\n")
    print(
        "| record | reports | entries | MB | filling, s | memory, MB | adding one: median ", end=""
    )
    print("| slowest of 50 | withdrawing one |\n|---|---|---|---|---|---|---|---|---|")
    for name, spread in SPREADS.items():
        if spread is WIDE or options.narrow:
            print(f"| {name} | {measure(options.entries, spread)} |", flush=True)


def measure(entries: int, spread: Spread) -> str:
    """The cells of one record."""
    reports = round(entries / FINDINGS)
    readings = make_readings(reports + ADDED, spread)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.backchannel")
        filling, _ = _timed(partial(fill, path, islice(readings, reports)))
        megabytes = path.stat().st_size / 1e6
        late = list(readings)
        adding = [_timed(partial(add, path, reading)) for reading in late]
        leaving = [_timed(partial(withdraw, path, reading)) for reading in late[::2]]
        with open_record(path) as record:
            held = len(record.timeline()) + len(record.tallies())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return " | ".join(
        (
            *(
                f"{reports:,}",
                f"{held:,}",
                f"{megabytes:,.0f}",
                f"{filling:,.0f}",
                f"{memory:,.0f}",
            ),
            *(
                _cell(pick(c) for c in zip(*adding, strict=True))
                for pick in (statistics.median, max)
            ),
            _cell(statistics.median(c) for c in zip(*leaving, strict=True)),
        )
    )


def fill(path: Path, readings: Iterator[Reading]) -> None:
    """Write the readings and settle them all at once."""
    with open_record(path) as record:
        for reading in readings:
            record.add(reading)
        record.settle()


def add(path: Path, reading: Reading) -> None:
    """What `read` does with one report besides reading it, on a record that is opened for it."""
    with open_record(path) as record:
        record.add(reading)
        record.settle()


def withdraw(path: Path, reading: Reading) -> None:
    """Take a report out, of a record that is opened for it."""
    with open_record(path) as record:
        record.withdraw(reading.report.id, who="benchmark")


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - busy


def _cell(seconds: Iterable[float]) -> str:
    clock, processor = (1000 * value for value in seconds)
    return f"{clock:.0f} ({processor:.0f})"


if __name__ == "__main__":
    main()
