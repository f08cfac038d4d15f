"""Rows as JSON and as CSV."""

import json
from datetime import date

from backchannel.export.rows import write_csv, write_json
from backchannel.record.rows import ContactRow, Rows, TallyRow
from backchannel.types import DateRange, Part, Quote
from backchannel.vocabularies import Certainty, ContactForm, ContactStatus, Outcome

CONTACT = ContactRow(
    id="C-1",
    date=DateRange(date(2014, 9, 6), None),
    reported=None,
    form=ContactForm.MEETING,
    status=ContactStatus.HELD,
    secret=True,
    parties=("NOR", "SUD"),
    people=("Lind, envoy",),
    place=None,
    topic="the border",
    outcome=Outcome.NONE_REPORTED,
    certainty=Certainty.CERTAIN,
    origins=1,
    reports=2,
)
TALLY = TallyRow("T-1", "prisoners", 9, (Part(4, Quote("came home", 0, 9), "NOR"),), False, 1, 1)


def test_json_keeps_the_fields_of_a_row() -> None:
    [row] = json.loads(write_json(Rows(ContactRow, (CONTACT,))))
    assert row["date"] == {"earliest": "2014-09-06", "latest": None}
    assert row["parties"] == ["NOR", "SUD"]
    assert row["secret"] is True


def test_json_of_no_rows_is_an_empty_list() -> None:
    assert json.loads(write_json(Rows(ContactRow))) == []


def test_csv_gives_a_range_two_columns_and_quotes_commas() -> None:
    heading, row = write_csv([CONTACT], ContactRow).splitlines()
    assert heading.startswith(
        "id,date_earliest,date_latest,reported_earliest,reported_latest,form,status,secret,parties,people"
    )
    assert row.startswith('C-1,2014-09-06,,,,meeting,held,true,NOR; SUD,"Lind, envoy",,the border')


def test_csv_writes_the_parts_of_a_tally_in_one_cell() -> None:
    assert "4 came home (NOR)" in write_csv([TALLY], TallyRow)


def test_csv_of_no_rows_has_its_heading() -> None:
    assert write_csv([], TallyRow) == "id,of,total,parts,adds_up,origins,reports,checks,corrected\n"
