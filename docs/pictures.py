"""Take the pictures of the documentation from the example record: `make pictures`.

Needs Chromium and the extra `browser`. An argument names another folder for them.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import backchannel
from backchannel.record import Record
from backchannel.web import make_app

ROOT = Path(__file__).parents[1]
WIDE, NARROW = (1280, 800), (390, 844)


@dataclass(frozen=True)
class Picture:
    """What is taken under this name, and how."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    wait: str = "h1"


def pictures_of(record: Record) -> tuple[Picture, ...]:
    """The pages that the documentation shows; the report in which most was found."""
    report = max(record.reports(), key=lambda row: (row.findings, row.id))
    year = "#2014-01-01..2014-12-31"
    return (
        Picture("timeline", f"/timeline{year}", wait="canvas[style]"),
        Picture("channels", "/channels", wait=".organ"),
        Picture("map", "/map", wait=".land"),
        Picture("review", "/review"),
        Picture("report", f"/reports/{report.id}?layers=findings&layers=sources"),
        Picture("narrow", f"/timeline{year}", size=NARROW, scheme="dark", wait="canvas[style]"),
    )


def main(folder: Path) -> None:
    """Read the examples into a fresh record, show it, and take each picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        with backchannel.open(Path(made) / "talks.backchannel") as record:
            record.read(ROOT / "examples/reports")
            with served(record) as address:
                for picture in pictures_of(record):
                    take(browser, address, picture, folder)
        browser.close()


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> None:
    """One picture of a page as it stands when it has drawn all."""
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme
    )
    page.goto(address + picture.path, wait_until="networkidle")
    page.wait_for_selector(picture.wait)
    page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")
    page.close()


@contextmanager
def served(record: Record) -> Iterator[str]:
    """The address under which a record is shown meanwhile."""
    server = uvicorn.Server(uvicorn.Config(make_app(record), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("There is no Chromium: sudo apt-get install chromium")
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/pictures")
