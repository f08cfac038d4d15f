"""Commands that change the record: what they take, what they print, what is kept."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Runner, write_jsonl


@pytest.fixture
def contact(run: Runner, tmp_path: Path) -> str:
    """The id of a contact that one report tells of."""
    text = "Envoys of Japan and North Korea met in Geneva on September 6, officials said."
    row = {"id": "a", "text": text, "outlet": "The Daily", "published": "2014-09-11"}
    run("read", write_jsonl(tmp_path / "a.jsonl", row))
    found = shown(run)["id"]
    assert isinstance(found, str)
    return found


def shown(run: Runner) -> dict[str, object]:
    rows: list[dict[str, object]] = json.loads(run("show", "contacts", "--json").out)
    return rows[0]


def test_a_slot_is_corrected_explained_and_taken_back(run: Runner, contact: str) -> None:
    ended = run("judge", "correct", contact, "place", "Berne", "--because", "seen", "--who", "ana")
    assert (ended.status, ended.errors) == (0, [])
    assert "corrected" in ended.out
    assert "place: Berne, before Geneva" in ended.out
    assert shown(run)["place"] == "Berne"
    assert shown(run)["corrected"] == ["place"]
    assert "corrected" in run("show", "contacts").out
    explained = run("explain", contact).out
    assert "corrected by ana" in explained
    assert "overruled: The Daily" in explained
    assert "place corrected to “Berne”" in run("show", "judgements").out
    run("judge", "undo", "1", "--who", "bo")
    assert shown(run)["place"] == "Geneva"
    assert "taken back by bo" in " ".join(run("explain", contact).out.split())


def test_entries_say_which_judgement_gives_a_value(run: Runner, contact: str) -> None:
    run("judge", "correct", contact, "place", "Berne")
    (line,) = run("entries", "record.backchannel").out.splitlines()
    first, other = json.loads(line)["slots"]["place"]
    assert (first["value"], first["findings"], first["judgement"]) == ("Berne", [], 1)
    assert (other["value"], other["standing"]) == ("Geneva", "overruled")


def test_what_a_slot_cannot_be_is_one_line(run: Runner, contact: str) -> None:
    ended = run("judge", "correct", contact, "status", "burnt")
    assert ended.status == 1
    assert "is no status of a contact" in ended.errors[0]


@pytest.mark.parametrize(
    "words",
    [("correct", "C-1", "place"), ("same", "C-1"), ("undo", "first"), ("wrong", "C-1", "C-2")],
    ids=" ".join,
)
def test_too_few_words_or_too_many_end_with_2(run: Runner, words: tuple[str, ...]) -> None:
    ended: Run = run("judge", *words)
    assert ended.status == 2
    assert "take" in ended.errors[-1]
