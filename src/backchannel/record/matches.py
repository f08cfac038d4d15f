"""Which findings may be one thing: the blocks they stand in, and their matches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from backchannel.ids import LETTERS, number_of
from backchannel.reconcile import block
from backchannel.reconcile.cluster import NEAR
from backchannel.reconcile.compare import Match, compare
from backchannel.reconcile.rulings import Pair, pair_of
from backchannel.reconcile.told import Told
from backchannel.record.days import ends
from backchannel.record.statements import AMONG, listed, run, run_each
from backchannel.record.tellings import Tellings

# Of each block, those who stand up to so many places before and behind.
AROUND = """
    SELECT blocks.block, blocks.place, earliest, latest FROM json_each(:blocks) AS own
    JOIN blocks ON blocks.block = own.value AND blocks.place BETWEEN
    coalesce((SELECT place FROM blocks WHERE block = own.value AND place < :place
        ORDER BY place DESC LIMIT 1 OFFSET :steps - 1), x'') AND
    coalesce((SELECT place FROM blocks WHERE block = own.value AND place > :place
        ORDER BY place LIMIT 1 OFFSET :steps - 1), x'ff')
"""
BETWEEN = """
    SELECT count(*) FROM (
        SELECT 1 FROM blocks WHERE block = ? AND place > ? AND place < ? LIMIT ?)
"""
LEAVE = "DELETE FROM blocks WHERE block = ? AND place = ?"
COME = "INSERT INTO blocks (block, place, earliest, latest) VALUES (?, ?, ?, ?)"
LINKED = """
    SELECT "left", "right", score, reasons, joins FROM links WHERE "left" = ?
    UNION ALL SELECT "left", "right", score, reasons, joins FROM links WHERE "right" = ?
"""
JOINING = f'SELECT "left", "right", score, reasons FROM links WHERE joins AND "left" {AMONG}'
LINKED_FROM = f'SELECT "left", "right" FROM links WHERE "left" {AMONG}'
LINK = 'INSERT OR IGNORE INTO links ("left", "right", score, reasons, joins) VALUES (?, ?, ?, ?, 0)'

Days = tuple[str | None, str | None]
# Those near a place in a block, by their places, with the days that bind them.
Neighbours = Mapping[bytes, Days]


def take_out(connection: Connection, known: Tellings, leaving: Iterable[Told]) -> frozenset[str]:
    """Let findings leave their blocks; all whose matches that changes."""
    return frozenset(id for told in leaving for id in _leave(connection, known, told))


def put_in(connection: Connection, known: Tellings, coming: Iterable[str]) -> frozenset[str]:
    """Let findings come into their blocks; all whose matches that changes.

    After it every two findings that stand near one another in a block have been compared, and no
    others, in whatever order they came and went. By age each meets only those before it, and nobody
    is parted by one who comes between.
    """
    ordered = sorted(coming, key=lambda id: known[id].age)
    return frozenset(x for id in ordered for x in _come(connection, known, known[id]))


def _leave(connection: Connection, known: Tellings, told: Told) -> set[str]:
    """Take a finding out of its blocks; those behind it move up to those before it."""
    place, blocks = place_of(told), _blocks(told)
    around = _around(connection, blocks, place)
    run_each(connection, LEAVE, [(number, place) for number in blocks])
    touched = {told.id}
    for match, _ in linked(connection, told.id):
        touched |= {match.left, match.right}
        _drop(connection, match.left, match.right)
    for left, right in sorted(set(_moved(around, place, told))):
        touched |= _link(connection, known[left], known[right])
    return touched


def _come(connection: Connection, known: Tellings, told: Told) -> set[str]:
    """Put a finding into its blocks, and compare it; it parts those before it from those behind."""
    place, blocks = place_of(told), _blocks(told)
    around = _around(connection, blocks, place)
    days = _bound(told)
    run_each(connection, COME, [(number, place, *days) for number in blocks])
    touched = {told.id}
    near = {other: its for others in around for other, its in others.items()}
    several = [_id_at(other, told) for other, its in near.items() if not _are_apart(days, its)]
    known.fetch(several)
    for id in several:
        touched |= _link(connection, told, known[id])
    moved = set(_moved(around, place, told))
    linked_from = run(connection, LINKED_FROM, (listed({left for left, _ in moved}),))
    for left, right in moved.intersection(linked_from.fetchall()):
        if not _are_near(connection, known[left], known[right]):
            _drop(connection, left, right)
            touched |= {left, right}
    return touched


# --- Blocks ---------------------------------------------------------------------------------------


def place_of(told: Told) -> bytes:
    """Sorts findings of a block by age, as text and numbers do in `Told.age`."""
    latest, earliest, id = told.age
    days = b"".join(day.toordinal().to_bytes(4) for day in (latest, earliest))
    return days + bytes.fromhex(id[2:])


def _id_at(place: bytes, other: Told) -> str:
    """The finding that has a place in a block of another."""
    return f"{LETTERS[other.kind]}-{place[8:].hex()}"


def _blocks(told: Told) -> tuple[int, ...]:
    return tuple(map(_number, sorted(block.block_keys(told))))


def _number(key: block.Key) -> int:
    return number_of(*key)


def _bound(told: Told) -> Days:
    days = block.bound_days(told)
    return ends(days) if days else (None, None)


def _are_apart(one: Days, other: Days) -> bool:
    """Whether the days of two findings forbid that they are one thing."""
    (earliest, latest), (first, last) = one, other
    return bool(earliest and latest and first and last and (latest < first or last < earliest))


def _around(connection: Connection, blocks: Sequence[int], place: bytes) -> Sequence[Neighbours]:
    """Those who stand near a place in each block; without whoever has the place."""
    found: defaultdict[int, dict[bytes, Days]] = defaultdict(dict)
    values = {"blocks": listed(blocks), "place": place, "steps": block.NEIGHBOURS}
    for number, other, earliest, latest in run(connection, AROUND, values):
        if other != place:
            found[number][other] = (earliest, latest)
    return tuple(found.values())


def _moved(blocks: Iterable[Neighbours], place: bytes, told: Told) -> Iterator[Pair]:
    """The pairs that are so far apart in a block as to be near without one at this place.

    Those are left out whose days forbid that they are one thing.
    """
    for others in blocks:
        before = sorted(other for other in others if other < place)
        behind = sorted(other for other in others if other > place)
        for steps, one in enumerate(reversed(before), 1):
            if 0 <= (n := block.NEIGHBOURS - steps) < len(behind):
                other = behind[n]
                if not _are_apart(others[one], others[other]):
                    yield pair_of(_id_at(one, told), _id_at(other, told))


def _are_near(connection: Connection, left: Told, right: Told) -> bool:
    """Whether two findings stand near one another in some block."""
    first, second = sorted((place_of(left), place_of(right)))
    shared = map(_number, block.block_keys(left) & block.block_keys(right))
    most = block.NEIGHBOURS
    between = (run(connection, BETWEEN, (number, first, second, most)) for number in shared)
    return any(count < most for rows in between for (count,) in rows)


# --- Matches --------------------------------------------------------------------------------------


def linked(connection: Connection, finding: str) -> tuple[tuple[Match, bool], ...]:
    """The matches of a finding, each with whether it has joined two groups."""
    rows = run(connection, LINKED, (finding, finding))
    return tuple((_match(*cells), bool(joins)) for *cells, joins in rows)


def joining(connection: Connection, findings: Iterable[str]) -> tuple[Match, ...]:
    """The matches that have joined these findings, which are all of their entries."""
    return tuple(_match(*cells) for cells in run(connection, JOINING, (listed(findings),)))


def _match(left: str, right: str, score: float, reasons: str) -> Match:
    return Match(left, right, score, msgspec.json.decode(reasons, type=tuple[str, ...]))


def _link(connection: Connection, one: Told, other: Told) -> set[str]:
    """Compare two findings and keep the match if it is near; the two if it is."""
    left, right = (one, other) if one.id < other.id else (other, one)
    match = compare(left, right)
    if match.score <= NEAR:
        return set()
    reasons = msgspec.json.encode(match.reasons).decode()
    run(connection, LINK, (left.id, right.id, match.score, reasons))
    return {left.id, right.id}


def _drop(connection: Connection, left: str, right: str) -> None:
    run(connection, 'DELETE FROM links WHERE "left" = ? AND "right" = ?', (left, right))
