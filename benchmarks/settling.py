"""How long it takes to add a report to a record of many, and to take one out again."""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from backchannel.pipeline import open_record
from backchannel.types import Reading
from benchmarks.__main__ import machine
from benchmarks.readings import DENSE, WIDE, Spread, make_readings

FINDINGS = 3.8  # a report, reprints left out
# So many reports are added one by one, and half of them taken out again.
ADDED = 50
BOUND = 0.1  # seconds that adding one may take


def main() -> None:
    """Fill a record, add reports one by one, and print what each took."""
    parser = argparse.ArgumentParser(prog="benchmarks.settling", description=__doc__)
    parser.add_argument("entries", type=int, nargs="?", default=100_000)
    parser.add_argument("--dense", action="store_true", help="four states, three years")
    options = parser.parse_args()
    print(machine(), "\n\nBy the clock (of it the processor):\n")
    for name, value in measure(options.entries, DENSE if options.dense else WIDE):
        print(f"- {name}: {value}", flush=True)


def measure(entries: int, spread: Spread) -> Iterator[tuple[str, str]]:
    """What it took, by name, each as soon as it is known."""
    reports = round(entries / FINDINGS)
    readings = make_readings(reports + ADDED, spread)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.backchannel")
        clock, processor = _timed(partial(fill, path, islice(readings, reports)))
        with open_record(path) as record:
            yield "entries", f"{sum(record.count().values()):,} of {reports:,} reports"
        yield "file", f"{path.stat().st_size / 1e6:,.0f} MB"
        yield "filling", f"{clock:,.0f} s ({processor:,.0f})"
        yield "memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
        late = list(readings)
        yield "adding one", _told([_timed(partial(add, path, reading)) for reading in late])
        gone = late[::2]
        yield "withdrawing one", _told([_timed(partial(withdraw, path, r)) for r in gone])


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


def _told(costs: Sequence[tuple[float, float]]) -> str:
    """The median and the highest cost, in milliseconds."""
    (median, busy), (most, busiest) = (
        [1000 * pick(values) for values in zip(*costs, strict=True)]
        for pick in (statistics.median, max)
    )
    slow = sum(clock > BOUND for clock, _ in costs)
    return (
        f"{median:.0f} ms ({busy:.0f}), at most {most:.0f} ({busiest:.0f}); "
        f"{slow} of {len(costs)} over {1000 * BOUND:.0f}"
    )


if __name__ == "__main__":
    main()
