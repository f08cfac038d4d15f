"""A report in the browser: its own words, marked."""

import csv
import html
import io
import json
import re

from starlette.testclient import TestClient

from backchannel.record import Record
from tests import factory


def report_of(record: Record) -> str:
    return next(r.id for r in record.reports() if r.name == "daily-1")


def test_a_report_keeps_every_character(client: TestClient, record: Record) -> None:
    page = client.get(f"/reports/{report_of(record)}").text
    inner = re.search(r'<div class="text">(.*?)</div>', page, re.DOTALL)
    assert inner
    assert html.unescape(re.sub(r"<[^>]+>", "", inner[1])) == factory.TEXT


def test_a_finding_leads_to_its_entry_and_back(client: TestClient, record: Record) -> None:
    entry = record.explain(record.contacts()[0].id)
    page = client.get(f"/reports/{entry.evidence[0].report}").text
    assert f'href="/entries/{entry.id}"' in page
    assert f'id="{entry.evidence[0].finding}"' in page


def test_a_finding_stops_the_keyboard_once(client: TestClient, record: Record) -> None:
    page = client.get(f"/reports/{report_of(record)}").text
    stops = re.findall(r'<a href="/entries/[^>]*data-finding="C1"[^>]*>', page)
    assert sum('tabindex="-1"' not in stop for stop in stops) == 1


def test_the_address_chooses_the_layers(client: TestClient, record: Record) -> None:
    page = client.get(f"/reports/{report_of(record)}?layers=times&layers=names").text
    checked = re.findall(r'value="(\w+)" id="layer-\w+" checked', page)
    assert checked == ["times", "names"]


def test_the_twins_hold_the_reading_and_the_marks(client: TestClient, record: Record) -> None:
    id = report_of(record)
    twin = json.loads(client.get(f"/reports/{id}.json").text)
    assert twin["report"]["text"] == factory.TEXT
    assert twin["reading"]["contacts"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/reports/{id}.csv").text)))
    assert {"findings"} <= {row["layer"] for row in rows}
