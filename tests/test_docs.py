"""The documentation is true: its commands run, and nothing public goes without a word."""

import dataclasses
import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import backchannel
from backchannel.cli import app
from backchannel.record import Record, rows
from tests.export.test_readings import FULL

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GENERATE = runpy.run_path(str(DOCS / "generate.py"))
PAGES = [ROOT / "README.md", DOCS / "tutorial.md", *sorted(DOCS.glob("how-to/*.md"))]


def text_of(*names: str) -> str:
    return "\n".join((DOCS / name).read_text("utf-8") for name in names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_snippets_of_a_page_run(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    written = page.read_text("utf-8")
    commands = GENERATE["commands_in"](written)
    for command in commands:
        ended = GENERATE["run"](command, tmp_path)
        assert ended.returncode == 0, f"$ {command}\n{ended.stderr}"
    snippets = re.findall(r"^( *)```python\n(.*?)^ *```$", written, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    for indent, snippet in snippets:
        exec(re.sub(rf"^{indent}", "", snippet, flags=re.MULTILINE), names)
    assert commands
    if "print(" in written:
        assert capsys.readouterr().out


def test_the_reference_of_the_commands_is_their_help() -> None:
    assert text_of("reference/cli.md") == GENERATE["cli_page"](), "run `make docs`"


def test_every_command_has_its_reference() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert set(commands) == {words.split()[0] for words in GENERATE["COMMANDS"]}


def test_every_public_name_is_documented() -> None:
    page = text_of("reference/python.md")
    methods = [name for name in vars(Record) if not name.startswith("_")]
    fields = [
        field.name
        for row in vars(rows).values()
        if dataclasses.is_dataclass(row) and row.__name__.endswith("Row")
        for field in dataclasses.fields(row)
    ]
    undocumented = [
        name for name in (*backchannel.__all__, *methods, *fields) if f"`{name}" not in page
    ]
    assert undocumented == []


def test_every_field_of_a_reading_is_documented() -> None:
    page = text_of("reference/reading.md")
    from backchannel.export import reading_to_json

    def keys(value: object) -> set[str]:
        match value:
            case dict():
                return {*value, *(key for inner in value.values() for key in keys(inner))}
            case list():
                return {key for inner in value for key in keys(inner)}
        return set()

    undocumented = {key for key in keys(reading_to_json(FULL)) if f"`{key}`" not in page}
    # These two are in the table as a range of lines, "`contacts` … `tallies`", and as headings.
    assert undocumented <= {"contacts", "commitments", "measures", "denials", "tallies"} | {
        key for key in undocumented if f'"{key}"' in page
    }


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda p: p.stem
)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
