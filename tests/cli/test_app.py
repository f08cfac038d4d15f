"""The commands from the outside: what they print, what they complain of, how they end."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import backchannel
from backchannel import pipeline
from backchannel.reading.marks import Scene
from backchannel.types import Tally
from tests import factory
from tests.cli.conftest import WORDS, Runner, write_jsonl

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


# --- reading -------------------------------------------------------------------------------------


def test_reading_prints_one_object_a_report_and_keeps_nothing(run: Runner, tmp_path: Path) -> None:
    rows = [{"id": name, "text": WORDS, "published": "2014-09-11"} for name in ("a", "b")]
    ended = run("reading", write_jsonl(tmp_path / "reports.jsonl", *rows))
    assert ended.status == 0
    assert ended.errors == []
    readings = [json.loads(line) for line in ended.out.splitlines()]
    assert [r["id"] for r in readings] == ["a", "b"]
    assert readings[0]["published"]["earliest"] == "2014-09-11"
    assert [p.name for p in tmp_path.iterdir()] == ["reports.jsonl"]


def test_reading_takes_files_and_folders_together(run: Runner) -> None:
    ended = run("reading", EXAMPLES / "2014-09-11-beijing.txt", EXAMPLES)
    assert ended.status == 0
    assert len(ended.out.splitlines()) == 9


@pytest.mark.parametrize("command", ["reading", "read"])
def test_two_processes_print_what_one_prints(run: Runner, tmp_path: Path, command: str) -> None:
    rows = [{"id": str(n), "text": f"Report {n}. {WORDS}"} for n in range(40)]
    path = write_jsonl(tmp_path / "a.jsonl", *rows[:9], "{broken", *rows[9:])
    record = ("--record",) if command == "read" else ()
    files = (EXAMPLES, path, tmp_path / "missing.txt")
    one, two = (
        run(command, *files, "--jobs", jobs, *record, *(("r" + jobs,) if record else ()))
        for jobs in "12"
    )
    assert one.status == two.status == 1
    assert len(one.errors) == 2
    assert two.errors == one.errors
    assert two.out.replace("r2", "r1") == one.out
    assert len(one.out.splitlines()) == (48 if command == "reading" else 2)


def test_quotes_of_a_reading_are_in_the_text(run: Runner, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", {"id": "a", "text": f"• Kyodo\n\n\n“🤝” {WORDS}"})
    text = json.loads(path.read_text())["text"]
    [contact] = json.loads(run("reading", path).out)["contacts"]
    for quote in (*contact["evidence"], contact["place"]["name"]):
        assert text[quote["start"] : quote["end"]] == quote["text"]


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty.txt: is empty: put the report's text into it"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt: is not text but binary data"),
    ("page.html", b"<p>Talks</p>", "page.html: is a web page, not read yet: save it as plain"),
    ("scan.pdf", b"%PDF-1.4", "scan.pdf: is a PDF, not read yet: save it as plain text"),
    ("talks.txt", "Переговоры".encode("koi8-r"), "talks.txt: is neither UTF-8, UTF-16 nor"),
    ("when.txt", b"Published: soon\n\nTalks.", 'when.txt, line 1: "soon" is no publication date'),
    ("a.jsonl", b'{"id": "x"\n', "a.jsonl, line 1: not JSON ("),
    ("b.jsonl", b'{"id": "x"}\n', "b.jsonl, line 1: has no text: give the report's words"),
    ("c.jsonl", b'{"id": "x", "text": 7}', "c.jsonl, line 1: not a report (Expected `str"),
    ("d.jsonl", b'{"text": "x", "published": "2014-13-01"}', "d.jsonl, line 1: "),
]


@pytest.mark.parametrize(("name", "content", "complaint"), BAD, ids=[b[0] for b in BAD])
@pytest.mark.parametrize("command", ["reading", "read"])
def test_bad_input_is_one_line_and_the_rest_is_read(
    run: Runner, tmp_path: Path, command: str, name: str, content: bytes, complaint: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(WORDS)
    ended = run(command, name, "good.txt")
    assert ended.status == 1
    [error] = ended.errors
    assert error.startswith(f"backchannel: {complaint}")
    assert ('"id":"good"' if command == "reading" else "1 report read, 1 skipped.") in ended.out


def test_the_broken_line_of_a_jsonl_file_is_named(run: Runner, tmp_path: Path) -> None:
    good = {"text": WORDS}
    path = write_jsonl(tmp_path / "reports.jsonl", *[good] * 6, '{"text": "Talks', *[good] * 2)
    ended = run("reading", path.name)
    assert ended.status == 1
    assert ended.errors == [
        "backchannel: reports.jsonl, line 7: not JSON (Input data was truncated): "
        "mend or delete the line"
    ]
    assert len(ended.out.splitlines()) == 8


def test_a_missing_file_and_one_of_50_mb_are_told(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"Talks. " * 7_200_000)
    ended = run("reading", "missing.txt", "big.txt")
    assert ended.status == 1
    assert ended.out == ""
    assert ended.errors == [
        "backchannel: missing.txt: does not exist: check the name",
        "backchannel: big.txt: is larger than 20 MB, too long for one report: split it, or use "
        ".jsonl",
    ]


# --- read, show, explain, find -------------------------------------------------------------------


def test_reading_the_same_again_changes_nothing(run: Runner) -> None:
    first = run("read", EXAMPLES)
    assert first.status == 0
    assert first.out.startswith("8 reports read.\nNew in record.backchannel: ")
    before = run("show", "timeline", "--json").out
    again = run("read", EXAMPLES)
    assert again.out == "0 reports read, 8 known already.\nNew in record.backchannel: nothing.\n"
    assert run("show", "timeline", "--json").out == before


@pytest.mark.parametrize(
    "what",
    [
        *("contacts", "commitments", "measures", "denials", "tallies", "timeline", "sources"),
        *("conflicts", "deadlocks", "channels", "origins"),
    ],
)
def test_show_prints_a_table_json_and_csv(run: Runner, what: str) -> None:
    run("read", EXAMPLES)
    table = run("show", what)
    assert table.status == 0
    assert "\x1b" not in table.out
    assert all(len(line) <= 80 for line in table.out.splitlines())
    rows = json.loads(run("show", what, "--json").out)
    cells = list(csv.DictReader(io.StringIO(run("show", what, "--csv").out)))
    assert len(rows) == len(cells) > 0
    assert [row.get("id") for row in rows] == [cell.get("id") for cell in cells]
    assert all(row.get("id", "") in table.out for row in rows)


def test_show_takes_a_party_and_days(run: Runner) -> None:
    run("read", EXAMPLES)
    everything = json.loads(run("show", "contacts", "--json").out)
    asked = ("show", "contacts", "--json", "--party", "Japan", "--since", "2014-09-01")
    some = json.loads(run(*asked, "--until", "2014-09-30").out)
    assert 0 < len(some) < len(everything)
    assert all("JPN" in row["parties"] for row in some)


def test_show_says_when_there_is_nothing(run: Runner) -> None:
    run("read", EXAMPLES)
    ended = run("show", "contacts", "--party", "BRA")
    assert (ended.status, ended.out) == (0, "")
    assert ended.errors == ["Nothing in the record answers that."]
    assert json.loads(run("show", "contacts", "--party", "BRA", "--json").out) == []


def test_explain_prints_every_quote(run: Runner) -> None:
    run("read", EXAMPLES)
    [id, *_] = [row["id"] for row in json.loads(run("show", "contacts", "--json").out)]
    entry = json.loads(run("explain", id, "--json").out)
    told = " ".join(run("explain", id).out.split())
    quotes = [q["text"] for e in entry["evidence"] for q in e["quotes"]]
    assert quotes
    assert all(" ".join(quote.split()) in told for quote in quotes)


def test_find_finds_reports_and_entries(run: Runner) -> None:
    run("read", EXAMPLES)
    hits = json.loads(run("find", "Beijing", "secret", "--json").out)
    assert {"report", "contact"} <= {hit["kind"] for hit in hits}
    assert "Beijing" in run("find", "Beijing").out


# --- Errors of use and of the record -------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("show", "meetings"),
        ("show",),
        ("reading",),
        ("reading", "a.txt", "--jobs", "0"),
        ("explain",),
        ("show", "contacts", "--since", "yesterday"),
        ("show", "denials", "--party", "JPN"),
        ("unknown",),
        ("show", "contacts", "--colour"),
    ],
    ids=" ".join,
)
def test_bad_usage_ends_with_2(run: Runner, words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert ended.status == 2
    assert ended.errors[0].startswith("Usage: backchannel")


@pytest.mark.parametrize("words", [("show", "contacts"), ("explain", "C-1"), ("find", "talks")])
def test_asking_without_a_record_says_so_and_makes_none(
    run: Runner, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = run(*words)
    assert ended.status == 1
    [error] = ended.errors
    assert error.startswith("backchannel: record.backchannel: there is no record here")
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_nothing_has_is_told(run: Runner) -> None:
    run("read", EXAMPLES)
    ended = run("explain", "C-nothing")
    assert ended.status == 1
    [error] = ended.errors
    assert error.startswith("backchannel: C-nothing: no entry has this id")


def test_a_file_that_is_no_record_is_left_alone(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "record.backchannel"
    path.write_text("notes on the talks")
    ended = run("read", EXAMPLES)
    assert ended.status == 1
    assert len(ended.errors) == 1
    assert path.read_text() == "notes on the talks"


def test_a_record_of_a_newer_version_is_told(run: Runner, tmp_path: Path) -> None:
    run("read", EXAMPLES)
    with sqlite3.connect(tmp_path / "record.backchannel") as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    ended = run("show", "contacts")
    assert ended.status == 1
    [error] = ended.errors
    assert "newer" in error


def test_days_the_wrong_way_round_are_told(run: Runner) -> None:
    ended = run("show", "contacts", "--since", "2015-01-01", "--until", "2014-01-01")
    assert ended.status == 2
    assert ended.errors[-1].endswith("--since is a later day than --until")


def test_who_asks_is_told_of_reports_that_a_kill_kept_from_the_entries(
    run: Runner, tmp_path: Path
) -> None:
    with backchannel.open(tmp_path / "record.backchannel") as record:
        record.add(factory.make_reading(factory.make_report("Talks."), factory.make_contact()))
    ended = run("show", "contacts")
    assert ended.errors[0].endswith("lacks what 1 of its reports say: finish `backchannel read`")
    run("read", write_jsonl(tmp_path / "a.jsonl", {"text": WORDS}))
    assert run("show", "contacts").errors == []


@pytest.mark.parametrize("command", ["reading", "read"])
def test_a_fault_of_the_reader_costs_one_report_only(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def stumble(anchors: Any, scene: Scene) -> tuple[Tally, ...]:
        if "odd" in scene.report.text:
            raise IndexError("no such token")
        return find_tallies(anchors, scene)

    find_tallies = pipeline.find_tallies
    monkeypatch.setattr(pipeline, "find_tallies", stumble)
    rows = [{"id": word, "text": f"{word}. {WORDS}"} for word in ("fine", "odd", "good")]
    ended = run(command, write_jsonl(tmp_path / "reports.jsonl", *rows))
    assert ended.status == 1
    [error] = ended.errors
    assert error.startswith("backchannel: odd: the reader failed on it (IndexError ")
    assert len(ended.out.splitlines()) == 2


def test_two_forms_at_once_are_refused(run: Runner) -> None:
    run("read", EXAMPLES)
    ended = run("show", "contacts", "--json", "--csv")
    assert ended.status == 2
    assert ended.errors[-1].endswith("--json and --csv cannot both be printed")


def test_the_program_tells_its_version(run: Runner) -> None:
    assert run("--version").out.startswith("backchannel 0.")
