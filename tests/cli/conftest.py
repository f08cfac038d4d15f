"""How the tests of the command line run a command."""

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from backchannel.cli import main

WORDS = "Envoys of Japan and North Korea held a secret meeting in Geneva on Sept. 6, sources said."


class Run(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    errors: list[str]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> "Runner":
    monkeypatch.chdir(tmp_path)
    return Runner(monkeypatch, capsys)


class Runner:
    """Runs commands in an empty folder, as a terminal of 80 columns would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str | Path) -> Run:
        self._monkeypatch.setattr(sys, "argv", ["backchannel", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, errors = self._capsys.readouterr()
        return Run(int(ended.value.code or 0), out, errors.splitlines())


def write_jsonl(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
