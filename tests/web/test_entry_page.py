"""An entry in the browser: values, quotes, sources, belief, and who denies it."""

import csv
import io
import json

from starlette.testclient import TestClient

from backchannel.record import Record


def test_an_entry_shows_what_it_rests_on(client: TestClient, record: Record) -> None:
    id = record.contacts()[0].id
    page = client.get(f"/entries/{id}").text
    for words in ("Envoys of Norland and Sudmark met", "The Daily", "Denied", "Belief 0."):
        assert words in page


def test_an_entry_is_found_by_the_id_of_a_finding(client: TestClient, record: Record) -> None:
    entry = record.explain(record.contacts()[0].id)
    assert client.get(f"/entries/{entry.evidence[0].finding}").status_code == 200


def test_a_commitment_shows_its_history(client: TestClient, record: Record) -> None:
    page = client.get(f"/entries/{record.commitments()[0].id}").text
    assert "What came of it" in page


def test_a_denial_leads_to_what_it_denies(client: TestClient, record: Record) -> None:
    page = client.get(f"/entries/{record.denials()[0].id}").text
    assert f"/entries/{record.contacts()[0].id}" in page


def test_the_json_twin_says_how_belief_came_about(client: TestClient, record: Record) -> None:
    id = record.contacts()[0].id
    twin = json.loads(client.get(f"/entries/{id}.json").text)
    assert twin["entry"]["id"] == id
    assert twin["belief"]["origins"]


def test_the_csv_twin_has_a_row_for_each_value_and_finding(
    client: TestClient, record: Record
) -> None:
    id = record.contacts()[0].id
    rows = list(csv.DictReader(io.StringIO(client.get(f"/entries/{id}.csv").text)))
    assert {"NOR", "SUD"} <= {row["value"] for row in rows if row["slot"] == "parties"}
    assert all(row["quotes"] for row in rows)


def test_an_entry_not_known_yet_is_not_shown(client: TestClient, record: Record) -> None:
    id = record.contacts()[0].id
    assert client.get(f"/entries/{id}?known_on=2013-01-01").status_code == 404
    assert client.get(f"/entries/{id}?known_on=2015-01-01").status_code == 200


def test_a_finding_is_judged_where_it_is_read(client: TestClient, record: Record) -> None:
    entry = record.contacts()[0].id
    finding = record.explain(entry).evidence[0].finding
    assert f'name="left" value="{finding}"' in client.get(f"/entries/{entry}").text
    token = client.app.state.token  # type: ignore[attr-defined]
    fields = {"token": token, "verdict": "wrong", "left": finding, "right": entry}
    page = client.post("/review", data={**fields, "back": "/judgements"})
    assert page.url.path == "/judgements"
    assert "Undo no. 1" in page.text
    assert len(record.contacts()) == 0


def send(client: TestClient, **fields: str) -> str:
    token = client.app.state.token  # type: ignore[attr-defined]
    return client.post("/review", data={"token": token, "verdict": "correct", **fields}).text


def test_a_slot_is_corrected_where_it_is_read(client: TestClient, record: Record) -> None:
    entry = record.contacts()[0].id
    address = f"/entries/{entry}"
    assert 'aria-label="Correct the form"' in client.get(address).text
    page = send(
        client, left=entry, slot="form", value="talks", why="seen <b>", who="ana", back=address
    )
    assert "Told by no report, corrected by ana" in page
    assert "seen &lt;b&gt;" in page
    assert "overruled" in page
    assert record.contacts()[0].form == "talks"
    assert "corrected" in client.get("/contacts").text
    page = send(client, verdict="undo", number="1", back=address)
    assert "corrected by ana" not in page
    assert "taken back by" in page
    assert record.contacts()[0].form == "meeting"


def test_another_value_that_is_typed_counts_more_than_the_one_chosen(
    client: TestClient, record: Record
) -> None:
    entry = record.measures()[0].id
    send(client, left=entry, slot="date", value="2014-07-01..2014-07-31", other="2014-07-04")
    assert str(record.measures()[0].date) == "2014-07-04"
    assert "2014-07-04,agreed,1,,," in client.get(f"/entries/{entry}.csv").text


def test_what_no_report_gives_is_added(client: TestClient, record: Record) -> None:
    entry = record.contacts()[0].id
    assert '<option value="place">' in client.get(f"/entries/{entry}").text
    send(client, left=entry, slot="place", value="Geneva, Switzerland")
    (row,) = record.contacts()
    assert (row.place, row.country) == ("Geneva, Switzerland", "CHE")


def test_a_slot_that_cannot_be_so_is_told_so(client: TestClient, record: Record) -> None:
    entry = record.contacts()[0].id
    assert "is no day" in send(client, left=entry, slot="date", value="in spring")
    assert len(record.judgements()) == 0
