"""What the record keeps so that undated reports can be dated again."""

from pathlib import Path

import pytest

from backchannel.record import occasions, open_database
from backchannel.record.store import add_reading, remove_report
from backchannel.types import Dating, Reading
from backchannel.vocabularies import Certainty, ContactStatus, DatingBasis
from tests.factory import day, make_contact, make_measure, make_reading, make_report

UNDATED = Dating(None, DatingBasis.INFERRED)
KEY = "contact NOR SUD"


def reading(name: str, *findings: object, dated: bool = True) -> Reading:
    published = day("2014-09-11") if dated else None
    report = make_report(f"Report {name}.", name=name, published=published)
    given = {} if dated else {"published": UNDATED}
    return make_reading(report, *findings, **given)  # type: ignore[arg-type]


def test_occasions_are_found_by_their_key_in_dated_and_undated_reports(tmp_path: Path) -> None:
    told = reading("told", make_contact(date="2014-09-06", place=("Geneva", "CHE")))
    undated = reading("undated", make_contact(), make_measure(), dated=False)
    with open_database(tmp_path / "r").writing() as connection:
        for one in (told, undated):
            add_reading(connection, one)
        assert KEY in occasions.keys_of(connection, [undated.report.id])
        assert occasions.undated_reports(connection, [KEY]) == (undated.report.id,)
        [found] = occasions.dated(connection, [KEY])[KEY]
        assert (found.report, found.country, str(found.days)) == ("told", "CHE", "2014-09-06")


LEFT_OUT = {
    "planned": make_contact(date="2014-09-13", status=ContactStatus.PLANNED),
    "not sure": make_contact(date="2014-09-06", certainty=Certainty.POSSIBLE),
    "of a month": make_contact(date="2014-09-01..2014-09-30"),
    "of one party": make_contact(date="2014-09-06", parties=("NOR",)),
    "on nobody": make_measure(date="2014-09-06", on=None),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_tells_no_day_is_no_occasion(name: str, tmp_path: Path) -> None:
    one = reading(name, LEFT_OUT[name])
    with open_database(tmp_path / "r").writing() as connection:
        add_reading(connection, one)
        assert not occasions.keys_of(connection, [one.report.id])


def test_a_report_takes_its_occasions_along(tmp_path: Path) -> None:
    told = reading("told", make_contact(date="2014-09-06"))
    with open_database(tmp_path / "r").writing() as connection:
        add_reading(connection, told)
        remove_report(connection, told.report.id)
        assert not occasions.dated(connection, [KEY])
