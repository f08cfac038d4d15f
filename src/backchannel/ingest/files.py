"""The door for files and folders: which reader reads which, and what cannot be read yet."""

from collections.abc import Iterator
from pathlib import Path

from backchannel.errors import ReportError
from backchannel.ingest.lines import load_lines
from backchannel.ingest.texts import load_text
from backchannel.types import Report

_TEXT = (".txt", "")
_LINES = (".jsonl", ".ndjson")
_NOT_YET = {
    ".htm": "a web page",
    ".html": "a web page",
    ".xhtml": "a web page",
    ".pdf": "a PDF",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "an RTF document",
}


def load_reports(path: Path) -> Iterator[Report | ReportError]:
    """The reports of a file, or of a folder's `.txt` and `.jsonl` files in order of their paths.

    What cannot be read comes as an error in its place, so that the rest is still read.
    """
    try:
        if path.is_dir():
            yield from _load_folder(path)
        else:
            yield from _load_file(path)
    except ReportError as error:
        yield error
    except FileNotFoundError:
        yield ReportError(str(path), "does not exist: check the name")
    except OSError as error:
        yield ReportError(str(path), f"cannot be read ({error.strerror}): check its permissions")


def _load_folder(folder: Path) -> Iterator[Report | ReportError]:
    suffixes = {".txt", *_LINES}
    found = [p for p in folder.rglob("*") if p.suffix.lower() in suffixes and p.is_file()]
    if not found:
        raise ReportError(str(folder), "holds no .txt and no .jsonl file: name another folder")
    for path in sorted(found):
        yield from load_reports(path)


def _load_file(path: Path) -> Iterator[Report | ReportError]:
    suffix = path.suffix.lower()
    if suffix in _LINES:
        yield from load_lines(path)
    elif suffix in _TEXT:
        yield load_text(path)
    elif not path.exists():
        raise FileNotFoundError(path)
    elif suffix in _NOT_YET:
        kind = _NOT_YET[suffix]
        raise ReportError(str(path), f"is {kind}, not read yet: save it as plain text (.txt)")
    else:
        raise ReportError(str(path), f"ends in {suffix}: reports are read from .txt and .jsonl")
