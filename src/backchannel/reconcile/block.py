"""Choose which findings are worth comparing: same kind, same parties, about the same time."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from backchannel.reconcile.told import Told
from backchannel.types import DateRange, Kind

# A range of more than this many months places a finding nowhere.
MOST_MONTHS = 6
# In a larger block each finding meets only this many that were published next after it: all pairs
# of a busy month would cost more than they find.
NEIGHBOURS = 100

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
    """The blocks that a finding belongs to."""
    return frozenset(
        (told.kind.value, *who, *what)
        for who in _who(told)
        for what in (*_when(told), *_what(told))
    )


def _who(told: Told) -> Iterator[Key]:
    """Two of the parties to a contact; the one who acts of anything else."""
    if told.kind is Kind.CONTACT:
        yield from itertools.combinations(sorted(told.parties), 2)
    elif told.kind is Kind.TALLY:
        yield ()
    else:
        yield from ((party,) for party in sorted(told.parties))


def _when(told: Told) -> Iterator[Key]:
    """The months in which it happened or was reported; a tally has no time of its own."""
    if told.kind is not Kind.TALLY:
        for days in (told.days, told.published):
            yield from ((month,) for month in months_of(days))


def _what(told: Told) -> Iterator[Key]:
    """A commitment comes up again years later; a tally is known by what it counts."""
    if told.kind in (Kind.COMMITMENT, Kind.TALLY):
        words = sorted(told.words)
        yield from (("about", *pair) for pair in itertools.combinations(words[:12], 2))


def months_of(days: DateRange | None) -> tuple[str, ...]:
    """The months that a range touches; none where it is open or long."""
    if days is None or days.earliest is None or days.latest is None:
        return ()
    first, last = (12 * d.year + d.month - 1 for d in (days.earliest, days.latest))
    if last - first >= MOST_MONTHS:
        return ()
    return tuple(f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last + 1))
