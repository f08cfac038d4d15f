"""What a command has done to the record, in words."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from backchannel.export.dates import write_range
from backchannel.record import Change, How, Summary
from backchannel.rules.states import party_name
from backchannel.types import DateRange
from backchannel.vocabularies import Kind

# What a long read adds is told by numbers; what it does to known entries, one by one.
MOST = 40
_DAYS = ("date", "deadline")
_PARTIES = ("parties", "debtor", "creditor", "by", "on", "mediators")


def make_summary(summary: Summary, record: str) -> str:
    """What a call of `read` did, in two lines."""
    reports = [
        f"{_number(summary.new, 'report')} read",
        f"{summary.known} known already" if summary.known else "",
        f"{len(summary.skipped)} skipped" if summary.skipped else "",
    ]
    entries = [_number(n, kind) for kind in Kind if (n := summary.entries.get(kind))]
    return (
        f"{', '.join(part for part in reports if part)}.\n"
        f"New in {record}: {', '.join(entries) or 'nothing'}."
    )


def _number(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


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
    return text.append(f"\n{detail}", style="dim") if (detail := _detail(change)) else text


def _detail(change: Change) -> str:
    was, now = (_written(change.slot, v) for v in (change.was, change.now))
    name = (change.slot or "").replace("_", " ")
    told = {
        How.CONFIRMED: f"by {now} origins, before by {was}",
        How.WEAKENED: f"by {now} of {was} origins",
        How.JOINED: f"from {was}",
        How.PARTED: f"into {now}",
        How.CONTRADICTED: f"{name}: {was}, or {now}",
        How.RESOLVED: f"{name}: {now}; nobody tells {was} any more",
    }
    if change.how in told:
        return told[change.how]
    if not name:
        return ""
    return f"{name}: {now}, before {was}" if was and now else f"{name}: {now or f'no longer {was}'}"


def _written(slot: str | None, value: str | None) -> str:
    """Codes as names and days as people write them."""
    if value is None:
        return ""
    if slot in _DAYS:
        return write_range(DateRange.parse(value))
    return party_name(value) if slot in _PARTIES else value.replace("_", " ")
