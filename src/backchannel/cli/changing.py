"""The commands by which people change the record, and what has changed."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

import backchannel
from backchannel.cli.options import DEFAULT_RECORD, AsJson, Because, RecordFile, Who
from backchannel.cli.printing import open_to_ask, print_out
from backchannel.cli.summaries import make_changes
from backchannel.export.rows import write_json
from backchannel.record import Change, Record
from backchannel.vocabularies import Verdict

Day = Annotated[datetime.datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="DAY")]
_TAKES = {
    **dict.fromkeys((Verdict.SAME, Verdict.DIFFERENT), ("ID", "ID")),
    **dict.fromkeys((Verdict.WRONG, Verdict.RIGHT), ("ID",)),
    Verdict.CORRECT: ("ID", "SLOT", "VALUE"),
    Verdict.UNDO: ("NUMBER",),
}


def judge(
    verdict: Annotated[Verdict, typer.Argument(metavar="VERDICT", help="What you hold.")],
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Ids of entries or findings, and what else it takes."),
    ],
    record: RecordFile = DEFAULT_RECORD,
    because: Because = "",
    who: Who = None,
) -> None:
    """Judge findings: `same ID ID`, `different ID ID`, `wrong ID`, `right ID`.

    `correct ID SLOT VALUE` says what a slot of an entry is, `undo NUMBER` takes a judgement back.

    A judgement wins over the program, and stays when reports come in or are read again. `different`
    with an entry and a finding of its own takes the finding out; `right` confirms a finding. Days
    are written as 2014-09-06 or 2014-09-06..2014-09-07, several parties or people with ";" between
    them. `show judgements` lists all that were made, those that were taken back too.
    """
    if len(words) != len(_TAKES[verdict]):
        raise typer.BadParameter(f"{verdict} takes {' '.join(_TAKES[verdict])}")
    if verdict is Verdict.UNDO and not words[0].isdigit():
        raise typer.BadParameter("undo takes the number of a judgement: `show judgements`")
    with _open(record) as opened:
        match verdict:
            case Verdict.UNDO:
                changes = opened.undo(int(words[0]), because, who)
            case Verdict.CORRECT:
                id, slot, value = words
                changes = opened.correct(id, slot, value, because, who)
            case _:
                right = words[1] if words[1:] else None
                changes = opened.judge(verdict, words[0], right, because, who)
    _print_changes(changes)


def rate(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An outlet, or a source's words.")],
    rating: Annotated[
        str, typer.Argument(metavar="RATING", help="A letter A to F, and if you like 1 to 6: B2.")
    ],
    record: RecordFile = DEFAULT_RECORD,
    because: Because = "",
    who: Who = None,
) -> None:
    """Say how far an outlet or a source is to be trusted, on the Admiralty scale.

    A is completely reliable, E unreliable, F cannot be judged; what it tells is 1 confirmed to 5
    improbable, 6 cannot be judged. The last rating of a name counts.
    """
    with _open(record) as opened:
        opened.rate(name, rating, because, who)
    print(f"{name} is rated {rating.upper()}.")


def withdraw(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id or name.")],
    record: RecordFile = DEFAULT_RECORD,
    because: Because = "",
    who: Who = None,
) -> None:
    """Take a report out of the record, and print what that changes.

    Reading it again puts it back.
    """
    with _open(record) as opened:
        changes = opened.withdraw(report, because, who)
    _print_changes(changes)


def diff(
    day: Day,
    later: Day,
    record: RecordFile = DEFAULT_RECORD,
    json: AsJson = False,
) -> None:
    """Print what became known between two days: after the first, up to the second."""
    if day > later:
        raise typer.BadParameter("the first day is later than the second")
    with open_to_ask(record) as opened:
        changes = opened.diff(day.date(), later.date())
    if json:
        print(write_json(changes))
    else:
        _print_changes(changes)


def _open(path: Path) -> Record:
    return backchannel.open(path, must_exist=True)


def _print_changes(changes: tuple[Change, ...]) -> None:
    if changes:
        print_out(make_changes(changes))
    else:
        print("Nothing has changed.")
