"""What is kept step by step, whatever came and went, is what all readings at once would give."""

import datetime
import random
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from backchannel.reconcile import block, entries, reconcile
from backchannel.reconcile.rulings import rulings_of
from backchannel.record import Record, neighbourhood, tables
from backchannel.record.neighbourhood import Upset
from backchannel.record.schema import APPLICATION_ID, load_migrations
from backchannel.types import (
    Contact,
    DateRange,
    Dating,
    Finding,
    Participant,
    Person,
    Place,
    Quote,
    Reading,
    Source,
)
from backchannel.vocabularies import DatingBasis, SourceKind, Verdict
from tests import factory
from tests.record.flow import open_plain

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
PARAGRAPHS = (
    "Envoys of Norland and Sudmark met in secret in Geneva on the sixth, people at the hotel said, "
    "and neither side would say afterwards what had been agreed about the ships.",
    "The foreign minister of Norland, Ada Lind, sat across from her colleague for three hours "
    "while their staff waited outside with the papers that nobody had wanted to sign in spring.",
    "Sudmark lifted part of its sanctions in July after the first list of the missing had come, "
    "and wants the second list before it takes any further step on the harbours.",
    "Northern Wire reported that the two would meet again before winter, most likely in Vienna, "
    "if the families were allowed to travel north for the day of the dead.",
    "A spokesman of Sudmark denied that any envoys had met, called the story an invention of "
    "people who wished the talks to fail, and took no questions from the floor.",
    "Of 17 missing people, five returned, eight died and four never arrived, by the count of the "
    "families, who have kept their own list since the ferry was lost.",
)
OUTLETS = ("Northern Wire", "The Post", "Herald", "Globe", None)
PEOPLE = (("Ada Lind", "foreign minister"), ("Lind", None), (None, "the foreign minister"))
WORDS = ["harbour", "ships", "list", "families", "winter", "ferry", "travel", "papers"]
MORE = [*WORDS, "crews", "bridge", "grain", "tunnel", "island", "river", "school", "prison"]


def draw_reading(draw: random.Random, number: int) -> Reading:
    """A report of one process: its paragraphs, days and people recur in others."""
    lines = draw.sample(PARAGRAPHS, draw.randint(1, 4))
    if draw.random() < 0.3:
        # Too little of one to share text with another report, enough to tell the same.
        lines = [" ".join(line.split()[:9]) for line in lines[:1]]
    if draw.random() < 0.5:
        lines.append(" ".join(f"{word}{number}" for word in WORDS for _ in range(4)))
    text = "\n\n".join(lines)
    day = datetime.date(2014, 9, 1) + datetime.timedelta(draw.choice((0, 1, 2, 9, 30, 200)))
    report = factory.make_report(
        text,
        name=f"r{number}",
        outlet=draw.choice(OUTLETS),
        agency=draw.choice((None, None, "Northern Wire")),
        published=draw.choice((day, day, day, None)),
    )
    several = list(draw_findings(draw, text))
    mentions = [
        factory.make_mention(name, code, text)
        for name, code in (("Norland", "NOR"), ("Sudmark", "SUD"))
        if name in text
    ]
    return factory.make_reading(report, *several, mentions=tuple(mentions))


def draw_findings(draw: random.Random, text: str) -> Iterator[Finding]:
    lines = text.split("\n\n")
    ids: list[str | None] = [None, None]
    for number in range(draw.randint(0, 5)):
        words = draw.choice(lines)
        start = text.index(words)
        evidence = (Quote(words, start, start + len(words)),)
        media = Source(Quote("Northern Wire", 0, 13), SourceKind.MEDIA)
        said_by = draw.choice(((), (), (media,)))
        about = " ".join(draw.sample(WORDS, 3))
        made: Finding = draw.choice(
            (
                draw_contact(draw, f"C{number}"),
                draw_contact(draw, f"C{number}"),
                factory.make_commitment(f"K{number}", act=about),
                factory.make_measure(f"M{number}", what=about, on=draw.choice(("NOR", None))),
                factory.make_denial(f"D{number}", item=draw.choice(ids)),
                factory.make_denial(f"D{number}", by="NOR"),
                factory.make_tally(f"T{number}"),
            )
        )
        ids.append(made.id)
        yield replace(made, evidence=evidence, said_by=said_by)


def draw_contact(draw: random.Random, id: str) -> Contact:
    name, role = draw.choice(PEOPLE)
    person = Person(
        Quote(name, 0, len(name)) if name else None, Quote(role, 0, len(role)) if role else None
    )
    city = draw.choice((None, ("Geneva", "CHE"), ("Vienna", "AUT")))
    first = datetime.date(2014, 9, draw.choice((1, 6, 8)))
    days = draw.choice((None, DateRange(first, first), DateRange(first, None)))
    others = draw.choice((("SUD",), ("SUD",), ("EUR",), ("SUD", "EUR"), ()))
    sides = (Participant("NOR", people=(person,)), *map(Participant, others))
    place = Place(Quote(city[0], 0, len(city[0])), city[1]) if city else None
    return replace(factory.make_contact(id, place=None), parties=sides, date=days, place=place)


# --- What a record holds --------------------------------------------------------------------------

# Not of the same moment, or only counted up.
PASSING = {"added", "number"}
# What people decide, and what a report that is dated again keeps of its first reading.
OTHERS = ("judgements", "ratings", "withdrawals", "occasions")


# Without those that a table of words has behind it.
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_words_*'"


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, byte for byte."""
    found = {}
    with record._database.asking() as connection:
        for name in set(connection.exec_driver_sql(TABLES).scalars()).difference(OTHERS):
            rows = connection.exec_driver_sql(f"SELECT * FROM {name}").mappings()
            lasting = ([v for key, v in row.items() if key not in PASSING] for row in rows)
            found[name] = sorted(map(tuple, lasting), key=repr)
    return found


def judgements(record: Record) -> list[dict[str, object]]:
    with record._database.asking() as connection:
        return [dict(row._mapping) for row in connection.execute(select(tables.judgements))]


def filled(
    folder: str, readings: Iterable[Reading], judged: Sequence[dict[str, object]] = ()
) -> Record:
    """A record in which all readings were reconciled at once."""
    record = open_plain(Path(folder) / f"all-{random.random()}")
    with record._database.writing() as connection:
        if judged:
            connection.execute(insert(tables.judgements), list(judged))
    for reading in readings:
        record.add(reading)
    record.settle()
    return record


def live(record: Record, several: Sequence[Reading], draw: random.Random) -> list[Reading]:
    """Let readings come and go, and people judge; what is there in the end."""
    there: list[Reading] = []
    waiting = list(several)
    while waiting or draw.random() < 0.5:
        step = draw.random()
        if waiting and step < 0.6:
            coming = [waiting.pop() for _ in range(min(len(waiting), draw.randint(1, 3)))]
            for reading in coming:
                record.add(reading)
            record.settle()
            there += coming
        elif there and step < 0.8:
            gone = draw.choice(there)
            record.withdraw(gone.report.id)
            there.remove(gone)
            if draw.random() < 0.7:
                waiting.append(gone)
        elif there and step < 0.9:
            there.append(date_again(record, there.pop(draw.randrange(len(there))), draw))
        elif there:
            judge(record, draw)
    return there


def date_again(record: Record, reading: Reading, draw: random.Random) -> Reading:
    """Put another reading of a report in place of the one that is there."""
    day = datetime.date(2014, 9, draw.randint(1, 20))
    dated = Dating(DateRange(day, day + datetime.timedelta(4)), DatingBasis.INFERRED)
    again = replace(reading, published=dated, contacts=reading.contacts[:1])
    rulings = rulings_of(record.judgements())
    with record._database.writing() as connection:
        neighbourhood.reconcile_touched(connection, rulings, Upset(read_again=(again,)))
    return again


def judge(record: Record, draw: random.Random) -> None:
    """One judgement on whatever there is, or none where it would make no sense."""
    held = [e for e in record.entries() if e.kind == "contact"]
    numbers = {j.number for j in record.judgements() if j.verdict is not Verdict.UNDO}
    undone = {j.number for j in record.judgements() if j.verdict is Verdict.UNDO}
    if numbers - undone and draw.random() < 0.3:
        record.undo(draw.choice(sorted(numbers - undone)))
    elif len(held) > 1 and draw.random() < 0.5:
        left, right = draw.sample(held, 2)
        record.judge(draw.choice(("same", "different")), left.id, right.id)
    elif held and draw.random() < 0.5:
        slot, value = draw.choice(
            (("place", "Vienna"), ("parties", "NOR; DNK"), ("status", "held"))
        )
        record.correct(draw.choice(held).id, slot, value)
    elif held:
        finding = draw.choice(draw.choice(held).evidence).finding
        record.judge("wrong", finding)


def draw_crowd(draw: random.Random) -> list[Reading]:
    """Reports of offers that differ by a few words: many match, but few of all are one."""
    return [
        factory.make_reading(
            factory.make_report(
                f"An offer of day {number}.",
                name=f"r{number}",
                published=datetime.date(2014, 9, 1) + datetime.timedelta(draw.randrange(60)),
            ),
            factory.make_commitment(act=" ".join(draw.sample(MORE, 3)), evidence="An offer of day"),
        )
        for number in range(25)
    ]


def compare_lives(seed: int) -> None:
    draw = random.Random(seed)
    several = [draw_reading(draw, number) for number in range(draw.randint(2, 9))]
    compare_with_all_at_once(draw, list({one.report.id: one for one in several}.values()))


def compare_with_all_at_once(draw: random.Random, several: Sequence[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_plain(Path(folder) / "lived") as lived:
            there = live(lived, several, draw)
            ours, judged = contents(lived), judgements(lived)
            held = {entry.id: entry for entry in lived.entries()}
            rulings = rulings_of(lived.judgements())
        with filled(folder, there, judged) as fresh:
            theirs = contents(fresh)
    for name, rows in theirs.items():
        assert ours[name] == rows, name
    assert held == {entry.id: entry for entry in reconcile(there, rulings).entries}


@given(st.integers(0, 10**9))
@SOME
def test_however_reports_came_and_went_the_record_is_the_same(seed: int) -> None:
    compare_lives(seed)


@given(st.integers(0, 10**9))
@SOME
def test_so_it_is_where_blocks_are_full(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, "NEIGHBOURS", 2)
        compare_lives(seed)


@given(st.integers(0, 10**9))
@SOME
def test_so_it_is_where_ids_begin_alike(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "SHORT_ID", 3)
        compare_lives(seed)


@given(st.integers(0, 10**9))
@settings(SOME, max_examples=15)
def test_so_it_is_where_what_matches_reaches_far(seed: int) -> None:
    draw = random.Random(seed)
    compare_with_all_at_once(draw, draw_crowd(draw))


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_so_it_is_at_either_end_of_the_calendar(day: datetime.date) -> None:
    days = DateRange.of_day(day)
    several = [
        factory.make_reading(
            factory.make_report(PARAGRAPHS[4], name=f"r{number}", outlet=outlet, published=day),
            replace(factory.make_contact("C1"), date=days),
            factory.make_measure("M1"),
            factory.make_denial("D1", by="NOR"),
        )
        for number, outlet in enumerate(OUTLETS)
    ]
    compare_with_all_at_once(random.Random(1), several)


# --- When all is new again ------------------------------------------------------------------------


def several_readings() -> list[Reading]:
    draw = random.Random(1)
    return [draw_reading(draw, number) for number in range(6)]


def test_under_other_rules_all_is_reconciled_anew(tmp_path: Path) -> None:
    with filled(str(tmp_path), several_readings()) as record, pytest.MonkeyPatch.context() as patch:
        before = contents(record)
        patch.setattr(neighbourhood, "rules_digest", lambda: "others")
        assert record.settle() == ()
        assert contents(record) == before | {"rules": [("others",)]}


def test_a_record_of_an_older_form_is_reconciled_anew(tmp_path: Path) -> None:
    with filled(str(tmp_path), several_readings()) as record:
        wanted, path = contents(record), record.path
    old = sqlite3.connect(tmp_path / "old")
    for script in load_migrations()[:3]:
        old.executescript(script)
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("PRAGMA user_version = 3")
    old.execute("ATTACH ? AS new", (str(path),))
    for table in ("reports", "readings", "findings", "credits", "occasions", "report_words"):
        names = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({table})"))
        old.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")
    old.execute("INSERT INTO origins (report, origin) SELECT id, id FROM reports")
    old.commit()
    old.close()
    with open_plain(tmp_path / "old") as record:
        record.settle()
        assert contents(record) == wanted
