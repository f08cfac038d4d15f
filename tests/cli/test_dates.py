import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from backchannel import pipeline
from backchannel.cli import app
from backchannel.cli.dates import make_dating, strip
from backchannel.types import DateRange, Report
from tests.factory import day

TEXT = (
    "GENEVA, March 2 - President Reagan met Secretary of State George Shultz here on Monday, "
    'March 2, and House Speaker Jim Wright will speak. "President Jimmy Carter is right," he read.'
)


def printed(width: int, **options: bool) -> str:
    found = make_dating("letter", pipeline.when(Report(text=TEXT, name="letter")), width)
    console = Console(width=width, **options)  # type: ignore[arg-type]
    with console.capture() as captured:
        console.print(found)
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_strips_fit_the_terminal(width: int) -> None:
    out = printed(width)
    assert max(map(len, out.splitlines())) <= width
    assert "March 1987" in out
    assert "█" in out
    assert "outweighed by the rest" in out


def test_without_colours_it_says_the_same() -> None:
    assert "\x1b" not in printed(80, no_color=True)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2001-01-04", "2001-01-05", "···━━·····"),
        ("1999-01-01", "2001-01-02", "<━········"),
        ("2001-01-09", "2003-01-01", "········━>"),
        ("2001-02-01", "2001-02-02", "··········"),
    ],
    ids=["inside", "from before", "beyond", "outside"],
)
def test_a_strip_marks_the_days_of_a_range(first: str, last: str, expected: str) -> None:
    shown = (day("2001-01-01"), day("2001-01-10"))
    assert strip(DateRange(day(first), day(last)), shown, 10) == expected


def test_a_report_that_tells_nothing_says_so() -> None:
    found = make_dating("letter", pipeline.when(Report(text="They met.", name="letter")), 80)
    assert str(found) == "letter  nothing tells when"


def test_the_command_prints_json(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, "utf-8")
    ended = CliRunner().invoke(app, ["when", str(path), "--json"])
    assert ended.exit_code == 0
    found = json.loads(ended.stdout)
    assert [one["id"] for one in found] == ["letter"]
    assert found[0]["published"]["earliest"] == "1987-03-02"
