"""Whether wording of the shared texts, which are not ours to copy, stands in this repository."""

import gzip
import json
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# So many words in a row, letters and figures only, are wording rather than chance.
LENGTH = 6
ALLOWED = Path(__file__).with_name("leaks.toml")
ROOT = Path(__file__).parents[1]
# Built for the most part from code of others, whose words are theirs.
BUILT = "src/backchannel/web/static/built/"
# Between two strings of a list, wording ends.
_BETWEEN = re.compile(r"[\"']\s*[,\]]|'''")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Leak:
    """Words of a shared text that stand in a file of the repository."""

    path: str
    line: int
    words: str
    source: str

    def __str__(self) -> str:
        """The line that is printed."""
        return f"{self.path}:{self.line}: {self.words!r} stands in {self.source}"


def find_leaks(
    files: Mapping[str, str], texts: Iterable[tuple[str, str]], allowed: Iterable[str] = ()
) -> list[Leak]:
    """Each run of `LENGTH` words of a file that some text has too, unless it is allowed.

    `files` maps paths to their text, `texts` pairs names with texts; a run is allowed where it
    lies within an allowed phrase, and told once a file, with the first text that has it.
    """
    phrases = [f" {' '.join(word for word, _ in _words(phrase))} " for phrase in allowed]
    wanted: dict[str, list[tuple[str, int]]] = {}
    for path, text in files.items():
        for run, line in dict(reversed(list(_runs(text)))).items():
            if not any(f" {run} " in phrase for phrase in phrases):
                wanted.setdefault(run, []).append((path, line))
    found = []
    for source, text in texts:
        words = [word for word, _ in _words(text)]
        for i in range(len(words) - LENGTH + 1):
            run = " ".join(words[i : i + LENGTH])
            found += [Leak(path, line, run, source) for path, line in wanted.pop(run, ())]
    return sorted(found, key=lambda leak: (leak.path, leak.line, leak.words))


def _runs(text: str) -> Iterator[tuple[str, int]]:
    """The runs of words, none across strings of a list, with the line on which each begins."""
    line, begins = 1, 0
    for end in [*(m.end() for m in _BETWEEN.finditer(text)), len(text)]:
        words = list(_words(text, begins, end))
        for i in range(len(words) - LENGTH + 1):
            start = words[i][1]
            run = " ".join(word for word, _ in words[i : i + LENGTH])
            yield run, line + text.count("\n", begins, start)
        line += text.count("\n", begins, end)
        begins = end


def _words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int]]:
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield match[0].lower().replace("’", "'"), match.start()


# --- What is compared ---------------------------------------------------------------------------


def load_allowed() -> tuple[str, ...]:
    """The proper names and set phrases that are nobody's wording (`leaks.toml`)."""
    rows = tomllib.loads(ALLOWED.read_text("utf-8"))["allowed"]
    return tuple(phrase for row in rows for phrase in row["phrases"])


def load_tracked(root: Path = ROOT) -> dict[str, str]:
    """Every text file that git tracks, by its path; what is built, or no text, is skipped."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    )
    files = {}
    for path in filter(None, listed.stdout.split("\0")):
        if path.startswith(BUILT):
            continue
        try:
            files[path] = (root / path).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):  # weights; a file just removed
            continue
    return files


def load_shared(shared: Path) -> Iterator[tuple[str, str]]:
    """The texts of the collection, the seeds, the traps, the raw reports and the data sets."""
    paths = [*shared.glob("gold/*.jsonl"), *shared.glob("reports/*"), *shared.glob("data/*/*.gz")]
    for path in sorted(paths):
        content = path.read_bytes()
        lines = gzip.decompress(content) if path.suffix == ".gz" else content
        for row in map(json.loads, filter(None, lines.split(b"\n"))):
            name = f"{path.relative_to(shared)} {row['id']}"
            yield from ((name, text) for text in _texts(row))


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for field in ("title", "text"):
        if row.get(field):
            yield row[field]
