"""What one run of a command costs: seconds, and the most memory that all its processes held."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.02  # seconds; a longer pause misses the height of short runs
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and megabytes at the height (see `measure`)."""

    seconds: float
    megabytes: float


def measure(command: Sequence[str]) -> Cost:
    """Run a command and throw its output away; what it complains of is shown.

    On Linux memory is the sum over the process and all below it, with pages that they share counted
    for each; elsewhere it is that of the largest single process.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = _watch(process) if sys.platform == "linux" else _wait(process)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, peak / MB)


def _watch(process: subprocess.Popen[bytes]) -> int:
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(LOOK_EVERY)
    return peak


def _resident(pid: int) -> int:
    """The bytes that a process and all below it hold in memory; 0 when it has ended meanwhile."""
    folder = Path("/proc", str(pid))
    try:
        own = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        below = (folder / "task" / str(pid) / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return own + sum(_resident(int(child)) for child in below)


def _wait(process: subprocess.Popen[bytes]) -> int:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
