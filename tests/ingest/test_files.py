"""Every file a user may point at gives reports, or one line that says what to do."""

import datetime
import json
from pathlib import Path

import pytest

from backchannel.errors import ReportError
from backchannel.ingest import lines, load_reports, texts
from backchannel.types import Report

WORDS = "Envoys of Norland and Sudmark met in Geneva."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load(path: Path) -> list[Report | ReportError]:
    return list(load_reports(path))


def only_report(path: Path) -> Report:
    [report] = load(path)
    assert isinstance(report, Report), report
    return report


def only_error(path: Path) -> str:
    [error] = load(path)
    assert isinstance(error, ReportError)
    assert str(error).startswith(str(path))
    assert "\n" not in str(error)
    return error.problem


def row(**fields: object) -> str:
    return json.dumps({"id": "a", "text": WORDS} | fields) + "\n"


def test_a_text_file_is_one_report_named_for_the_file(tmp_path: Path) -> None:
    assert only_report(write(tmp_path, "geneva.txt", WORDS)) == Report(WORDS, "geneva")


def test_a_file_without_suffix_is_text(tmp_path: Path) -> None:
    assert only_report(write(tmp_path, "geneva", WORDS)) == Report(WORDS, "geneva")


def test_a_jsonl_file_gives_its_reports_in_order_and_ignores_other_fields(tmp_path: Path) -> None:
    full = row(
        published="2014-09-11T23:30:00+09:00",
        outlet="The Harbour Post",
        agency="Kyodo",
        title="Envoys meet",
        url="https://example.org/a",
        split="train",
    )
    path = write(tmp_path, "reports.jsonl", full + "\n" + row(id=7, published=None, outlet=""))
    assert load(path) == [
        Report(
            text=WORDS,
            name="a",
            title="Envoys meet",
            outlet="The Harbour Post",
            agency="Kyodo",
            url="https://example.org/a",
            published=datetime.date(2014, 9, 11),
        ),
        Report(text=WORDS, name="7"),
    ]


def test_a_report_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "reports.jsonl", "\n" + json.dumps({"text": WORDS}))
    assert only_report(path).name == "reports.jsonl:2"


def test_the_text_of_a_jsonl_report_keeps_every_character(tmp_path: Path) -> None:
    text = "• Kyodo\r\n\r\n\u00a0Talks 🤝 ended. \n"
    assert only_report(write(tmp_path, "a.jsonl", row(text=text))).text == text


def test_a_folder_gives_the_reports_below_it_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", WORDS)
    write(tmp_path, "a.jsonl", row(id="first") + row(id="second"))
    write(tmp_path, "notes.md", "no report")
    (tmp_path / "c").mkdir()
    write(tmp_path, "c/d.TXT", WORDS)
    names = [r.name for r in load(tmp_path) if isinstance(r, Report)]
    assert names == ["first", "second", "b", "d"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("“Talks” went on – à Genève".encode(), "“Talks” went on – à Genève"),
        (b"\xef\xbb\xbfTalks", "Talks"),
        ("\ufeffTalks – à Genève".encode("utf-16-le"), "Talks – à Genève"),
        ("\ufeffTalks – à Genève".encode("utf-16-be"), "Talks – à Genève"),
        ("\ufeffTalks – à Genève".encode("utf-32-le"), "Talks – à Genève"),
        ("“Talks” went on – à Genève".encode("cp1252"), "“Talks” went on – à Genève"),
        ("à Genève, ".encode() + "à Genève, again".encode("cp1252"), "à Genève, à Genève, again"),
        (b"Talks\r\n\r\nended\rnow", "Talks\n\nended\nnow"),
    ],
    ids=[
        "UTF-8",
        "UTF-8 with a mark",
        "UTF-16 little-endian",
        "UTF-16 big-endian",
        "UTF-32",
        "Windows-1252",
        "UTF-8 and Windows-1252 in one file",
        "line ends become newlines",
    ],
)
def test_reads_the_encodings_that_newsrooms_use(tmp_path: Path, content: bytes, text: str) -> None:
    assert only_report(write(tmp_path, "a.txt", content)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_reads_jsonl_in_those_encodings_too(tmp_path: Path, encoding: str) -> None:
    line = '{"text": "Talks à Genève ਊ"}\n' if encoding != "cp1252" else '{"text": "à Genève"}\n'
    found = load(write(tmp_path, "a.jsonl", (line * 2).encode(encoding)))
    assert [r.text for r in found if isinstance(r, Report)] == [json.loads(line)["text"]] * 2


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", "", "is empty: put the report's text into it"),
        ("a.txt", " \n\n\t", "is empty: put the report's text into it"),
        ("a.txt", b"\xef\xbb\xbf\n", "has no text"),
        ("a.txt", "1234 -- 5678", "has no text"),
        ("a.txt", "Outlet: The Harbour Post\n\n  \n", "has no text"),
        ("a.jsonl", "\n\n", "is empty: put one JSON object a report on each line"),
        ("a.txt", b"PK\x03\x04\x00\x00\x08", "not text but binary data (NUL bytes): save it as"),
        ("a.txt", b"\x01\x02\x03\x1b abc", "is not text but binary data: save it as UTF-8"),
        ("a.txt", "Переговоры".encode("koi8-r"), "is neither UTF-8, UTF-16 nor Windows-1252"),
        ("a.txt", b"The talks \x81 went on as planned", "has a byte, 0x81, that is neither UTF-8"),
        ("a.txt", b"\xff\xfea\x00b", "breaks its own encoding, utf-16-le, at byte 2: save it"),
        ("a.html", "<p>Talks</p>", "is a web page, not read yet: save it as plain text (.txt)"),
        ("a.pdf", b"%PDF-1.4 \x00", "is a PDF, not read yet: save it as plain text (.txt)"),
        ("a.docx", b"PK\x03\x04\x00", "is a Word document, not read yet: save it as plain"),
        ("a.csv", "a,b", "ends in .csv: reports are read from .txt and .jsonl"),
    ],
    ids=[
        "empty",
        "blank",
        "only a mark",
        "no letters",
        "only a header",
        "jsonl of blank lines",
        "zip named txt",
        "control characters",
        "an encoding we do not know",
        "a byte of no encoding",
        "broken UTF-16",
        "HTML",
        "PDF",
        "Word",
        "another suffix",
    ],
)
def test_says_what_is_wrong_with_a_file(
    tmp_path: Path, name: str, content: str | bytes, problem: str
) -> None:
    assert problem in only_error(write(tmp_path, name, content))


@pytest.mark.parametrize("name", ["missing.txt", "missing.jsonl", "missing.pdf", "missing"])
def test_says_that_a_file_is_missing(tmp_path: Path, name: str) -> None:
    assert only_error(tmp_path / name) == "does not exist: check the name"


def test_says_that_a_folder_holds_nothing_to_read(tmp_path: Path) -> None:
    assert "holds no .txt and no .jsonl file" in only_error(tmp_path)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "a", "text"', "not JSON (Input data was truncated): mend or delete the line"),
        ("not json", "not JSON (JSON is malformed: "),
        ('{"text": "\\ud800"}', "not JSON ("),
        ('{"x": ' + "[" * 5000, "not JSON ("),
        ("[]", "not a report (Expected `object`, got `array`): mend or delete the line"),
        ('{"text": 7}', "not a report (Expected `str | null`, got `int` - at `$.text`)"),
        ('{"text": "x", "outlet": []}', "got `array` - at `$.outlet`): mend or delete the line"),
        ('{"id": "a"}', 'has no text: give the report\'s words (in JSON as "text")'),
        ('{"id": "a", "text": " "}', "has no text"),
        ('{"text": "x", "published": "yesterday"}', '"yesterday" is no publication date: write'),
        ('{"text": "x", "published": "2014-02-30"}', '"2014-02-30" is no publication date'),
        ('{"text": "x\x00"}', "is not text but binary data (NUL bytes)"),
    ],
    ids=[
        "cut short",
        "no JSON",
        "half a character",
        "nested too deep",
        "an array",
        "text is a number",
        "outlet is an array",
        "no text",
        "blank text",
        "a date in words",
        "a day that does not exist",
        "binary",
    ],
)
def test_a_broken_line_costs_only_itself(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path, "reports.jsonl", row() * 6 + line + "\n" + row(id="last"))
    found = load(path)
    assert [r.name for r in found if isinstance(r, Report)] == ["a"] * 6 + ["last"]
    [error] = [e for e in found if isinstance(e, ReportError)]
    assert error.where == f"{path}, line 7"
    assert problem in error.problem


def test_a_text_of_50_mb_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "big.txt", b"Talks. " * 7_200_000)
    assert only_error(path).startswith("is larger than 20 MB, too long for one report: split it")


def test_a_long_jsonl_of_ordinary_reports_is_read_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MAX_TEXT_BYTES", 100)
    found = load(write(tmp_path, "many.jsonl", row() * 1000))
    assert len(found) == 1000
    assert all(isinstance(r, Report) for r in found)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_report_of_too_many_characters_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = "Talks. " * 80_000
    path.write_text(text if name == "a.txt" else json.dumps({"text": text}), "utf-8")
    assert only_error(path).startswith("has 560,000 characters, too many for one report")


def test_a_file_that_is_no_jsonl_at_all_is_given_up(tmp_path: Path) -> None:
    *errors, last = load(write(tmp_path, "a.jsonl", "day,place\n" * 1000))
    assert len(errors) == lines.MAX_ERRORS_BEFORE_A_REPORT
    assert "none of its first 20 lines is a report" in str(last)


def test_a_line_that_is_too_long_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 1_000_000)
    path = write(tmp_path, "a.jsonl", row() + row(text="x" * 2_500_000) + row(id="last"))
    first, error, last = load(path)
    assert isinstance(first, Report)
    assert isinstance(error, ReportError)
    assert str(error) == f"{path}, line 2: is longer than 1 MB: split the report or delete the line"
    assert isinstance(last, Report)
    assert last.name == "last"
