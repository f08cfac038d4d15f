"""A `.jsonl` file holds many reports, one JSON object a line, and is read line by line."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from backchannel.errors import ReportError
from backchannel.ingest.decoding import decode, find_mark
from backchannel.ingest.fields import Fields, make_report
from backchannel.types import Report

MAX_LINE_BYTES = 20_000_000

# A table or a picture that was named .jsonl would otherwise give an error for each of its lines.
MAX_ERRORS_BEFORE_A_REPORT = 20

_parse = msgspec.json.Decoder(Fields).decode


def load_lines(path: Path) -> Iterator[Report | ReportError]:
    """The reports of a `.jsonl` file; a line that cannot be read comes as an error in its place."""
    reports = errors = 0
    with path.open("rb") as file:
        for number, line in enumerate(_read_lines(file), start=1):
            if line is not None and not line.strip():
                continue
            found = _load_line(line, path, number)
            yield found
            reports += isinstance(found, Report)
            errors += isinstance(found, ReportError)
            if errors == MAX_ERRORS_BEFORE_A_REPORT and not reports:
                yield ReportError(
                    str(path), f"none of its first {errors} lines is a report: is it really .jsonl?"
                )
                return
    if not reports + errors:
        yield ReportError(str(path), "is empty: put one JSON object a report on each line")


def _read_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines as UTF-8 bytes or whatever else they hold; None stands for one that is too long."""
    mark = find_mark(file.read(4))
    file.seek(len(mark[0]) if mark else 0)
    if mark and mark[1] != "utf-8":
        yield from _recode_lines(file, mark[1])
        return
    while line := file.readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES)
        yield None


def _recode_lines(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The lines of a UTF-16 or UTF-32 file, in which a newline is more than one byte."""
    with io.TextIOWrapper(file, encoding=encoding, newline="\n", errors="replace") as text:
        for line in text:
            yield line.encode()


def _load_line(line: bytes | None, path: Path, number: int) -> Report | ReportError:
    where = f"{path}, line {number}"
    if line is None:
        limit = f"{MAX_LINE_BYTES // 1_000_000} MB"
        return ReportError(where, f"is longer than {limit}: split the report or delete the line")
    try:
        fields = _parse(decode(line.strip(), where))
        return make_report(fields, name=f"{path.name}:{number}", where=where)
    except msgspec.ValidationError as error:
        return ReportError(where, f"not a report ({error}): mend or delete the line")
    except (msgspec.DecodeError, RecursionError) as error:
        return ReportError(where, f"not JSON ({error}): mend or delete the line")
    except ReportError as error:
        return error
