"""Score the reader on every gold set, print the scoreboard, fail below a floor or on a leak."""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluation.copies import copy_figures
from evaluation.dating import dating_figures, record_dating_figures
from evaluation.false_friends import false_friend_figure
from evaluation.figures import (
    Figure,
    attribution_figures,
    name_figure,
    record_figures,
    time_figures,
    trap_figure,
)
from evaluation.floors import fallen, write_floors
from evaluation.leaks import find_leaks, load_allowed, load_shared, load_tracked
from evaluation.linking import link_figures
from evaluation.names import mentioned_names
from evaluation.sets import DATA, GOLD, SHARED, GoldSet, load_gold_set

# MEANTIME annotates the title and the first five sentences, a line each; what the reader finds
# behind them is neither right nor wrong. The figure for whole texts stands beside it.
MEANTIME_LINES = 6
TAUGHT = "the model was trained on these"
KNOWN = "known while the rules were written"
FEW = "two reports with 50 names"
SCOREBOARD = Path(__file__).with_name("scoreboard.md")


def measure() -> Iterator[Figure]:
    """Every figure of the scoreboard, set by set."""
    collection = GOLD / "reports.jsonl", GOLD / "gold.jsonl"
    dev = load_gold_set("open gold dev", *collection, "dev")
    yield from record_figures(dev)
    yield from link_figures(dev, GOLD / "links.dev.json")
    train = load_gold_set("open gold train", *collection, "train", note=TAUGHT)
    yield from record_figures(train)
    for gold_set in (train, dev):
        yield from dating_figures(gold_set)
    readings = [*train.readings.values(), *dev.readings.values()]
    yield from record_dating_figures(dev, readings)
    seeds = load_gold_set(
        "seeds", SHARED / "reports" / "seeds.jsonl", GOLD / "seeds.jsonl", note=KNOWN
    )
    yield from record_figures(seeds)
    traps = load_gold_set("traps", GOLD / "traps.reports.jsonl", GOLD / "traps.jsonl", note=KNOWN)
    yield trap_figure(traps)
    polnear = GOLD / "attribution.polnear.dev.jsonl"
    yield from attribution_figures(load_gold_set("PolNeAR dev", polnear, polnear))
    path = GOLD / "times.tempeval3.dev.jsonl"
    yield from time_figures(load_gold_set("tempeval3 dev", path, path))
    path = GOLD / "times.meantime.dev.jsonl"
    meantime = load_gold_set("meantime dev", path, path)
    cut = replace(meantime, name="meantime dev (first six lines, document date left out)")
    yield from time_figures(cut, lines=MEANTIME_LINES)
    yield from time_figures(replace(meantime, name="meantime dev (whole texts)"))
    yield false_friend_figure()
    yield from copy_figures()
    path = DATA / "re3d" / "data.jsonl.gz"
    yield _name_figure(load_gold_set("re3d dev", path, path, "dev"))
    path = DATA / "gum" / "data.jsonl.gz"
    yield _name_figure(load_gold_set("GUM news dev", path, path, "dev", genre="news", note=FEW))


def _name_figure(gold_set: GoldSet) -> Figure:
    found = {
        key: mentioned_names(row["text"], gold_set.predicted[key]["mentions"])
        for key, row in gold_set.gold.items()
    }
    return name_figure(gold_set, found)


def render(figures: list[Figure]) -> str:
    """The scoreboard as a Markdown table."""
    lines = ["| figure | value | 95 % interval | |", "|---|---|---|---|"]
    for f in figures:
        interval = f"{f.interval[0]:.1f} to {f.interval[1]:.1f}" if f.interval else ""
        lines.append(f"| {f.name} | {f.value:.1f} | {interval} | {f.note} |")
    return "\n".join(lines)


def main() -> int:
    """Measure, print, compare with the floors; returns the exit status."""
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("--raise", dest="up", action="store_true", help="raise floors and board")
    parser.add_argument("--lower", action="store_true", help="lower floors too: say why in git")
    options = parser.parse_args()
    for folder in (GOLD, DATA):
        if not folder.is_dir():
            print(f"There is no {folder}: the annotated sets are not part of this repository.")
            return 1
    started = time.perf_counter()
    figures = list(measure())
    print(render(figures))
    print(f"\nmeasured in {time.perf_counter() - started:.0f} s")
    leaks = find_leaks(load_tracked(), load_shared(SHARED), load_allowed())
    for leak in leaks:
        print(leak, file=sys.stderr)
    lines = fallen(figures)
    if options.up or options.lower:
        write_floors(figures, lower=options.lower)
        SCOREBOARD.write_text(HEAD + render(figures) + "\n", "utf-8")
        return 1 if leaks else 0
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines or leaks else 0


HEAD = """# The scoreboard

What the reader gets right, by `make evaluate` on the gold sets (which are not in this
repository). Scores are points of F1; intervals are bootstrapped over reports. Traps count the
sentences of nine in which every item and slot is right and nothing is invented. Seeds and traps
were known while the rules were written: their figures show that nothing broke, not how well the
reader does on other reports. An interval is left out below ten gold items.

Measured with the weights that ship. Model and rules together: attributions, names, contacts,
commitments, measures, denials (docs/explanation/reader.md). Rules alone: layout,
times, dates of reports, tallies. Thresholds were chosen on the dev reports.

"""


if __name__ == "__main__":
    sys.exit(main())
