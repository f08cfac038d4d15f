"""Take the pictures of the documentation from the example record: `make pictures`.

Needs Chromium and the extra `browser`. An argument names another folder for them.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from tests.web.browsing import NARROW, WIDE, launched, open_page, served

import backchannel
from backchannel.record import Record
from backchannel.web import make_app

ROOT = Path(__file__).parents[1]


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
    with (
        tempfile.TemporaryDirectory() as made,
        backchannel.open(Path(made) / "talks.backchannel") as record,
        launched() as browser,
        served(make_app(record)) as address,
    ):
        record.read(ROOT / "examples/reports")
        for picture in pictures_of(record):
            take(browser, address, picture, folder)


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> None:
    """One picture of a page as it stands when it has drawn all."""
    page = open_page(browser, picture.size, picture.scheme)
    page.goto(address + picture.path, wait_until="networkidle")
    page.wait_for_selector(picture.wait)
    page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/pictures")
