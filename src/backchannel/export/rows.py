"""The rows of a query as JSON and as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

import msgspec

from backchannel.types import DateRange, Part


def write_json(value: Any) -> str:
    """Rows, or any other of our values, as indented JSON; a range keeps its two ends."""
    plain = msgspec.json.encode(list(value) if isinstance(value, Sequence) else value)
    return msgspec.json.format(plain, indent=2).decode()


def write_csv(rows: Iterable[Any], row_type: type) -> str:
    """The rows with a heading; a range takes two columns, several values stand between "; "."""
    named = [(f.name, is_range(f.type)) for f in fields(row_type)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_headings(named))
    writer.writerows(list(_cells(row, named)) for row in rows)
    return out.getvalue()


def is_range(field_type: object) -> bool:
    """Whether a field holds one range, which takes two columns; several stand in one."""
    return "DateRange" in str(field_type) and "tuple" not in str(field_type)


def _headings(named: Iterable[tuple[str, bool]]) -> list[str]:
    return [
        heading
        for name, is_range in named
        for heading in ((f"{name}_earliest", f"{name}_latest") if is_range else (name,))
    ]


def _cells(row: Any, named: Iterable[tuple[str, bool]]) -> Iterator[str]:
    for name, is_range in named:
        value = getattr(row, name)
        if is_range:
            days: DateRange = value or DateRange(None, None)
            yield from (str(days.earliest or ""), str(days.latest or ""))
        else:
            yield _cell(value)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return "; ".join(_cell(v) for v in value)
        case Part(count, what, by):
            return f"{count} {what.text}" + (f" ({by})" if by else "")
    return str(value)
