"""What came of what a source said."""

from pathlib import Path

from backchannel.types import Contact
from backchannel.vocabularies import Certainty, SourceKind
from backchannel.web.answers import Answers
from backchannel.web.track_records import TrackRow, track_records
from tests import factory
from tests.record.flow import keep, open_plain


def contact(words: str, source: str, **given: object) -> Contact:
    said = factory.make_source(source, SourceKind.OFFICIAL)
    return factory.make_contact(
        evidence=words, date="2014-09-06", place=("Geneva", "CHE"), said_by=(said,), **given
    )


def rows_of(path: Path, *contacts: Contact, denied: bool = False) -> dict[str, TrackRow]:
    with open_plain(path / "r.backchannel") as record:
        for n, one in enumerate(contacts):
            report = factory.make_report(
                f"{n} " + " ".join(f"{word}{n}" for word in factory.TEXT.split()),
                name=f"r{n}",
                outlet=f"Paper {n}",
                published=factory.day(f"2014-09-{11 + n}"),
            )
            more = [factory.make_denial(item=one.id)] if denied else []
            keep(record, factory.make_reading(report, one, *more))
        return {row.source: row for row in track_records(Answers(record), {})}


def test_another_origin_later_confirms_the_first(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        contact("Envoys met in Geneva", "ministry"),
        contact("Envoys met in Geneva that day", "embassy", certainty=Certainty.POSSIBLE),
    )
    assert (rows["ministry"].certain, rows["ministry"].confirmed) == (1, 1)
    assert (rows["embassy"].certain, rows["embassy"].confirmed) == (0, 0)


def test_what_is_flatly_denied_is_contradicted(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, contact("Envoys met in Geneva", "ministry"), denied=True)
    assert rows["ministry"].contradicted == 1
