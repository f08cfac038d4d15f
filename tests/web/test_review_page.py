"""The review queue in the browser: what is asked, what is kept, and what is refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backchannel.record import Record
from backchannel.web import make_app
from tests import factory
from tests.record.flow import keep, open_plain
from tests.record.test_decisions import ONE, TWO, telling

NEAR = telling(2, "2014-09-06..2014-09-30", "A weekend")
POSSIBLE = factory.make_reading(
    factory.make_report("They may have spoken by telephone.", name="r8"),
    factory.make_contact(
        parties=("NOR", "DNK"),
        evidence="They may have spoken by telephone",
        certainty="possible",
        said_by=(factory.make_source(),),
    ),
)


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[Record]:
    with open_plain(tmp_path / "doubtful.backchannel") as opened:
        keep(opened, ONE, NEAR, POSSIBLE)
        yield opened


@pytest.fixture
def reviewer(doubtful: Record) -> TestClient:
    return TestClient(make_app(doubtful), base_url="http://127.0.0.1")


def send(client: TestClient, **fields: str) -> int:
    token = client.app.state.token  # type: ignore[attr-defined]
    answer = client.post("/review", data={"token": token, **fields}, follow_redirects=False)
    return answer.status_code


def doubts(client: TestClient, what: str = "links") -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(client.get(f"/review.json?what={what}").text)
    return found


def test_a_doubtful_link_is_asked_with_both_sides(reviewer: TestClient) -> None:
    page = reviewer.get("/review").text
    for words in ("Do these two tell of one thing?", "lake hotel", "A weekend", 'data-key="s"'):
        assert words in page


@pytest.mark.parametrize("verdict", ["same", "different", "wrong-left", "wrong-right"])
def test_a_judgement_is_kept_with_who_and_ends_the_question(
    reviewer: TestClient, doubtful: Record, verdict: str
) -> None:
    (doubt,) = doubts(reviewer)
    sides = {"left": doubt["left"], "right": doubt["right"]}
    assert send(reviewer, verdict=verdict, who="ana", why="seen", **sides) == 303
    (judged,) = doubtful.judgements()
    assert (judged.who, judged.why) == ("ana", "seen")
    assert judged.verdict.value == verdict.partition("-")[0]
    assert doubts(reviewer) == []
    assert "by ana" in reviewer.get("/review").text
    assert send(reviewer, verdict="undo", number="1") == 303
    assert len(doubts(reviewer)) == 1


def test_what_a_judgement_changed_is_shown(reviewer: TestClient) -> None:
    (doubt,) = doubts(reviewer)
    send(reviewer, verdict="different", left=doubt["left"], right=doubt["right"])
    assert "by what was done last" in reviewer.get("/review").text


@pytest.mark.parametrize(("verdict", "contacts"), [("right", 2), ("wrong", 1)])
def test_a_finding_hardly_believed_is_called_right_or_wrong(
    reviewer: TestClient, doubtful: Record, verdict: str, contacts: int
) -> None:
    (doubt,) = doubts(reviewer, "findings")
    assert "Does the report say so?" in reviewer.get("/review?what=findings").text
    send(reviewer, verdict=verdict, left=doubt["left"])
    assert doubts(reviewer, "findings") == []
    assert len(doubtful.contacts()) == contacts


def test_the_name_of_who_judges_is_remembered(reviewer: TestClient) -> None:
    (doubt,) = doubts(reviewer, "findings")
    send(reviewer, verdict="right", left=doubt["left"], who="Аня <b>")
    assert 'value="Аня &lt;b&gt;"' in reviewer.get("/review").text


def test_a_report_whose_day_is_unknown_is_asked_for_it(tmp_path: Path) -> None:
    undated = factory.make_report(name="undated", published=None)
    with open_plain(tmp_path / "undated.backchannel") as opened:
        keep(opened, factory.make_reading(undated, factory.make_contact()))
        client = TestClient(make_app(opened), base_url="http://127.0.0.1")
        (doubt,) = doubts(client, "days")
        assert "When was this report published?" in client.get("/review?what=days").text
        assert send(client, verdict="day", left=doubt["left"], day="2014-13-01") == 409


@pytest.mark.parametrize("side", ["left", "right"])
def test_of_two_days_in_conflict_one_is_held(tmp_path: Path, side: str) -> None:
    with open_plain(tmp_path / "days.backchannel") as opened:
        keep(opened, ONE, TWO, telling(3, "2014-09-08", "They had a quiet lunch"))
        (other, both) = (opened.explain(row.id) for row in opened.contacts())
        opened.judge("same", other.id, both.evidence[1].finding)
        client = TestClient(make_app(opened), base_url="http://127.0.0.1")
        (doubt,) = doubts(client, "days")
        page = client.get("/review?what=days").text
        assert 'data-key="a"' in page
        assert 'aria-label="Correct the date"' in page
        shown = str(opened.contacts()[0].date)
        left, right = doubt["left"], doubt["right"]
        assert send(client, verdict=f"holds-{side}", left=left, right=right, slot="date") == 303
        assert doubts(client, "days") == []
        assert (str(opened.contacts()[0].date) == shown) == (side == "left")
        assert send(client, verdict=f"holds-{side}", left=left, right=right, slot="topic") == 409


def test_what_was_judged_in_one_go_stands_in_one_line(
    reviewer: TestClient, doubtful: Record
) -> None:
    (row,) = doubtful.contacts(party="SUD")
    doubtful.correct(row.id, "place", "Berne")
    page = reviewer.get("/judgements").text
    assert page.count("Undo no. 1") == page.count("place: Berne") == 1
    assert len(json.loads(reviewer.get("/judgements.json").text)) == 2


# --- What is refused ---


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "same", "left": "C-000", "right": "C-111"},
        {"verdict": "undo", "number": "99"},
        {"verdict": "undo", "number": "x"},
        {"verdict": "burn", "left": "C-000"},
        {},
    ],
    ids=["unknown ids", "no such number", "no number", "no verdict", "nothing"],
)
def test_a_judgement_that_makes_no_sense_is_told_so(
    reviewer: TestClient, doubtful: Record, fields: dict[str, str]
) -> None:
    assert send(reviewer, **fields) == 409
    assert len(doubtful.judgements()) == 0


@pytest.mark.parametrize("query", ["what=burn", "at=x", "at=-1"])
def test_a_queue_that_does_not_exist_is_told_so(reviewer: TestClient, query: str) -> None:
    assert reviewer.get(f"/review?{query}").status_code == 400


def test_a_place_past_the_end_is_the_last(reviewer: TestClient) -> None:
    assert "1 of 1" in reviewer.get("/review?at=99").text


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/review?what=days", "/review?what=days"),
        ("//evil.example", "/review"),
        ("https://evil.example", "/review"),
        ("/\\evil.example", "/review"),
    ],
)
def test_a_judgement_leads_back_to_a_page_of_ours(
    reviewer: TestClient, back: str, leads_to: str
) -> None:
    (doubt,) = doubts(reviewer, "findings")
    token = reviewer.app.state.token  # type: ignore[attr-defined]
    fields = {"token": token, "verdict": "right", "left": doubt["left"], "back": back}
    answer = reviewer.post("/review", data=fields, follow_redirects=False)
    assert answer.headers["location"] == leads_to
