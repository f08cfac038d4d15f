"""A record that other machines can reach is shown to those who have the token, to nobody else."""

import pytest
from starlette.testclient import TestClient

from backchannel.record import Record
from backchannel.web import entrance, make_app
from tests.web.test_app import PAGES

TOKEN = "a long enough token"


@pytest.fixture
def outsider(record: Record, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(entrance, "PATIENCE_S", 0.0)
    return TestClient(make_app(record, password=TOKEN), base_url="http://desk.example:8321")


@pytest.mark.parametrize("address", [*PAGES, "/nowhere", "/contacts?token=wrong"])
def test_nothing_is_shown_without_the_token(outsider: TestClient, address: str) -> None:
    page = outsider.get(address)
    assert page.status_code == 401
    assert "Norland" not in page.text
    assert "talks.backchannel" not in page.text
    assert outsider.app.state.token not in page.text  # type: ignore[attr-defined]


def test_a_twin_says_how_to_send_the_token(outsider: TestClient) -> None:
    assert "Bearer" in outsider.get("/contacts.json").text
    sent = {"Authorization": f"Bearer {TOKEN}"}
    assert outsider.get("/contacts.json", headers=sent).status_code == 200


def test_an_address_with_the_token_lets_in_and_drops_it(outsider: TestClient) -> None:
    answer = outsider.get(f"/contacts?party=NOR&token={TOKEN}", follow_redirects=False)
    assert answer.headers["location"] == "/contacts?party=NOR"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert TOKEN not in answer.headers["set-cookie"]
    assert outsider.get("/contacts").status_code == 200


def test_the_form_at_the_door_lets_in(outsider: TestClient) -> None:
    assert outsider.post("/enter", data={"token": "guess"}).status_code == 401
    assert outsider.get("/").status_code == 401
    assert outsider.post("/enter", data={"token": TOKEN}).status_code == 200
    assert outsider.get("/").status_code == 200


def test_a_cookie_of_another_run_is_worth_nothing(outsider: TestClient, record: Record) -> None:
    outsider.get(f"/?token={TOKEN}")
    other = TestClient(make_app(record, password=TOKEN), base_url="http://desk.example:8321")
    other.cookies = outsider.cookies
    assert other.get("/").status_code == 401


def test_forms_need_the_token_as_well(outsider: TestClient, record: Record) -> None:
    csrf = outsider.app.state.token  # type: ignore[attr-defined]
    fields = {"token": csrf, "verdict": "wrong", "left": record.contacts()[0].id}
    assert outsider.post("/review", data=fields).status_code == 401
    assert len(record.judgements()) == 0


def test_nobody_fills_the_memory_at_the_door(outsider: TestClient) -> None:
    headers = {"Content-Length": "999999"}
    assert outsider.post("/enter", content=b"", headers=headers).status_code == 413


def test_where_no_token_is_asked_there_is_no_door(client: TestClient) -> None:
    assert client.post("/enter", data={"token": ""}).status_code == 404


def test_the_style_sheet_is_shown_to_all(outsider: TestClient) -> None:
    assert outsider.get("/static/site.css").status_code == 200
