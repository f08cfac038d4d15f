"""A page of its own: nothing is fetched, nothing but its script runs, words stay words."""

import datetime
import json
import re

from backchannel.record import Record
from backchannel.web.single_page import make_page


def rows_of(page: str) -> list[dict[str, str]]:
    inner = re.search(r'id="rows-of-timeline">(.*?)</script>', page, re.DOTALL)
    assert inner
    found: list[dict[str, str]] = json.loads(inner[1])
    return found


def test_the_page_holds_all_that_it_shows(record: Record) -> None:
    page = make_page(record, {}, "The talks")
    assert not re.search(r'(?:src|href)="', page)
    assert {row["kind"] for row in rows_of(page)} == {"contact", "commitment", "measure", "denial"}
    assert "Envoys of Norland and Sudmark met in secret" in page


def test_only_its_own_script_may_run(record: Record) -> None:
    page = make_page(record, {}, "The talks")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert page.count("sha256-") == 2


def test_words_of_a_report_and_title_are_never_markup(record: Record) -> None:
    page = make_page(record, {}, "</title><script>alert(1)</script>")
    assert "<script>alert" not in page
    assert page.count("<script") == 2 + page.count('"<script')


def test_the_filters_choose_what_is_in_it(record: Record) -> None:
    assert rows_of(make_page(record, {"until": datetime.date(2014, 7, 31)}, "July")) != []
    nothing = make_page(record, {"known_on": datetime.date(2013, 1, 1)}, "Nothing")
    assert rows_of(nothing) == []
    assert "Nothing in the record answers that" in nothing


def test_the_same_record_makes_the_same_page(record: Record) -> None:
    assert make_page(record, {}, "x") == make_page(record, {}, "x")
