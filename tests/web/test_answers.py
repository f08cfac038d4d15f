"""Answers are kept until the record changes; slow ones are renewed behind the pages."""

import threading
from collections.abc import Callable

import pytest

from backchannel.record import Record, Rows
from backchannel.web import answers
from backchannel.web.answers import Answers

Make = Callable[[], Rows[int]]


@pytest.fixture
def kept(record: Record) -> Answers:
    return Answers(record)


def counting(calls: list[int]) -> Make:
    def make() -> Rows[int]:
        calls.append(1)
        return Rows(int, (len(calls),))

    return make


def change(record: Record) -> None:
    record.rate(f"The Daily {len(record.ratings())}", "B")


def test_an_answer_is_made_once(kept: Answers) -> None:
    calls: list[int] = []
    assert [kept.kept("x", {}, counting(calls))[0] for _ in range(3)] == [1, 1, 1]


def test_a_change_of_the_record_makes_it_anew(kept: Answers, record: Record) -> None:
    calls: list[int] = []
    make = counting(calls)
    kept.kept("x", {}, make)
    change(record)
    assert kept.kept("x", {}, make)[0] == 2


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

    kept.kept("x", {}, make)
    change(record)
    assert kept.kept("x", {}, make)[0] == 1
    assert kept.is_behind
    may_end.set()
    kept.close()
    assert kept.kept("x", {}, make)[0] == 2
    assert not kept.is_behind


def test_answers_not_asked_for_lately_are_let_go(
    kept: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 2)
    calls: list[int] = []
    make = counting(calls)
    for name in ("a", "b", "c", "a"):
        kept.kept(name, {}, make)
    assert len(calls) == 4
