"""Figures with their 95 % intervals, worked out report by report, most by the official scripts."""

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.names import Name, outermost_names
from evaluation.sets import GoldSet, Row, load_scorer

RESAMPLES = 1000
SEED = 20161107
# Of fewer gold items an interval tells nothing: that of a single one is 0 to 100.
MIN_ITEMS = 10

Counts = tuple[float, float, float]  # true, predicted, gold


@dataclass(frozen=True, slots=True)
class Figure:
    """One score in points (0 to 100) and its gold set's digest.

    The interval is bootstrapped over reports; there is none for a whole set or a small one.
    """

    name: str
    value: float
    digest: str
    interval: tuple[float, float] | None = None
    note: str = ""


def record_figures(gold_set: GoldSet) -> Iterator[Figure]:
    """Found and slots F1 of the five kinds (`score_gold.py`)."""
    scorer = load_scorer("score_gold")
    counts: dict[str, list[Counts]] = {}
    for key, gold in gold_set.gold.items():
        figures = scorer.score(gold_set.reports, {key: gold}, gold_set.predicted)
        for kind, both in figures.items():
            for part, f in both.items():
                true = f["p"] * f["predicted"]
                counts.setdefault(f"{kind} {part}", []).append((true, f["predicted"], f["gold"]))
    for name, rows in counts.items():
        if sum(gold for _, _, gold in rows):
            yield _figure(f"{gold_set.name}: {name} F1", rows, gold_set)


def trap_figure(gold_set: GoldSet) -> Figure:
    """How many of the nine sentences come out right: every item and slot, and nothing besides."""
    scorer = load_scorer("score_gold")
    right = 0
    for key, gold in gold_set.gold.items():
        figures = scorer.score(gold_set.reports, {key: gold}, gold_set.predicted)
        right += all(
            part["f1"] == 1.0 or part["gold"] == part["predicted"] == 0
            for both in figures.values()
            for part in both.values()
        )
    return Figure(f"{gold_set.name}: right", float(right), gold_set.digest, note=gold_set.note)


def attribution_figures(gold_set: GoldSet) -> Iterator[Figure]:
    """Relation F1 and token F1 of source, cue and content (`score_attribution.py`)."""
    scorer = load_scorer("score_attribution")
    rows = []
    for key, gold in gold_set.gold.items():
        result = scorer.score({key: gold}, {key: gold_set.predicted[key]})
        _, n_gold, n_predicted = result["n"]
        rows.append((result["relation"][0] * n_predicted, n_predicted, n_gold))
    yield _figure(f"{gold_set.name}: relation F1", rows, gold_set)
    whole = scorer.score(gold_set.gold, gold_set.predicted)
    for role in ("source", "cue", "content"):
        value = 100 * whole[f"{role}_tok"][2]
        yield Figure(f"{gold_set.name}: {role} token F1", value, gold_set.digest)


def time_figures(gold_set: GoldSet, *, lines: int | None = None) -> Iterator[Figure]:
    """Strict, relaxed and value F1 of time expressions (`score_timex.py`).

    With `lines`, only the first so many lines of a text are scored, and of these no line that is
    nothing but a date: MEANTIME annotates no more, and keeps the date of the document elsewhere.
    """
    scorer = load_scorer("score_timex")
    rows: dict[str, list[Counts]] = {"strict": [], "relaxed": [], "value": []}
    for key, gold in gold_set.gold.items():
        found = gold_set.predicted[key]["timexes"]
        kept = _within(gold["text"], found, lines) if lines else found
        result = scorer.score({key: gold}, {key: {"timexes": kept}})
        _, n_gold, n_predicted, _ = result["n"]
        for part, counts in rows.items():
            counts.append((result[part][0] * n_predicted, n_predicted, n_gold))
    for part, counts in rows.items():
        yield _figure(f"{gold_set.name}: {part} F1", counts, gold_set)


def _within(text: str, found: Sequence[Row], lines: int) -> list[Row]:
    """What was found on the first lines, but for dates with a line of their own."""
    end = _end_of_line(text, lines)
    return [t for t in found if t["start"] < end and not _fills_line(text, t["start"], t["end"])]


def _end_of_line(text: str, number: int) -> int:
    """Where the line with this number ends, empty lines not counted."""
    ends = [m.end() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return ends[min(number, len(ends)) - 1]


def _fills_line(text: str, start: int, end: int) -> bool:
    """Whether there is nothing else on the line."""
    return text[:start].endswith("\n") and text[end:].startswith("\n")


def name_figure(gold_set: GoldSet, found: Mapping[str, Collection[Name]]) -> Figure:
    """F1 of the names found in each report, right where span and kind agree with the gold.

    A kind that the annotators of the set do not mark is neither right nor wrong.
    """
    gold = {key: set(outermost_names(row)) for key, row in gold_set.gold.items()}
    kinds = {kind for names in gold.values() for _, kind in names}
    rows = []
    for key, names in gold.items():
        predicted = {name for name in found[key] if name[1] in kinds}
        rows.append((len(names & predicted), len(predicted), len(names)))
    return _figure(f"{gold_set.name}: names F1", rows, gold_set)


def _figure(name: str, rows: Sequence[Counts], gold_set: GoldSet) -> Figure:
    draw = random.Random(SEED)
    resampled = sorted(
        f1(draw.choices(rows, k=len(rows))) for _ in range(RESAMPLES if len(rows) > 1 else 1)
    )
    low, high = resampled[int(0.025 * len(resampled))], resampled[int(0.975 * len(resampled))]
    is_enough = sum(gold for _, _, gold in rows) >= MIN_ITEMS
    interval = (low, high) if is_enough and low < high else None
    return Figure(name, f1(rows), gold_set.digest, interval, gold_set.note)


def f1(rows: Sequence[Counts]) -> float:
    """The micro-averaged F1 in points."""
    true, predicted, gold = (sum(row[i] for row in rows) for i in range(3))
    return 200 * true / (predicted + gold) if predicted + gold else 0.0
