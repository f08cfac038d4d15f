"""What only a browser can tell; skipped without Chromium and the extra `browser`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import backchannel
from backchannel.reading import rule_reader
from backchannel.record import Record
from backchannel.web import make_app
from backchannel.web.listings import LISTINGS
from backchannel.web.single_page import make_page
from tests import factory
from tests.record.flow import keep, open_plain
from tests.record.test_decisions import ONE
from tests.web.browsing import (
    AXE,
    CHROMIUM,
    NARROW,
    WIDE,
    launched,
    open_page,
    playwright,
    served,
)
from tests.web.conftest import Web
from tests.web.test_articles import NAMED, STATED, page_of
from tests.web.test_review_page import NEAR, POSSIBLE

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


@pytest.fixture
def address(record: Record) -> Iterator[str]:
    with served(make_app(record)) as found:
        yield found


@pytest.fixture
def browser() -> Iterator["playwright.Browser"]:
    with launched() as opened:
        yield opened


@pytest.fixture
def page(browser: "playwright.Browser") -> Iterator["playwright.Page"]:
    """A wide page; whatever is done with it, the browser must have nothing to complain of."""
    opened = open_page(browser)
    yield opened
    assert opened.complaints == []


def pages_of(record: Record) -> list[str]:
    entry = record.contacts()[0].id
    report = record.explain(entry).evidence[0].report
    others = ("/", "/search?q=Norland", "/review", "/review?what=findings", "/add", "/nowhere")
    lists = (f"/{listing.name}" for listing in LISTINGS)
    return [*others, *lists, f"/entries/{entry}", f"/reports/{report}"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_fits_the_screen_without_a_complaint(
    browser: "playwright.Browser", address: str, record: Record, size: tuple[int, int]
) -> None:
    page = open_page(browser, size)
    for path in pages_of(record):
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
    assert [c for c in page.complaints if "404" not in c] == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: cd web && npm ci")
@pytest.mark.parametrize(
    ("size", "scheme"),
    [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")],
    ids=["wide", "dark", "narrow", "narrow and dark"],
)
def test_axe_finds_no_serious_fault(
    browser: "playwright.Browser",
    address: str,
    record: Record,
    size: tuple[int, int],
    scheme: str,
) -> None:
    page = open_page(browser, size, scheme)
    for path in pages_of(record):
        page.goto(address + path, wait_until="networkidle")
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [
            (v["id"], [node["html"][:120] for node in v["nodes"][:3]])
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert grave == [], path


def test_a_filter_changes_the_list_and_the_address(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/contacts")
    page.select_option("#f-denied", "yes")
    page.wait_for_url("**/contacts?denied=yes")
    assert page.locator(".rows tbody tr").count() == 1


def test_a_filter_that_makes_no_sense_is_told_so(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/contacts?since=2014-09-01")
    page.fill("#f-until", "2014-01-01")
    page.wait_for_selector("text=The first day is later than the last")
    page.click("text=Ask without filters")
    page.wait_for_url("**/contacts")
    assert "400" in page.complaints.pop()


def test_search_answers_while_one_types(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/search")
    page.locator("#q").press_sequentially("envoys")
    page.wait_for_selector(".hits li")


def test_the_keyboard_reaches_search_and_moves_the_timeline(
    page: "playwright.Page", address: str
) -> None:
    page.goto(f"{address}/timeline", wait_until="networkidle")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("canvas").focus()
    page.keyboard.press("+")
    page.wait_for_function("location.hash.includes('..')")


def test_a_slider_asks_the_record_how_it_stood(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/timeline", wait_until="networkidle")
    page.locator("[data-time=as_of]").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/timeline?as_of=2014-07-01**")
    page.wait_for_selector("#rows >> text=Nothing in the record answers that")
    assert page.input_value("#f-as_of") == "2014-07-01"
    page.locator("[data-time=as_of]").focus()
    page.keyboard.press("End")
    page.wait_for_selector("#rows table")
    assert "as_of" not in page.url


def test_the_timeline_replays_and_ends_where_it_was(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/timeline?known_on=2014-09-11", wait_until="networkidle")
    page.click("text=Replay")
    page.wait_for_selector("text=Stop")
    page.click("text=Stop")
    page.wait_for_selector("text=Replay")


def test_layers_are_shown_at_once_and_stand_in_the_address(
    page: "playwright.Page", address: str, record: Record
) -> None:
    page.goto(f"{address}/reports/{record.explain(record.contacts()[0].id).evidence[0].report}")
    tint = "getComputedStyle(document.querySelector('.text .m-contact')).backgroundColor"
    marked = page.evaluate(tint)
    page.uncheck("#layer-findings")
    assert page.evaluate(tint) != marked
    assert page.url.endswith("?layers=none")


# --- Pictures ---


def test_channels_are_drawn_and_can_be_reached_by_the_keyboard(
    page: "playwright.Page", address: str
) -> None:
    page.goto(f"{address}/channels", wait_until="networkidle")
    assert page.locator(".chart .organ").count() == 2
    page.locator(".chart svg a").first.focus()
    assert page.locator(".chart .tip").inner_text()


def test_a_town_is_a_point_and_a_vague_place_an_area(
    page: "playwright.Page", placed: TestClient
) -> None:
    with served(placed.app) as found:  # type: ignore[arg-type]
        page.goto(f"{found}/map", wait_until="networkidle")
        assert page.locator(".chart circle.venue:not(.sample *)").count() == 1
        assert page.locator(".chart path.area").count() == 1
        assert page.locator(".land").count() > 150


# --- Work ---


def test_the_review_queue_is_worked_with_the_keyboard(
    page: "playwright.Page", tmp_path: Path
) -> None:
    with open_plain(tmp_path / "doubtful.backchannel") as record:
        keep(record, ONE, NEAR, POSSIBLE)
        with served(make_app(record)) as found:
            page.goto(f"{found}/review")
            page.keyboard.press("d")
            page.wait_for_selector("text=Nothing here is in doubt")
            page.keyboard.press("u")
            page.wait_for_selector("text=Do these two tell of one thing?")
            page.fill("#why", "s and d are letters here")
            assert page.locator(".question").count() == 1
        verdicts = [j.verdict.value for j in record.judgements()]
    assert verdicts == ["different", "undo"]


def test_a_slot_is_corrected_in_the_queue(page: "playwright.Page", tmp_path: Path) -> None:
    with open_plain(tmp_path / "doubtful.backchannel") as record:
        keep(record, POSSIBLE)
        with served(make_app(record)) as found:
            page.goto(f"{found}/review?what=findings")
            page.keyboard.press("c")
            page.keyboard.press("Tab")
            page.keyboard.type("call")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.wait_for_selector(".last >> text=form corrected to “call”")
        assert record.contacts()[0].form == "call"


def test_a_slot_is_corrected_with_the_keyboard(
    page: "playwright.Page", address: str, record: Record
) -> None:
    entry = record.contacts()[0].id
    page.goto(f"{address}/entries/{entry}")
    page.locator("summary", has_text="Correct the form").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("talks")
    page.keyboard.press("Tab")
    page.keyboard.type("so the host says")
    page.keyboard.press("Enter")
    page.wait_for_selector(".held >> text=so the host says")
    assert record.contacts()[0].form == "talks"


def test_files_are_uploaded_and_followed(page: "playwright.Page", tmp_path: Path) -> None:
    report = tmp_path / "talks.txt"
    report.write_text(
        "Outlet: The Daily\nPublished: 2014-09-11\n\n"
        "Envoys of Japan and North Korea met in Geneva on September 6, officials said."
    )
    with backchannel.open(tmp_path / "fresh.backchannel", reader=rule_reader()) as record:
        with served(make_app(record)) as found:
            page.goto(f"{found}/add")
            page.set_input_files("#files", report)
            page.click("text=Read them into the record")
            page.wait_for_selector("text=What has changed")
            assert "1 report read" in page.inner_text("main")
        assert len(record.contacts()) == 1


def test_an_address_is_fetched_and_its_article_read(
    page: "playwright.Page", web: Web, tmp_path: Path
) -> None:
    web.says("/talks.html", page_of(STATED + NAMED).content)
    with backchannel.open(tmp_path / "fresh.backchannel", reader=rule_reader()) as record:
        app = make_app(record)
        app.state.network = web.network
        with served(app) as found:
            page.goto(f"{found}/add")
            page.fill("#address", "http://www.daily.example/talks.html")
            page.keyboard.press("Enter")
            page.wait_for_selector("text=look it over before it is read")
            assert page.input_value("#published") == "2014-09-07"
            page.click("text=Read them into the record")
            page.wait_for_selector("text=1 report read")
        assert record.reports()[0].outlet == "The Daily"


# --- Size, and a file of its own ---


def test_a_page_of_its_own_works_from_a_file(
    page: "playwright.Page", record: Record, tmp_path: Path
) -> None:
    out = tmp_path / "talks.html"
    out.write_text(make_page(record, {}, "The talks"), "utf-8")
    page.goto(out.as_uri())
    page.wait_for_selector(".chart canvas[style]")
    page.click("button[data-by=party]")
    page.click("text=Replay")
    assert page.evaluate("document.querySelector('canvas').height") > 100


def test_ten_thousand_items_are_moved_smoothly(page: "playwright.Page", tmp_path: Path) -> None:
    with open_plain(tmp_path / "large.backchannel") as record:
        keep(record, factory.make_reading(None, factory.make_contact(date="2014-09-06")))
        with served(make_app(record)) as found:
            page.route("**/timeline.json", lambda route: route.fulfill(json=_many(10_000)))
            page.goto(f"{found}/timeline", wait_until="networkidle")
            page.wait_for_selector(".chart canvas[style]")
            page.locator("canvas").focus()
            frames = page.evaluate(MOVE)
    # On the two cores of a laptop a frame takes 30 ms; a test machine may be busy.
    assert sorted(frames)[len(frames) // 2] < 150, frames


MOVE = """async () => {
  const canvas = document.querySelector("canvas"), frames = [];
  for (let step = 0; step < 20; step++) {
    const began = performance.now();
    canvas.dispatchEvent(new KeyboardEvent("keydown", {key: step % 2 ? "ArrowLeft" : "+"}));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    frames.push(performance.now() - began);
  }
  return frames;
}"""


def _many(count: int) -> list[dict[str, object]]:
    """Rows as the timeline's twin gives them, over fifty years."""
    return [
        {
            "id": f"C-{n:08x}",
            "kind": ("contact", "commitment", "measure", "denial")[n % 4],
            "date": {
                "earliest": (day := f"{1970 + n % 50}-{1 + n % 12:02}-{1 + n % 28:02}"),
                "latest": day,
            },
            "reported": {"earliest": day, "latest": day},
            "text": f"What was told of the {n}th time",
            "status": "held",
            "parties": ["NOR", "SUD"],
            "secret": n % 7 == 0,
            "denied_by": [],
            "deadline": None,
        }
        for n in range(count)
    ]
