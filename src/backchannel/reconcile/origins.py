"""Find which reports go back to one piece of reporting: reprints and wire copies count once."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rensa import RMinHash  # type: ignore[import-untyped]

from backchannel.ids import number_of
from backchannel.reconcile.groups import Groups
from backchannel.reconcile.passages import Likeness, likeness, marks_of, shingles_of
from backchannel.reconcile.ranges import days_between
from backchannel.types import DateRange, Reading, Report

# How these were chosen: docs/decisions/0005-near-duplicates.md.
PERMUTATIONS, BANDS, SEED = 128, 64, 1
# A reprint comes within days; an outlet's own later report of the same is another one.
DAYS_TO_REPRINT, DAYS_TO_REPEAT = 10, 3


@dataclass(frozen=True, slots=True)
class Share:
    """What must stand in the longer report: shares of words, names and figures of the shorter."""

    words: float
    names: float
    figures: float

    def holds(self, found: Likeness) -> bool:
        """Whether all of it does."""
        return (
            found.words >= self.words
            and found.names >= self.names
            and found.figures >= self.figures
        )


# Of two outlets: one rewrites what the other has; less is enough where both name one agency.
REPRINTED = (Share(words=0.6, names=0.6, figures=0.6), Share(words=0.5, names=0.9, figures=0.9))
OF_ONE_AGENCY = (Share(words=0.3, names=0.6, figures=0.6),)
# Of one outlet: every house has set forms, which differ in their names and figures.
SENT_AGAIN = (
    Share(words=0.9, names=0.6, figures=0.6),
    Share(words=0.5, names=0.6, figures=0.95),
    Share(words=0.4, names=0.95, figures=0.95),
)
REPEATED = (Share(words=0.9, names=0.95, figures=0.95), Share(words=0.7, names=0.9, figures=0.95))
# Less than a copy, and more than a sentence that both quote.
LEAST_SHARED, LEAST_SHARE = 15, 0.1


@dataclass(frozen=True, slots=True)
class Shared:
    """Two reports that have text in common, the older first; `is_copy` where on the whole."""

    older: str
    newer: str
    is_copy: bool


def find_shared(readings: Iterable[Reading]) -> tuple[Shared, ...]:
    """All pairs of reports that have passages in common."""
    ordered = sorted(readings, key=by_age)
    pairs = sorted({*_alike(ordered), *_of_one_wire(ordered)})
    found = (share(ordered[older], ordered[newer]) for older, newer in pairs)
    return tuple(shared for shared in found if shared)


def find_origins(
    readings: Iterable[Reading], shared: Iterable[Shared] | None = None
) -> Mapping[str, str]:
    """The origin of each report: the id of the earliest report with the same reporting."""
    ordered = sorted(readings, key=by_age)
    groups: Groups[str] = Groups(reading.report.id for reading in ordered)
    for pair in find_shared(ordered) if shared is None else shared:
        if pair.is_copy:
            groups.join(pair.older, pair.newer)
    return {id: group[0] for group in groups.all() for id in group}


def share(older: Reading, newer: Reading) -> Shared | None:
    """What two reports have in common, if they are of about the same days and it is no chance."""
    if not _are_within(DAYS_TO_REPRINT, older, newer):
        return None
    found = likeness(marks_of(older.report.text), marks_of(newer.report.text))
    is_copy = any(least.holds(found) for least in _shares(older, newer))
    if is_copy or (found.shared >= LEAST_SHARED and found.words >= LEAST_SHARE):
        return Shared(older.report.id, newer.report.id, is_copy)
    return None


def _shares(a: Reading, b: Reading) -> Sequence[Share]:
    """What makes two reports copies, by who published them and when."""
    if wire_of(a.report) is not None and wire_of(a.report) == wire_of(b.report):
        return SENT_AGAIN if a.report.outlet == b.report.outlet else (*OF_ONE_AGENCY, *SENT_AGAIN)
    if a.report.outlet and a.report.outlet == b.report.outlet:
        return REPEATED if _are_within(DAYS_TO_REPEAT, a, b) else ()
    return REPRINTED


def _are_within(days: int, a: Reading, b: Reading) -> bool:
    gap = days_between(a.published.range, b.published.range)
    return gap is None or gap <= days


def _alike(ordered: Iterable[Reading]) -> Iterator[tuple[int, int]]:
    """Pairs that MinHash thinks may share text; each is checked exactly afterwards."""
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for n, reading in enumerate(ordered):
        for band in bands_of(reading.report.text):
            yield from ((earlier, n) for earlier in numbers[band])
            numbers[band].append(n)


def bands_of(text: str) -> tuple[int, ...]:
    """Numbers of which two texts that may share much have at least one in common."""
    several = shingles_of(text)
    if not several:
        return ()
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(several))
    rows: Sequence[int] = sketch.digest()
    size = PERMUTATIONS // BANDS
    return tuple(number_of(n, *rows[n * size : (n + 1) * size]) for n in range(BANDS))


def _of_one_wire(ordered: Iterable[Reading]) -> Iterator[tuple[int, int]]:
    """Pairs credited to one agency on one day: a cut or edited copy may be too far for MinHash."""
    wires: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for n, reading in enumerate(ordered):
        if wire := wire_of(reading.report):
            wires[wire].append(n)
    for numbers in wires.values():
        yield from itertools.combinations(numbers, 2)


def wire_of(report: Report) -> tuple[str, object] | None:
    """The agency or outlet that the report is credited to, and its day."""
    credit = report.agency or report.outlet
    return (credit.casefold(), report.published) if credit and report.published else None


def by_age(reading: Reading) -> tuple[str, str]:
    """Sorts readings by the day of the report, the undated last, then by id."""
    days: DateRange | None = reading.published.range
    day = days and (days.latest or days.earliest)
    return (day.isoformat() if day else "9999", reading.report.id)
