"""A text file holds one report, with a few header lines on top if somebody wrote them."""

import re
from pathlib import Path

from backchannel.errors import ReportError
from backchannel.ingest.decoding import decode
from backchannel.ingest.fields import Fields, make_report, parse_day
from backchannel.types import Report

# Nothing larger is read into memory; fields.py says how long a report may be.
MAX_TEXT_BYTES = 20_000_000

_NAMES = ("outlet", "published", "agency", "title", "url")
_LINE = re.compile(r"([A-Za-z][A-Za-z -]{0,20}):[ \t]*(.*)")


def load_text(path: Path) -> Report:
    """The one report in a text file."""
    where = str(path)
    with path.open("rb") as file:
        content = file.read(MAX_TEXT_BYTES + 1)
    if len(content) > MAX_TEXT_BYTES:
        limit = f"{MAX_TEXT_BYTES // 1_000_000} MB"
        raise ReportError(
            where, f"is larger than {limit}, too long for one report: split it, or use .jsonl"
        )
    if not content.strip():
        raise ReportError(where, "is empty: put the report's text into it")
    header, text = split_header(_join_lines(decode(content, where)))
    if "published" in header:
        line = list(header).index("published") + 1
        parse_day(header["published"], f"{where}, line {line}")
    known = {name: header[name] for name in _NAMES if name in header}
    return make_report(Fields(text=text, **known), name=_name(path), where=where)


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header lines by name, in order, and the text after the blank line that ends them.

    A header is a first paragraph of "Name: value" lines that opens with Outlet, Published,
    Agency, Title or URL; any other beginning is text.
    """
    first, _, rest = text.partition("\n\n")
    lines = [_LINE.fullmatch(line) for line in first.split("\n")]
    header = {line[1].lower(): line[2].strip() for line in lines if line}
    if None in lines or next(iter(header), None) not in _NAMES:
        return {}, text
    return header, rest.lstrip("\n")


def _join_lines(text: str) -> str:
    # The line ends belong to the file, not to the report: this is what Python's text mode reads.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _name(path: Path) -> str:
    return path.stem if path.suffix.lower() == ".txt" else path.name
