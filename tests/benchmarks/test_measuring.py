import subprocess
import sys

import pytest
from benchmarks.measuring import measure

HOLD = "x = b'x' * {mb} * 2**20; import time; time.sleep(0.5)"


def test_memory_and_time_of_a_run_are_measured() -> None:
    cost = measure([sys.executable, "-c", HOLD.format(mb=50)])
    assert 50 < cost.megabytes < 90
    assert cost.seconds > 0.5


@pytest.mark.skipif(sys.platform != "linux", reason="memory of several processes is not known")
def test_memory_of_processes_below_counts() -> None:
    inner = HOLD.format(mb=50)
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    assert 55 < measure([sys.executable, "-c", outer]).megabytes < 110


def test_a_run_that_fails_is_no_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        measure([sys.executable, "-c", "raise SystemExit(1)"])
