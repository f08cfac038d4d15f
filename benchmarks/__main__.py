"""Measure how fast `backchannel reading` reads and how much memory it takes, print a table."""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from backchannel.workers import cores
from benchmarks.measuring import Cost, measure
from benchmarks.reports import make_reports

RESULTS = Path(__file__).with_name("results.md")
JOBS = (1, 2)
STARTS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How long the reports are (0 words: one sentence), and how many are read."""

    name: str
    words: int
    reports: int
    published: str | None = "2014-09-11"


SIZES = (
    Size("one sentence", 0, 1000),
    Size("500 words", 500, 200),
    Size("500 words, undated", 500, 200, published=None),
    Size("30,000 words", 30_000, 4),
)


def main() -> None:
    """Measure, print, and write the results down if asked to."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} too")
    options = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in measure_all(Path(folder)):
            print(line, flush=True)
            lines.append(line)
    if options.write:
        RESULTS.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")


def measure_all(folder: Path) -> Iterator[str]:
    """The lines of the results, each as soon as it is known."""
    yield machine()
    yield "\n| start-up | seconds | memory, MB |\n|---|---|---|"
    starts = {}
    for jobs in JOBS:
        runs = [read(write(folder, Size(f"start of {jobs}", 0, jobs)), jobs) for _ in range(STARTS)]
        starts[jobs] = statistics.median(run.seconds for run in runs)
        memory = max(run.megabytes for run in runs)
        yield f"| `--jobs {jobs}` | {starts[jobs]:.1f} | {memory:.0f} |"
    yield "\n| reports of | reports | jobs | reports a second | words a second | memory, MB |"
    yield "|---|---|---|---|---|---|"
    for size in SIZES:
        path = write(folder, size)
        words = count_words(path)
        for jobs in JOBS:
            cost = read(path, jobs)
            steady = cost.seconds - starts[jobs]
            yield (
                f"| {size.name} | {size.reports} | {jobs} | {size.reports / steady:.2f} "
                f"| {words / steady:,.0f} | {cost.megabytes:.0f} |"
            )


def machine() -> str:
    """What the figures depend on."""
    try:
        model = f"onnxruntime {metadata.version('onnxruntime')}"
    except metadata.PackageNotFoundError:
        model = "no onnxruntime"
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"Backchannel {metadata.version('backchannel')}, Python {platform.python_version()}, "
        f"{model}; {platform.system()} on {platform.machine()}, {cores()} cores{busy}."
    )


def write(folder: Path, size: Size) -> Path:
    """A file with reports of this size."""
    path = folder / f"{size.name}.jsonl"
    day = {"published": size.published} if size.published else {}
    made = make_reports(size.reports, size.words)
    rows = [{"id": report.name, "text": report.text, **day} for report in made]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def count_words(path: Path) -> int:
    """The words of all reports in a file."""
    return sum(len(json.loads(line)["text"].split()) for line in path.open(encoding="utf-8"))


def read(path: Path, jobs: int) -> Cost:
    """What it costs to read a file."""
    command = (sys.executable, "-m", "backchannel", "reading", str(path), "--jobs", str(jobs))
    return measure(command)


HEAD = """# Speed and memory

By `make bench`: `backchannel reading` on a `.jsonl` file, as a user runs it. The reports are
the example reports cut into paragraphs and put together anew with other states and days, so that
no two are alike; they are dated unless it says otherwise. Start-up is the time to read one sentence
for each process; it is left out of the speeds. Memory is the most that all processes held together,
shared pages counted for each.
"""


if __name__ == "__main__":
    main()
