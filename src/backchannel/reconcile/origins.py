"""Find which reports go back to one piece of reporting: reprints and wire copies count once."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from backchannel.reconcile.groups import Groups
from backchannel.types import Reading, Report

# How these were chosen: docs/decisions/0005-near-duplicates.md.
SHINGLE_WORDS = 4
PERMUTATIONS, BANDS, SEED = 128, 64, 1
# The share of the shorter report's shingles that stands in the longer one.
COPIED, COPIED_FROM_AGENCY = 0.6, 0.3
# Below this many shingles a share is chance: two-line reports of one event look alike.
FEWEST_SHINGLES = 12
# The shingles of a report take 100 KB, of 3,000 reports more than all else together; pairs are
# checked in the order of days, so that the reports of a few busy days are enough to keep.
KEPT = 500


def find_origins(readings: Iterable[Reading]) -> Mapping[str, str]:
    """The origin of each report: the id of the earliest report with the same reporting."""
    ordered = sorted(readings, key=_by_age)
    groups: Groups[int] = Groups(range(len(ordered)))
    reports = [reading.report for reading in ordered]
    pairs = {*_alike(reports), *_of_one_agency_and_day(reports)}
    shingles = lru_cache(KEPT)(lambda n: shingles_of(reports[n].text))
    for left, right in sorted(pairs):
        if _is_copy(reports[left], reports[right], shingles(left), shingles(right)):
            groups.join(left, right)
    first = {group[0]: ordered[group[0]].report.id for group in groups.all()}
    return {reading.report.id: first[groups.of(n)] for n, reading in enumerate(ordered)}


def shingles_of(text: str) -> frozenset[str]:
    """Every run of a few words, without capitals and punctuation."""
    words = re.findall(r"\w+", text.lower())
    if not words:
        return frozenset()
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return frozenset(" ".join(words[n : n + SHINGLE_WORDS]) for n in runs)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter one that stands in the longer; 0 where both are too short."""
    shorter = min(len(left), len(right))
    if shorter < FEWEST_SHINGLES:
        return 1.0 if left == right and left else 0.0
    return len(left & right) / shorter


def _is_copy(a: Report, b: Report, left: frozenset[str], right: frozenset[str]) -> bool:
    is_of_one_wire = _wire(a) is not None and _wire(a) == _wire(b)
    return overlap(left, right) >= (COPIED_FROM_AGENCY if is_of_one_wire else COPIED)


def _alike(reports: Iterable[Report]) -> Iterator[tuple[int, int]]:
    """Pairs that MinHash thinks may share text; each is checked exactly afterwards."""
    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    for n, report in enumerate(reports):
        several = shingles_of(report.text)
        if not several:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(sorted(several))
        yield from ((earlier, n) for earlier in index.query(sketch))
        index.insert(n, sketch)


def _of_one_agency_and_day(reports: Iterable[Report]) -> Iterator[tuple[int, int]]:
    """Pairs credited to one agency on one day: a cut or edited copy may be too far for MinHash."""
    wires: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for n, report in enumerate(reports):
        if wire := _wire(report):
            wires[wire].append(n)
    for numbers in wires.values():
        yield from itertools.combinations(numbers, 2)


def _wire(report: Report) -> tuple[str, object] | None:
    credit = report.agency or report.outlet
    return (credit.casefold(), report.published) if credit and report.published else None


def _by_age(reading: Reading) -> tuple[str, str]:
    days = reading.published.range
    day = days and (days.latest or days.earliest)
    return (day.isoformat() if day else "9999", reading.report.id)
