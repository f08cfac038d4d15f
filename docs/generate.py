"""Make the generated parts of the documentation: `make docs`, checked by tests/test_docs.py."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from backchannel.cli import app

ROOT = Path(__file__).parents[1]
COMMANDS = (
    *("read", "reading", "show", "explain", "find", "entries", "serve", "when"),
    *("judge", "rate", "withdraw", "diff", "export page"),
)
PAGES_WITH_OUTPUT = ("README.md", "docs/tutorial.md")

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def cli_page() -> str:
    """The reference of the command line, from its own help."""
    parts = ["# The command line\n\nMade from the program's own help by `make docs`.\n"]
    for words in ((), *(command.split() for command in COMMANDS)):
        called = " ".join(("backchannel", *words))
        asked = CliRunner().invoke(app, [*words, "--help"], prog_name="backchannel")
        parts.append(f"## {called}\n\n```text\n{asked.stdout.strip()}\n```\n")
    parts.append(
        "## Exit status\n\n"
        "0: done. 1: a report, or the record, could not be read; one line on standard error says\n"
        "which, where and what to do, and the other reports are read. 2: the command was not\n"
        "understood. 130: stopped with Ctrl-C; what was recorded is kept, and the same `read`\n"
        "goes on from there.\n"
    )
    return "\n".join(parts)


def commands_in(page: str) -> list[str]:
    """The commands of a page's console blocks, in order."""
    blocks = re.findall(r"^ *```console\n(.*?)^ *```$", page, re.MULTILINE | re.DOTALL)
    return [c for block in blocks for c in re.findall(r"^ *\$ (.+)$", block, re.MULTILINE)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader would who has activated the environment; 80 columns wide."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )


def with_output(page: str, folder: Path) -> str:
    """The page with what its commands print now."""

    def renew(block: re.Match[str]) -> str:
        lines = []
        for command in commands_in(block[0]):
            ended = run(command, folder)
            lines.append(f"$ {command}\n{ended.stdout}{ended.stderr}".rstrip())
        return "```console\n" + "\n\n".join(lines) + "\n```"

    return _BLOCK.sub(renew, page)


def main() -> None:
    """Write the pages anew."""
    (ROOT / "docs/reference/cli.md").write_text(cli_page(), "utf-8")
    for name in PAGES_WITH_OUTPUT:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", Path(folder, "examples"))
            page = ROOT / name
            page.write_text(with_output(page.read_text("utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
