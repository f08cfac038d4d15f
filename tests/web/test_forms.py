"""Forms are taken only from pages of ours."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

import backchannel
from backchannel.record import Record
from backchannel.web import make_app


def posts(client: TestClient) -> list[str]:
    """Every address that takes a form."""
    routes = client.app.routes  # type: ignore[attr-defined]
    return [r.path for r in routes if isinstance(r, Route) and "POST" in (r.methods or ())]


def test_a_form_without_the_token_is_refused(client: TestClient, record: Record) -> None:
    assert posts(client)
    for path in posts(client):
        assert client.post(path, data={"verdict": "wrong"}).status_code == 403, path
        assert client.post(path, data={"token": "x" * 43}).status_code == 403, path
    assert len(record.judgements()) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_token(
    client: TestClient, headers: Mapping[str, str]
) -> None:
    token = client.app.state.token  # type: ignore[attr-defined]
    for path in posts(client):
        answer = client.post(path, data={"token": token}, headers=headers)
        assert answer.status_code == 403
        assert "another site" in answer.text


def test_what_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    for path in posts(client):
        headers = {"Content-Length": "999999999"}
        assert client.post(path, content=b"", headers=headers).status_code == 413


def test_nothing_is_taken_for_a_record_opened_to_read(record: Record, tmp_path: Path) -> None:
    with backchannel.open(record.path, read_only=True) as opened:
        client = TestClient(make_app(opened, can_write=False), base_url="http://127.0.0.1")
        assert "for reading only" in client.get("/review").text
        for path in posts(client):
            assert client.post(path, data={}).status_code == 403


def test_a_browser_is_told_to_say_where_a_form_comes_from(client: TestClient) -> None:
    """Under "no-referrer" it sends `Origin: null` with our own forms."""
    assert client.get("/review").headers["referrer-policy"] == "same-origin"
