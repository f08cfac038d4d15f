import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.errors import BackchannelError, ReportError
from backchannel.types import Report
from backchannel.workers import AHEAD, AHEAD_LONG, PAYS, map_reports, share
from backchannel.workers import LONG as LONG_FROM
from tests import factory

SHORT = factory.make_report("Talks.")
LONG = factory.make_report("x" * PAYS)


def first_word(report: Report) -> str:
    """What a worker is asked here; some reports kill it, or keep it."""
    word, *rest = report.text.split()
    if word == "kill":
        os.kill(os.getpid(), signal.SIGTERM)
    if word == "wait":
        Path(rest[0]).write_text(str(os.getpid()))
        time.sleep(60)
    return word


@pytest.mark.parametrize(
    ("items", "jobs", "processes"),
    [
        ([SHORT] * 100, None, 1),
        ([LONG] * 100, None, 4),
        ([LONG, LONG], None, 2),
        ([LONG], None, 1),
        ([SHORT] * 100, 2, 2),
        ([SHORT] * 100, 9, 9),
        ([LONG] * 100, 1, 1),
        ([SHORT, None, ReportError("a", "b")], 2, 1),
        ([], None, 1),
    ],
    ids=[
        "short reports do not pay",
        "a core each",
        "few long ones",
        "a single one",
        "as asked",
        "more than cores",
        "one asked for",
        "what is handed through does not count",
        "nothing",
    ],
)
def test_more_processes_read_where_they_pay(
    monkeypatch: pytest.MonkeyPatch,
    items: list[Report | ReportError | None],
    jobs: int | None,
    processes: int,
) -> None:
    monkeypatch.setattr("backchannel.workers.cores", lambda: 4)
    rest = iter(items)
    first, share_of = share(rest, jobs)
    assert share_of == processes
    assert [*first, *rest] == items


def test_the_decision_does_not_take_the_whole_archive() -> None:
    first, _ = share((LONG for _ in range(10_000)), None)
    assert len(first) < 10_000


@pytest.mark.parametrize(
    ("length", "ahead"),
    [(10, AHEAD), (LONG_FROM, AHEAD_LONG)],
    ids=["short reports", "long reports"],
)
def test_only_so_many_reports_are_taken_ahead(length: int, ahead: int) -> None:
    taken = []

    def archive() -> Iterator[Report]:
        for number in range(40):
            taken.append(number)
            yield factory.make_report(f"n{number} " + "x" * length)

    answers = map_reports(first_word, archive(), 2)
    assert next(answers) == "n0"
    assert len(taken) == 2 * ahead + 1
    assert list(answers) == [f"n{n}" for n in range(1, 40)]


def test_a_worker_that_is_killed_is_told() -> None:
    reports = [factory.make_report(word) for word in ("fine", "kill", "good")]
    with pytest.raises(BackchannelError, match="ended from outside"):
        list(map_reports(first_word, reports, 2))


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_program_that_is_killed_leaves_no_worker(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.test_workers import factory, first_word, map_reports\n"
        "if __name__ == '__main__':\n"
        f"    report = factory.make_report('wait {tmp_path / 'worker'}')\n"
        "    list(map_reports(first_word, [report], 1))\n"
    )
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as program:
        worker = int(_wait_for(tmp_path / "worker"))
        if how is signal.SIGINT:  # a terminal sends Ctrl-C to all of them
            os.killpg(program.pid, how)
        else:
            program.send_signal(how)
        program.wait(10)
        assert _ends(worker)


def _wait_for(path: Path) -> str:
    for _ in range(400):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.05)
    raise TimeoutError(path)


def _ends(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and " Z " in Path(f"/proc/{pid}/stat").read_text():
            return True  # ended; nobody has asked how
        time.sleep(0.05)
    return False
