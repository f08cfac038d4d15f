import subprocess
from pathlib import Path

import pytest
from evaluation.leaks import BUILT, Leak, find_leaks, load_tracked

TEXTS = [("a report", "The old mayor sold seven red boats to Norland, his clerk said.")]
RUN = "mayor sold seven red boats to"


@pytest.mark.parametrize(
    "copied",
    [
        "matches = ['mayor sold seven red boats to']",
        "Mayor\n  sold seven red boats\n  to Norway",
        '"mayor sold "\n"seven red boats to"',
        "MAYOR SOLD seven, red (boats) to",
    ],
    ids=["as it stands", "over lines", "in two strings", "other letters and signs"],
)
def test_finds_six_words_in_a_row(copied: str) -> None:
    assert find_leaks({"x.toml": copied}, TEXTS) == [Leak("x.toml", 1, RUN, "a report")]


@pytest.mark.parametrize(
    "own",
    ["mayor sold seven red boats", "matches = ['mayor sold seven', 'red boats to Norland']"],
    ids=["five words", "two strings of a list"],
)
def test_less_is_no_leak(own: str) -> None:
    assert find_leaks({"x.toml": own}, TEXTS) == []


def test_tells_the_line_and_each_file_once() -> None:
    files = {"a.md": f"\n\nThe {RUN} {RUN}", "b.md": RUN}
    found = find_leaks(files, [*TEXTS, ("a copy", TEXTS[0][1])])
    assert [(leak.path, leak.line, leak.source) for leak in found if leak.words == RUN] == [
        ("a.md", 3, "a report"),
        ("b.md", 1, "a report"),
    ]


def test_a_run_within_an_allowed_phrase_is_none() -> None:
    assert find_leaks({"x.md": RUN}, TEXTS, ["Mayor sold seven red boats to Norland"]) == []


def test_what_is_built_is_not_compared(tmp_path: Path) -> None:
    for path in ("own.md", f"{BUILT}site.js"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(RUN, "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert load_tracked(tmp_path) == {"own.md": RUN}
