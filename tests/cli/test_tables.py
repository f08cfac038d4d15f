"""Tables say what a reporter needs, at any width, and never cut an id."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from rich.console import Console

from backchannel.cli.summaries import make_summary
from backchannel.cli.tables import COLUMNS, make_table
from backchannel.errors import ReportError
from backchannel.record import Change, How
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
    Summary,
    TallyRow,
    TimelineRow,
)
from backchannel.rules.states import party_code, party_name
from backchannel.types import DateRange, Judgement, Part, Quote
from backchannel.vocabularies import (
    Certainty,
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    Force,
    Kind,
    Link,
    MeasureAction,
    MeasureStatus,
    Outcome,
    SourceKind,
    Verdict,
)

WEEKEND = DateRange(date(2014, 9, 6), date(2014, 9, 7))
ID = "C-0123456789ab"
WORDS = "a list of all the prisoners that were taken during the summer"

CONTACT = ContactRow(
    id=ID,
    date=WEEKEND,
    reported=WEEKEND,
    form=ContactForm.MEETING,
    status=ContactStatus.CALLED_OFF,
    secret=True,
    parties=("JPN", "Red Cross"),
    people=("Lind",),
    place="Geneva",
    topic=WORDS,
    outcome=Outcome.NO_AGREEMENT,
    certainty=Certainty.PROBABLE,
    origins=2,
    reports=3,
    denied_by=("JPN",),
)
DEMAND = CommitmentRow(
    id=ID,
    date=WEEKEND,
    reported=WEEKEND,
    kind=CommitmentKind.DEMAND,
    debtor="JPN",
    creditor="PRK",
    act=WORDS,
    condition="the border opens",
    deadline=DateRange(None, date(2014, 9, 14)),
    state=CommitmentState.REFUSED,
    certainty=Certainty.CERTAIN,
    origins=1,
    reports=1,
)
MEASURE = MeasureRow(
    id=ID,
    date=WEEKEND,
    reported=WEEKEND,
    action=MeasureAction.LIFT,
    by="JPN",
    on="PRK",
    what="its fuel ban",
    because=WORDS,
    link=Link.IN_RETURN_FOR,
    status=MeasureStatus.PLANNED,
    certainty=Certainty.CERTAIN,
    origins=1,
    reports=1,
)
DENIAL = DenialRow(ID, "JPN", "any meeting", Force.NO_CONFIRMATION, "C-ba9876543210", WEEKEND, 1, 1)
PARTS = (Part(5, Quote("came home", 0, 9)), Part(4, Quote("died", 0, 4), "PRK"))
TALLY = TallyRow(ID, "prisoners", 9, PARTS, True, 1, 1)
ROWS: list[Any] = [
    CONTACT,
    DEMAND,
    MEASURE,
    DENIAL,
    TALLY,
    TimelineRow(WEEKEND, WEEKEND, Kind.CONTACT, ID, WORDS, "no_confirmation", 1),
    SourceRow(WORDS, SourceKind.ORGANISATION, ("The Harbour Post", "Equator Daily"), 12, 3),
    ConflictRow(
        *(ID, Kind.CONTACT, WORDS, "place"),
        *("Geneva", 2, ("The Harbour Post", "Equator Daily"), WORDS),
        *("Vienna", 1, ("The Malacca Ledger",), WORDS),
    ),
    DeadlockRow("JPN", WORDS, "the list", ID, "PRK", "the list", WORDS, ID, 1),
    ChannelRow("JPN", WORDS, "PRK", None, "senior official", (ID, ID), 1, (), WEEKEND, WEEKEND, 4),
    ProcessRow("JPN", "PRK", (WEEKEND,), 2, 3, 4, ((ID, ID),)),
    OriginRow("0123456789abcdef", WEEKEND, WORDS, "Kyodo", ("The Harbour Post",), 2, 12),
    Judgement(3, ID, "C-ba9876543210", Verdict.SAME, WORDS, "ana", datetime(2026, 1, 2)),
    SearchHit("commitment", ID, WORDS, f"a {HIT_START}list{HIT_END} of all"),
]


def printed(row: Any, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(make_table([row], type(row), width))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_a_table_fits_its_width_and_cuts_no_id(row: Any, width: int) -> None:
    table = printed(row, width)
    assert max(map(len, table.splitlines())) <= width
    assert "…" not in table
    assert getattr(row, "id", "") in table


def test_every_kind_of_row_has_a_table() -> None:
    assert {type(row) for row in ROWS} == set(COLUMNS)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (CONTACT, ["6–7 Sept 2014", "secret meeting, called off, probable", "denied by Japan"]),
        (CONTACT, ["Japan, Red Cross", "Lind", "Geneva", "no agreement"]),
        (DEMAND, ["North Korea demands of Japan", "refused", "condition: the border opens"]),
        (DEMAND, ["deadline: by 14 Sept 2014"]),
        (MEASURE, ["Japan lifts", "on North Korea", "planned", "in return for: a list of"]),
        (DENIAL, ["Japan does not confirm: any meeting", "C-ba9876543210"]),
        (TALLY, ["5 came home", "4 died (North Korea)", "9 = 5 + 4"]),
        (ROWS[5], ["no confirmation"]),
        (ROWS[-1], ["a list of all"]),
        (ROWS[7], ["place", "Geneva", "(2 origins)", "Vienna", "The Malacca Ledger"]),
        (ROWS[8], ["Japan", "only after: the list"]),
        (ROWS[9], ["senior official", "2 1 secret", "4 days"]),
        (ROWS[10], ["Japan North Korea", f"6–7 Sept 2014: {ID}"]),
        (ROWS[11], ["Kyodo", "The Harbour Post"]),
        (ROWS[12], ["same", "C-ba9876543210", "ana"]),
    ],
)
def test_a_row_reads_as_people_write(row: Any, expected: list[str]) -> None:
    assert [part for part in expected if part not in cells(row)] == []


def cells(row: Any) -> str:
    """All cells of a row one after the other."""
    written = [str(column.cell(row)) for column in COLUMNS[type(row)]]
    return " ".join(" ".join(written).replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_sum_that_is_wrong_is_shown_as_wrong() -> None:
    wrong = TallyRow(ID, "prisoners", 8, PARTS, False, 1, 1)
    assert "8 ≠ 5 + 4" in cells(wrong)


def test_a_sum_that_falls_short_is_shown_as_a_part() -> None:
    assert "5 + 4 of 10" in cells(TallyRow(ID, "prisoners", 10, PARTS, False, 1, 1))


def test_the_people_are_shown_where_there_is_room() -> None:
    assert "Lind" in printed(CONTACT, 130)
    assert "Lind" not in printed(CONTACT, 80)


@pytest.mark.parametrize("words", ["JPN", "jpn", "Japan", "japan", " JAPAN "])
def test_a_party_is_known_by_code_and_by_name(words: str) -> None:
    assert party_code(words) == "JPN"


def test_a_party_that_is_no_state_is_its_own_name() -> None:
    assert (party_code("Red Cross"), party_name("Red Cross")) == ("Red Cross", "Red Cross")


def test_a_summary_counts_reports_and_entries() -> None:
    skipped = (ReportError("a.txt", "is empty"),)
    kinds = (Kind.CONTACT, Kind.TALLY, Kind.TALLY)
    summary = Summary(2, 1, skipped, tuple(Change(How.ADDED, k, ID, "") for k in kinds))
    assert make_summary(summary, "my.backchannel") == (
        "2 reports read, 1 known already, 1 skipped.\nNew in my.backchannel: 1 contact, 2 tallies."
    )


def test_a_summary_of_nothing_new_says_so() -> None:
    assert make_summary(Summary(0, 3, ()), "my.backchannel") == (
        "0 reports read, 3 known already.\nNew in my.backchannel: nothing."
    )
