"""Answers are kept until the record changes; slow ones are renewed behind the pages."""

import threading
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from backchannel.record import Record, Rows
from backchannel.web import answers
from backchannel.web.answers import Answers, Question

Make = Callable[[], Rows[int]]


@pytest.fixture
def kept(record: Record) -> Answers:
    return Answers(record)


def counting(calls: list[int]) -> Make:
    def make() -> Rows[int]:
        calls.append(1)
        return Rows(int, (len(calls),))

    return make


def finish(answers: Answers) -> None:
    """Wait for all that is being made behind the pages."""
    while answers.is_behind:
        time.sleep(0.01)
    answers.close()


def change(record: Record) -> None:
    record.rate(f"The Daily {len(record.ratings())}", "B")


def test_an_answer_is_made_once(kept: Answers) -> None:
    calls: list[int] = []
    assert [kept.answer(Question("x", {}, counting(calls)))[0] for _ in range(3)] == [1, 1, 1]


def test_a_change_of_the_record_makes_it_anew(kept: Answers, record: Record) -> None:
    calls: list[int] = []
    make = counting(calls)
    kept.answer(Question("x", {}, make))
    change(record)
    assert kept.answer(Question("x", {}, make))[0] == 2


def test_a_slow_answer_is_shown_as_it_was_until_the_new_one_is_there(
    kept: Answers, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "SLOW_S", 0.0)
    calls: list[int] = []
    may_end = threading.Event()

    def make() -> Rows[int]:
        calls.append(1)
        if len(calls) > 1:
            may_end.wait(5)
        return Rows(int, (len(calls),))

    kept.answer(Question("x", {}, make))
    change(record)
    assert kept.answer(Question("x", {}, make))[0] == 1
    assert kept.is_behind
    may_end.set()
    finish(kept)
    assert kept.answer(Question("x", {}, make))[0] == 2
    assert not kept.is_behind


def test_answers_not_asked_for_lately_are_let_go(
    kept: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 2)
    calls: list[int] = []
    make = counting(calls)
    for name in ("a", "b", "c", "a"):
        kept.answer(Question(name, {}, make))
    assert len(calls) == 4


def test_nobody_waits_for_a_list_of_a_large_record(
    kept: Answers, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_AT_ONCE", 0)
    assert "it comes by itself" in client.get("/contacts").text
    finish(client.app.state.answers)  # type: ignore[attr-defined]
    assert "Envoys" not in client.get("/contacts").text
    assert client.get("/contacts").text.count("<tr>") == 2


def test_the_overview_of_a_large_record_comes_without_what_takes_long(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_AT_ONCE", 0)
    page = client.get("/").text
    assert "Being made" in page
    finish(client.app.state.answers)  # type: ignore[attr-defined]
    assert "Being made" not in client.get("/").text
