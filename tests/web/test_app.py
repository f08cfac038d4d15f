"""Every page and its twins: what they show, what they refuse, and what guards them."""

import csv
import gc
import html
import io
import json
import re

import pytest
from starlette.testclient import TestClient

from backchannel.record import Record
from backchannel.web.listings import LISTINGS
from tests.web.conftest import HOSTILE

LISTS = [f"/{listing.name}" for listing in LISTINGS]
PAGES = ["/", *LISTS, "/search?q=Norland", "/review", "/review?what=days"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.text.rstrip().endswith("</html>")
    assert "<h1>" in page.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_links_its_twins(client: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    stem = "/overview" if path == "/" else path
    for form in ("json", "csv"):
        twin = f"{stem}.{form}" + (f"?{query}" if query else "")
        assert f'href="{twin}"' in client.get(address).text
        assert client.get(twin).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_the_twins_hold_the_same_rows(client: TestClient, path: str) -> None:
    rows = json.loads(client.get(f"{path}.json").text)
    assert len(list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text)))) == len(rows)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_an_empty_record_says_what_to_do(empty: TestClient, path: str) -> None:
    page = empty.get(path)
    assert page.status_code == 200
    assert "backchannel read" in page.text
    assert json.loads(empty.get(f"{path}.json").text) == []


def test_the_overview_of_an_empty_record_says_what_to_do(empty: TestClient) -> None:
    assert "The record is empty" in empty.get("/").text


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/contacts.json?party=NOR", 1),
        ("/contacts.json?party=JPN", 0),
        ("/contacts.json?denied=yes", 1),
        ("/contacts.json?until=2013-01-01", 0),
        ("/contacts.json?known_on=2013-01-01", 0),
        ("/commitments.json?stage=asked", 1),
        ("/commitments.json?stage=kept", 0),
        ("/contacts.json?belief=0.25", 1),
        ("/contacts.json?belief=0.75", 0),
    ],
)
def test_an_address_narrows_a_list(client: TestClient, address: str, count: int) -> None:
    assert len(json.loads(client.get(address).text)) == count


def test_a_list_that_nothing_passes_says_so(client: TestClient) -> None:
    page = client.get("/contacts?party=JPN")
    assert "Nothing in the record answers that" in page.text
    assert "Japan (0)" in page.text


def test_what_a_form_left_empty_is_dropped_from_the_address(client: TestClient) -> None:
    answer = client.get("/contacts?party=NOR&since=&form=", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/contacts?party=NOR"


@pytest.mark.parametrize(
    "query",
    ["since=2014-13-01", "page=0", "page=x", "page=²", "since=2014-02-02&until=2014-01-01"],
)
def test_an_address_that_makes_no_sense_is_told_so(client: TestClient, query: str) -> None:
    assert client.get(f"/contacts?{query}").status_code == 400
    assert client.get(f"/contacts.json?{query}").headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/nowhere", "/entries/C-000000000000", "/reports/none"])
def test_what_is_not_there_is_told_so(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "There is no such" in page.text


def test_a_page_past_the_end_is_the_last_one(client: TestClient) -> None:
    assert client.get("/contacts?page=99").status_code == 200


def test_the_board_shows_condition_deadline_and_steps(client: TestClient) -> None:
    page = client.get("/commitments").text
    for words in ("publish its report", "Sudmark eased its sanctions", "14 Sept", "proposed"):
        assert words in page


def test_a_page_shows_what_was_added_since_it_was_last_asked(
    client: TestClient, record: Record
) -> None:
    assert len(json.loads(client.get("/contacts.json").text)) == 1
    record.withdraw("daily-1")
    assert json.loads(client.get("/contacts.json").text) == []


def test_the_collector_is_as_it_was_when_the_server_ends(client: TestClient) -> None:
    before = gc.get_threshold()
    with client:
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before


# --- Safety ---


@pytest.mark.parametrize("address", [*PAGES, "/search?q=alert"])
def test_the_words_of_a_report_are_never_markup(client: TestClient, address: str) -> None:
    assert "<script>alert" not in client.get(address).text


def test_a_hostile_report_is_shown_as_it_is_written(client: TestClient, record: Record) -> None:
    id = next(r.id for r in record.reports() if r.title == HOSTILE)
    page = client.get(f"/reports/{id}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quotes”" in page
    assert "javascript:" not in page


def test_no_page_can_run_or_fetch_what_is_not_ours(client: TestClient) -> None:
    page = client.get("/contacts")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert " style=" not in page.text
    assert " onclick=" not in page.text


@pytest.mark.parametrize("address", [*PAGES, "/nowhere", "/static/site.css"])
def test_every_answer_is_guarded(client: TestClient, address: str) -> None:
    assert client.get(address).headers["x-content-type-options"] == "nosniff"


def test_another_name_of_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/contacts", headers={"host": "evil.example"}).status_code == 400


def test_a_list_takes_no_form(client: TestClient) -> None:
    assert client.post("/contacts").status_code == 405


# --- The timeline ---


def test_the_timeline_says_who_takes_part_and_what_is_due(client: TestClient) -> None:
    rows = {row["kind"]: row for row in json.loads(client.get("/timeline.json").text)}
    assert rows["contact"]["parties"] == ["NOR", "SUD"]
    assert rows["contact"]["denied_by"] == ["SUD"]
    assert rows["commitment"]["deadline"]["latest"] == "2014-09-14"
    assert rows["denial"]["date"] is None


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("source=anonymous", ["contact"]),
        ("source=official", []),
        ("channel=NOR%3A+Foreign+Ministry+%E2%80%93+SUD", ["contact"]),
        ("channel=NOR+%E2%80%93+SUD", []),
        ("source=anonymous&channel=NOR+%E2%80%93+SUD", []),
    ],
)
def test_the_timeline_is_narrowed_by_channel_and_by_kind_of_source(
    organs: TestClient, query: str, kinds: list[str]
) -> None:
    assert [row["kind"] for row in json.loads(organs.get(f"/timeline.json?{query}").text)] == kinds
    rows = csv.DictReader(io.StringIO(organs.get(f"/timeline.csv?{query}").text))
    assert [row["kind"] for row in rows] == kinds
    page = organs.get(f"/timeline?{query}").text
    assert page.count('class="entry"') == len(kinds)
    assert ">anonymous (1)</option>" in page
    assert ">Norway, Foreign Ministry – SUD (1)</option>" in page


def test_a_channel_leads_to_its_contacts_on_the_timeline(organs: TestClient) -> None:
    href = re.search('href="(/timeline[?]channel=[^"]+)"', organs.get("/channels").text)
    assert href
    twin = html.unescape(href[1]).replace("/timeline", "/timeline.json")
    assert [row["kind"] for row in json.loads(organs.get(twin).text)] == ["contact"]


def test_a_kind_of_source_counts_from_when_it_told(organs: TestClient) -> None:
    assert json.loads(organs.get("/timeline.json?source=anonymous&known_on=2014-09-10").text) == []
    page = organs.get("/timeline.json?source=anonymous&known_on=2014-09-11")
    assert len(json.loads(page.text)) == 1


def test_the_chart_asks_for_the_rows_of_its_page(client: TestClient) -> None:
    page = client.get("/timeline?kind=contact&lanes=party").text
    assert 'data-source="/timeline.json?kind=contact&amp;lanes=party"' in page
    assert 'data-lanes="party"' in page
    assert "/static/built/timeline.js" in page
    assert len(json.loads(client.get("/timeline.json?kind=contact&lanes=party").text)) == 1


def test_the_sliders_run_over_the_days_of_the_record(client: TestClient) -> None:
    page = client.get("/timeline?known_on=2014-09-11&kind=contact").text
    assert 'data-time="known_on" data-first="2014-09-11" data-last="2014-09-12"' in page
    assert 'data-time="as_of" data-first="2014-07-01"' in page
    assert 'data-whole="/timeline.json?kind=contact"' in page


def test_a_day_on_which_nothing_was_known_keeps_the_sliders(client: TestClient) -> None:
    page = client.get("/timeline?known_on=2013-01-01").text
    assert "data-time" in page
    assert "Nothing in the record answers that" in page
