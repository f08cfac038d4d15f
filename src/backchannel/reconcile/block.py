"""Choose which findings are worth comparing: same kind, same parties, about the same time."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from backchannel.reconcile.facts import is_exact
from backchannel.reconcile.ranges import shift
from backchannel.reconcile.told import Told
from backchannel.types import Commitment, Contact, DateRange, Denial, Measure, Tally
from backchannel.vocabularies import Kind, MeasureStatus

# A range of more than this many months places a finding nowhere.
MOST_MONTHS = 6
# A report of the first days of a month meets those of the last days of the month before.
MARGIN = 10  # days
# In a larger block each finding meets only this many that were published next after it: all pairs
# of a busy month would cost more than they find.
NEIGHBOURS = 100

# An act told in more words than this shares some of the first of them, if any.
MOST_WORDS = 12

Key = tuple[str, ...]


def candidate_pairs(told: Iterable[Told]) -> tuple[tuple[Told, Told], ...]:
    """Each pair of findings that shares a block, once, in the order of their ids."""
    blocks: defaultdict[Key, list[Told]] = defaultdict(list)
    for one in told:
        for key in block_keys(one):
            blocks[key].append(one)
    pairs = {pair for block in blocks.values() for pair in _pairs_of(block)}
    by_id = {one.id: one for block in blocks.values() for one in block}
    return tuple((by_id[left], by_id[right]) for left, right in sorted(pairs))


def _pairs_of(block: Sequence[Told]) -> Iterator[tuple[str, str]]:
    ordered = [one.id for one in sorted(block, key=lambda t: t.age)]
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + NEIGHBOURS]:
            yield (one, other) if one < other else (other, one)


def block_keys(told: Told) -> frozenset[Key]:
    """The blocks that a finding belongs to; reprints meet though nothing in them be dated."""
    places = (*_what(told), ("origin", told.origin))
    return frozenset((told.kind.value, *who, *what) for who in _who(told) for what in places)


def _who(told: Told) -> Iterator[Key]:
    """Two of the parties to a contact, or a group of states; of all else the party that acts."""
    match told.finding:
        case Contact():
            yield from itertools.combinations(sorted(told.parties), 2)
            yield from ((group,) for group in told.groups)
        case Commitment(debtor=party) | Measure(by=party) | Denial(by=party):
            yield (party,)
        case Tally():
            yield ()


def _what(told: Told) -> Iterator[Key]:
    """The months in which it happened or was reported, or what it is about, or both.

    A commitment comes up again years later, in two of the same words at least, and a measure in
    one; a tally has no time of its own. What is told at the turn of a month is told in both.
    """
    months = {m for days in (told.days, told.published) for m in months_of(days)}
    words = sorted(told.words)[:MOST_WORDS]
    match told.finding:
        case Commitment():
            yield from itertools.product(months, words)
            yield from itertools.combinations(words, 2)
        case Measure(on=on):
            yield from ((month,) for month in months)
            yield from ((on or "", word) for word in words)
        case Tally():
            yield from itertools.combinations(words, 2)
        case _:
            yield from ((month,) for month in months)


def bound_days(told: Told) -> DateRange | None:
    """The few days that it must be of: two such findings of other days are forbidden to be one."""
    if isinstance(told.finding, Measure) and told.finding.status is not MeasureStatus.DONE:
        return None
    return told.days if told.kind in (Kind.CONTACT, Kind.MEASURE) and is_exact(told) else None


def months_of(days: DateRange | None) -> tuple[str, ...]:
    """The months that a range touches; none where it is open or long."""
    if days is None or days.earliest is None or days.latest is None:
        return ()
    ends = (shift(days.earliest, -MARGIN), shift(days.latest, MARGIN))
    first, last = (12 * d.year + d.month - 1 for d in ends)
    if last - first >= MOST_MONTHS:
        return ()
    return tuple(f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last + 1))
