"""How long the pages of a large record take on the server, at the first look and after."""

import argparse
import tempfile
import time
from pathlib import Path

from starlette.testclient import TestClient

from backchannel.pipeline import open_record
from backchannel.record import Record
from backchannel.web import make_app
from backchannel.web.listings import LISTINGS
from benchmarks.readings import make_readings
from benchmarks.settling import FINDINGS, fill

LOOKS = 3


def main() -> None:
    """Fill a record, ask for each page, and print what it took."""
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("entries", type=int, nargs="?", default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.backchannel")
        fill(path, make_readings(round(options.entries / FINDINGS)))
        with open_record(path) as record:
            print(f"{sum(record.count().values()):,} entries\n")
            print("| page | first look, ms | then, ms |\n|---|---|---|")
            for page, first, later in measure(record):
                print(f"| {page} | {first:.0f} | {later:.0f} |", flush=True)


def measure(record: Record) -> list[tuple[str, float, float]]:
    """Each page with the time of its first answer, and of the slowest when all is made."""
    entry = record.contacts(limit=1)[0].id
    report = record.explain(entry).evidence[0].report
    pages = [
        "/",
        *(f"/{listing.name}" for listing in LISTINGS),
        *(f"/entries/{entry}", f"/reports/{report}", "/search?q=talks", "/review"),
        *("/contacts?party=JPN", "/contacts?known_on=2010-01-01"),
    ]
    with TestClient(make_app(record), base_url="http://127.0.0.1") as client:
        answers = client.app.state.answers  # type: ignore[attr-defined]
        first = [ask(client, page) for page in pages]
        while answers.is_behind:
            time.sleep(0.5)
        later = [max(ask(client, page) for _ in range(LOOKS)) for page in pages]
    return list(zip(pages, first, later, strict=True))


def ask(client: TestClient, page: str) -> float:
    """Milliseconds from the question to the whole answer."""
    began = time.perf_counter()
    assert client.get(page).status_code == 200
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
