"""The timeline as one page of its own: a file that needs no server, network or other file."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from backchannel.export.rows import write_json
from backchannel.record import Record
from backchannel.rules.states import party_name
from backchannel.types import Entry, Evidence
from backchannel.web.answers import Answers
from backchannel.web.showing import render
from backchannel.web.timeline import MomentRow, moments, replay_days

STATIC = Path(__file__).parent / "static"
# Of so many origins each the first report is quoted.
MOST_QUOTED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the timeline with the words that it rests on."""

    row: MomentRow
    evidence: tuple[Evidence, ...]


def make_page(record: Record, filters: Mapping[str, Any], title: str) -> str:
    """The page on the entries that the filters let through; the same record makes the same page."""
    answers = Answers(record)
    rows = moments(answers, filters)
    style = _inline((STATIC / "site.css").read_text("utf-8"), "</style")
    script = _inline((STATIC / "built/timeline.js").read_text("utf-8"), "</script")
    return render(
        "single.html",
        title=title,
        lines=tuple(_lines(record, rows, filters)),
        days=replay_days(answers) if not {"as_of", "known_on"} & filters.keys() else {},
        filters=filters,
        names={party: party_name(party) for row in rows for party in row.parties},
        rows=_in_markup(write_json(rows)),
        reports=len(answers.rows("reports", {})),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )


def _lines(record: Record, rows: Sequence[MomentRow], filters: Mapping[str, Any]) -> Iterator[Line]:
    times = {name: filters[name] for name in ("as_of", "known_on") if name in filters}
    entries = {entry.id: entry for entry in record.entries(**times)}
    for row in rows:
        yield Line(row, _witnesses(entries[row.id]))


def _witnesses(entry: Entry) -> tuple[Evidence, ...]:
    """The first finding of each origin."""
    first = {evidence.origin: evidence for evidence in reversed(entry.evidence)}
    ordered = [e for e in entry.evidence if first[e.origin] is e]
    return tuple(ordered[:MOST_QUOTED])


def _inline(text: str, end: str) -> str:
    """A file as it can stand in an element of a page, which its own words must not close."""
    return text.replace(end, f"<\\{end[1:]}")


def _in_markup(json: str) -> Markup:
    """JSON in a script element: whatever a report says, no tag begins in it."""
    return Markup(json.replace("<", "\\u003c"))


def _policy(style: str, script: str) -> str:
    """Only this style and this script may run, and nothing may be fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_digest(style)}",
            f"script-src {_digest(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    made = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{made}'"
