"""The program as a process: signals, closed and full outputs, plain locales."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import backchannel
from tests.cli.conftest import WORDS, write_jsonl


def start(
    folder: Path, *words: str, out: Any = subprocess.PIPE, start_new_session: bool = False
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "backchannel", *words],
        cwd=folder,
        stdout=out,
        stderr=subprocess.PIPE,
        start_new_session=start_new_session,
    )


def test_ctrl_c_is_one_line_and_the_record_keeps_what_was_read(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "text": f"Report {n}. {WORDS}"} for n in range(3000)]
    write_jsonl(tmp_path / "reports.jsonl", *rows)
    with start(tmp_path, "read", "reports.jsonl") as program:
        while program.poll() is None and count_reports(tmp_path) == 0:
            time.sleep(0.05)
        program.send_signal(signal.SIGINT)
        assert program.wait() == 130
        assert program.stderr is not None
        said = program.stderr.read().decode()
        assert said == "backchannel: stopped; nothing that was recorded is lost\n"
    assert count_reports(tmp_path) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals to a group")
@pytest.mark.parametrize("seconds", [0.8, 1.2, 3.0], ids=["starting", "loading", "reading"])
def test_ctrl_c_ends_all_processes_without_a_word(tmp_path: Path, seconds: float) -> None:
    rows = [{"id": f"r{n}", "text": f"Report {n}. {WORDS}"} for n in range(20_000)]
    write_jsonl(tmp_path / "reports.jsonl", *rows)
    command = ("reading", "reports.jsonl", "--jobs", "2")
    with start(tmp_path, *command, out=subprocess.DEVNULL, start_new_session=True) as program:
        time.sleep(seconds)
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does
        assert program.wait(20) == 130
        assert program.stderr is not None
        [said] = program.stderr.read().decode().splitlines()
        assert said.startswith("backchannel: stopped")


def count_reports(folder: Path) -> int:
    try:
        with backchannel.open(folder / "record.backchannel", read_only=True) as record:
            return len(record.reports())
    except backchannel.RecordError:
        return 0


def test_output_that_nobody_reads_any_more_is_no_error(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "reports.jsonl", *[{"text": WORDS}] * 200)
    with start(tmp_path, "reading", "reports.jsonl") as program:
        assert program.stdout is not None
        program.stdout.close()
        assert program.wait() == 1
        assert program.stderr is not None
        assert program.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    with (
        Path("/dev/full").open("wb") as full,
        start(tmp_path, "reading", "a.txt", out=full) as program,
    ):
        assert program.wait() == 1
        assert program.stderr is not None
        said = program.stderr.read().decode()
        assert said == "backchannel: cannot write its output: No space left on device\n"


def test_the_program_runs_as_a_module_and_in_a_plain_locale(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "backchannel", "reading", "missing.txt"]
    ended = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr == "backchannel: missing.txt: does not exist: check the name\n"
