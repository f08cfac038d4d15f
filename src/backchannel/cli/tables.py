"""The rows of a query as a table that fits the terminal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from backchannel.export.dates import write_day, write_range
from backchannel.record.change_lines import write_judgement, write_value
from backchannel.record.lines import ACTS, who_commits
from backchannel.record.rows import (
    HIT_END,
    HIT_START,
    ChannelRow,
    CommitmentRow,
    ConflictRow,
    ContactRow,
    DeadlockRow,
    DenialRow,
    MeasureRow,
    OriginRow,
    ProcessRow,
    SearchHit,
    SourceRow,
    TallyRow,
    TimelineRow,
)
from backchannel.rules.states import party_name
from backchannel.types import DateRange, Judgement
from backchannel.vocabularies import Certainty, ContactStatus, Force, MeasureStatus, Outcome

# A dozen words of the reports need about this much room beside the other columns.
WIDE = 124
# A column that shares what room is left has at least that of "northeastern" and a space.
WORD = 14


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what stands under it for a row, and its share of the room that is left.

    A column without a share is as wide as its longest cell; `from_width` is the width of the
    terminal from which on a column is shown.
    """

    heading: str
    cell: Callable[[Any], str | Text]
    share: int | None = None
    from_width: int = 0
    is_number: bool = False


def make_table(rows: Sequence[Any], row_type: type, width: int) -> Table:
    """The rows in the columns that their type has at this width; ids are never cut."""
    columns = [c for c in COLUMNS[row_type] if c.from_width <= width]
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        expand=any(c.share for c in columns),
    )
    for column in columns:
        table.add_column(
            column.heading,
            ratio=column.share,
            min_width=WORD if column.share else None,
            no_wrap=column.share is None,
            overflow="fold",
            justify="right" if column.is_number else "left",
        )
    for row in rows:
        table.add_row(*(column.cell(row) for column in columns))
    return table


# --- Cells ---------------------------------------------------------------------------------------


def _days(range_: DateRange | None) -> str:
    # Days belong together: a range may break only before its second end.
    days = write_range(range_) or "undated"
    return days.replace(" – ", "\n– ").replace(" ", "\N{NO-BREAK SPACE}")


def _when(days: DateRange | None, reported: DateRange | None) -> str:
    """The days of an entry, or the day on which it was told when it has none."""
    return _days(days) if days or not reported else f"told\n{_days(reported)}"


def _names(parties: Iterable[str]) -> str:
    return ", ".join(map(party_name, parties))


def _words(*parts: str | None) -> str:
    return ", ".join(dict.fromkeys(part.replace("_", " ") for part in parts if part))


def _doubt(certainty: Certainty) -> str | None:
    return None if certainty is Certainty.CERTAIN else certainty


def _lines(*lines: str | None, denied_by: Sequence[str] = ()) -> Text:
    text = Text("\n".join(line for line in lines if line))
    if denied_by:
        text.append(f"\ndenied by {_names(denied_by)}", style="red")
    return text


def _corrected(row: ContactRow | CommitmentRow | MeasureRow | TallyRow) -> str | None:
    """That people hold some of what is shown."""
    return "corrected" if row.corrected else None


def _contact(row: ContactRow) -> Text:
    """The form, with what is not usual about it: most contacts are held, open and certain."""
    status = None if row.status is ContactStatus.HELD else row.status
    form = f"secret {row.form}" if row.secret else row.form
    words = _words(form, status, _doubt(row.certainty), _corrected(row))
    return _lines(words, denied_by=row.denied_by)


def _subject(row: ContactRow) -> Text:
    outcome = None if row.outcome is Outcome.NONE_REPORTED else _words(row.outcome)
    return _lines(row.topic, outcome)


def _committed(row: CommitmentRow) -> Text:
    who = who_commits(row.kind, row.debtor, row.creditor)
    words = _words(row.state, _doubt(row.certainty), _corrected(row))
    text = _lines(who, words, denied_by=row.denied_by)
    return text.append("\noverdue", style="red") if row.is_overdue else text


def _act(row: CommitmentRow) -> Text:
    condition = f"condition: {row.condition}" if row.condition else None
    deadline = f"deadline: {write_range(row.deadline)}" if row.deadline else None
    slipped = ", ".join(write_range(days) for days in reversed(row.slipped))
    return _lines(row.act, condition, deadline, f"put off from: {slipped}" if slipped else None)


def _measured(row: MeasureRow) -> Text:
    status = None if row.status is MeasureStatus.DONE else row.status
    return _lines(
        f"{party_name(row.by)} {ACTS[row.action]}",
        row.on and f"on {party_name(row.on)}",
        _words(status, _doubt(row.certainty), _corrected(row)),
        denied_by=row.denied_by,
    )


def _what(row: MeasureRow) -> Text:
    because = row.because and f"{_words(row.link) or 'because'}: {row.because}"
    return _lines(row.what, because)


def _denial(row: DenialRow) -> str:
    verb = "denies" if row.force is Force.FLAT else "does not confirm"
    return f"{party_name(row.by)} {verb}: {row.of}"


def _parts(row: TallyRow) -> str:
    return "\n".join(
        f"{p.count} {p.what.text}" + (f" ({party_name(p.by)})" if p.by else "") for p in row.parts
    )


def _sum(row: TallyRow) -> str:
    counts = [p.count for p in row.parts]
    found = " + ".join(map(str, counts))
    match row.adds_up:
        case True:
            return f"{row.total} = {found}"
        case False if row.total is not None and sum(counts) < row.total:
            # The parts that a report names are often not all: "two of the nine".
            return f"{found} of {row.total}"
        case False:
            return f"{row.total} ≠ {found}"
    return "" if row.total is None else str(row.total)


def _checked(row: TallyRow) -> str:
    """The sum of the parts, and what the count shows beside others."""
    others = (check for check in row.checks if not check.startswith(f"{row.total} "))
    return "\n".join(line for line in (_sum(row), *others, _corrected(row)) if line)


def _supported(row: ContactRow | CommitmentRow | MeasureRow) -> str:
    """The origins that tell it, and those of flat denials."""
    return f"{row.origins} : {row.against}" if row.against else str(row.origins)


def _conflict(row: ConflictRow) -> Text:
    text = Text(row.text)
    return text.append(f"\n{row.slot.replace('_', ' ')}", style="bold red")


def _claim(value: str, slot: str, origins: int, outlets: Sequence[str], quote: str) -> Text:
    if slot == "denied":
        value = f"denied by {party_name(value)}" if value != "told" else "it was so"
    text = Text(write_value(slot, value), style="bold")
    text.append(f"\n{', '.join(outlets)}", style="not bold dim")
    if origins > 1:
        text.append(f" ({origins} origins)", style="not bold dim")
    return text.append(f"\n“{quote}”", style="not bold")


def _shown_claim(row: ConflictRow) -> Text:
    return _claim(row.shown, row.slot, row.shown_origins, row.shown_outlets, row.shown_quote)


def _other_claim(row: ConflictRow) -> Text:
    return _claim(row.other, row.slot, row.other_origins, row.other_outlets, row.other_quote)


def _waits(act: str, waits_for: str, entry: str) -> Text:
    text = Text(f"{act}\n")
    text.append("only after: ", style="dim").append(waits_for)
    return text.append(f"\n{entry}", style="dim")


def _ends(row: ChannelRow) -> Text:
    text = Text()
    for number, (party, organ) in enumerate(
        ((row.left, row.left_organ), (row.right, row.right_organ))
    ):
        text.append("\n" * number + party_name(party))
        text.append(f", {organ}" if organ else "", style="dim")
    through = f"\nthrough {_names(row.mediators)}" if row.mediators else ""
    return text.append(through)


def _used(row: ChannelRow) -> str:
    secret = f"\n{row.secret} secret" if row.secret else ""
    return f"{len(row.contacts)}{secret}"


def _silent(row: ChannelRow) -> str:
    if row.silent_days is None:
        return ""
    return f"{row.silent_days} days" if row.silent_days != 1 else "1 day"


def _rounds(row: ProcessRow) -> str:
    pairs = zip(row.rounds, row.round_contacts, strict=True)
    return "\n".join(f"{write_range(days)}: {', '.join(ids)}" for days, ids in pairs)


def _origin_title(row: OriginRow) -> Text:
    text = Text(row.title)
    return text.append(f"\n{row.agency}", style="dim") if row.agency else text


def _judged(row: Judgement) -> str:
    return f"{row.left}\n{row.right}" if row.right else row.left


def _reason(row: Judgement) -> Text:
    return _lines(write_judgement(row) if row.slot else None, row.why)


def _snippet(row: SearchHit) -> Text:
    text = Text()
    snippet = " ".join(row.snippet.replace(HIT_END, HIT_START).split())
    for number, piece in enumerate(snippet.split(HIT_START)):
        text.append(piece, style="bold" if number % 2 else "")
    return text


def _found_in(row: SearchHit) -> Text:
    text = Text(row.title)
    where = ", ".join(part for part in (row.outlet, write_range(row.date)) if part)
    return text.append(f"\n{where}" if where else "", style="dim")


# --- Columns -------------------------------------------------------------------------------------

_DATE = Column("date", lambda row: _when(row.date, row.reported))
_ORIGINS = Column("origins", lambda row: str(row.origins), is_number=True)
# With those of denials behind a colon: "2 : 1".
_FOR = Column("origins", _supported, is_number=True)
_BELIEF = Column("belief", lambda row: f"{row.belief:.2f}", from_width=WIDE, is_number=True)
_ID = Column("id", lambda row: row.id)

COLUMNS: dict[type, tuple[Column, ...]] = {
    ContactRow: (
        _DATE,
        Column("contact", _contact, share=4),
        Column("parties", lambda row: _names(row.parties), share=4),
        Column("people", lambda row: ", ".join(row.people), share=4, from_width=WIDE),
        Column("place", lambda row: row.place or "", share=4),
        Column("about, outcome", _subject, share=7, from_width=WIDE),
        _FOR,
        _BELIEF,
        _ID,
    ),
    CommitmentRow: (
        _DATE,
        Column("commitment", _committed, share=2),
        Column("act", _act, share=3),
        _FOR,
        _BELIEF,
        _ID,
    ),
    MeasureRow: (
        _DATE,
        Column("measure", _measured, share=2),
        Column("what", _what, share=3),
        _FOR,
        _BELIEF,
        _ID,
    ),
    DenialRow: (
        Column("reported", lambda row: _days(row.published)),
        Column("denial", _denial, share=1),
        Column("denies", lambda row: row.denies or ""),
        _ORIGINS,
        _ID,
    ),
    TallyRow: (
        Column("count of", lambda row: row.of, share=2),
        Column("parts", _parts, share=3),
        Column("sum", _checked, share=2),
        _ORIGINS,
        _ID,
    ),
    TimelineRow: (
        _DATE,
        Column("what", lambda row: row.text, share=1),
        Column("status", lambda row: _words(row.status)),
        _ORIGINS,
        _ID,
    ),
    ConflictRow: (
        Column("conflict over", _conflict, share=3),
        Column("one side", _shown_claim, share=4),
        Column("the other", _other_claim, share=4),
        _ID,
    ),
    DeadlockRow: (
        Column("one side", lambda row: party_name(row.left)),
        Column(
            "will",
            lambda row: _waits(row.left_act, row.left_waits_for, row.left_entry),
            share=1,
        ),
        Column("the other", lambda row: party_name(row.right)),
        Column(
            "will",
            lambda row: _waits(row.right_act, row.right_waits_for, row.right_entry),
            share=1,
        ),
        Column("origins", lambda row: str(row.origins), is_number=True),
    ),
    ChannelRow: (
        Column("between", _ends, share=1),
        Column("level", lambda row: row.level),
        Column("contacts", _used),
        Column("first", lambda row: _days(row.first), from_width=WIDE),
        Column("last", lambda row: _days(row.last)),
        Column("silent", _silent, is_number=True),
    ),
    ProcessRow: (
        Column("between", lambda row: f"{party_name(row.left)}\n{party_name(row.right)}", share=2),
        Column("rounds", _rounds, share=3),
        Column("contacts", lambda row: str(row.contacts), is_number=True),
        Column("commitments", lambda row: str(row.commitments), is_number=True),
        Column("measures", lambda row: str(row.measures), is_number=True),
    ),
    OriginRow: (
        Column("first published", lambda row: _days(row.published)),
        Column("report", _origin_title, share=3),
        Column("outlets", lambda row: ", ".join(row.outlets), share=2),
        Column("reports", lambda row: str(row.reports), is_number=True),
        Column("entries", lambda row: str(row.entries), is_number=True),
        Column("id", lambda row: row.origin),
    ),
    Judgement: (
        Column("no.", lambda row: str(row.number), is_number=True),
        Column("verdict", lambda row: row.verdict),
        Column("on", _judged),
        Column("why", _reason, share=1),
        Column("who", lambda row: f"{row.who}\n{write_day(row.when.date())}"),
    ),
    SourceRow: (
        Column("source", lambda row: row.source, share=3),
        Column("kind", lambda row: row.kind),
        Column("outlets", lambda row: ", ".join(row.outlets), share=2),
        Column("findings", lambda row: str(row.findings), is_number=True),
        Column("reports", lambda row: str(row.reports), is_number=True),
    ),
    SearchHit: (
        Column("kind", lambda row: row.kind),
        Column("found in", _found_in, share=2),
        Column("words", _snippet, share=3),
        Column("id", lambda row: row.id),
    ),
}
