"""What a command has done to the record, in words."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from backchannel.record import Change, Summary
from backchannel.record.change_lines import write_change
from backchannel.vocabularies import Kind

# What a long read adds is told by numbers; what it does to known entries, one by one.
MOST = 40


def make_summary(summary: Summary, record: str) -> str:
    """What a call of `read` did, in two lines."""
    reports = [
        f"{count(summary.new, 'report')} read",
        f"{summary.known} known already" if summary.known else "",
        f"{len(summary.skipped)} skipped" if summary.skipped else "",
    ]
    entries = [count(n, kind) for kind in Kind if (n := summary.entries.get(kind))]
    return (
        f"{', '.join(part for part in reports if part)}.\n"
        f"New in {record}: {', '.join(entries) or 'nothing'}."
    )


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 origin", "3 tallies"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def make_changes(changes: Sequence[Change], *, most: int | None = None) -> Table:
    """The changes one a line: how, what it is, and the value of the slot then and now."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(no_wrap=True)
    for change in changes[:most]:
        table.add_row(change.how, _told(change), change.id)
    if most and len(changes) > most:
        table.add_row("", f"and {len(changes) - most} more", "")
    return table


def _told(change: Change) -> Text:
    text = Text(change.text)
    return text.append(f"\n{detail}", style="dim") if (detail := write_change(change)) else text
