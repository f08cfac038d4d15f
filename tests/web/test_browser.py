"""What only a browser can tell; skipped without chromium and the extra `browser`."""

import shutil
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from backchannel.record import Record
from backchannel.web import make_app

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

WIDE, NARROW = (1280, 860), (390, 844)


@pytest.fixture
def address(record: Record) -> Iterator[str]:
    """Where the application answers a browser."""
    config = uvicorn.Config(make_app(record), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def open_page(browser: "playwright.Browser", size: tuple[int, int] = WIDE) -> "playwright.Page":
    """A page that fails the test where the browser complains, of a broken policy for one."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_fits_the_screen_without_a_complaint(
    browser: "playwright.Browser", address: str, record: Record, size: tuple[int, int]
) -> None:
    page = open_page(browser, size)
    entry = f"/entries/{record.contacts()[0].id}"
    for path in ("/", "/timeline", "/contacts", "/commitments", "/conflicts", "/tallies", entry):
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
    assert page.complaints == []


def test_a_filter_changes_the_list_and_the_address(
    browser: "playwright.Browser", address: str
) -> None:
    page = open_page(browser)
    page.goto(f"{address}/contacts")
    page.select_option("#f-denied", "yes")
    page.wait_for_url("**/contacts?denied=yes")
    assert page.locator(".rows tbody tr").count() == 1
    assert page.complaints == []


def test_a_filter_that_makes_no_sense_is_told_so(
    browser: "playwright.Browser", address: str
) -> None:
    page = open_page(browser)
    page.goto(f"{address}/contacts?since=2014-09-01")
    page.fill("#f-until", "2014-01-01")
    page.wait_for_selector("text=The first day is later than the last")
    page.click("text=Ask without filters")
    page.wait_for_url("**/contacts")


def test_search_answers_while_one_types(browser: "playwright.Browser", address: str) -> None:
    page = open_page(browser)
    page.goto(f"{address}/search")
    page.locator("#q").press_sequentially("envoys")
    page.wait_for_selector(".hits li")
    assert page.complaints == []


def test_the_keyboard_reaches_search_and_moves_the_timeline(
    browser: "playwright.Browser", address: str
) -> None:
    page = open_page(browser)
    page.goto(f"{address}/timeline", wait_until="networkidle")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("canvas").focus()
    page.keyboard.press("+")
    page.wait_for_function("location.hash.includes('..')")
    assert page.complaints == []


def test_layers_are_shown_at_once_and_stand_in_the_address(
    browser: "playwright.Browser", address: str, record: Record
) -> None:
    page = open_page(browser)
    page.goto(f"{address}/reports/{record.explain(record.contacts()[0].id).evidence[0].report}")
    tint = "getComputedStyle(document.querySelector('.text .m-contact')).backgroundColor"
    marked = page.evaluate(tint)
    page.uncheck("#layer-findings")
    assert page.evaluate(tint) != marked
    assert page.url.endswith("?layers=none")
