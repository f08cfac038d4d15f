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
from backchannel.record.statements import listed, run, run_each
from backchannel.record.tellings import Tellings

# Of each block, those who stand up to so many places before and behind.
AROUND = """
    SELECT blocks.block, blocks.place FROM json_each(:blocks) AS own
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
COME = "INSERT INTO blocks (block, place) VALUES (?, ?)"
LINKED = """
    SELECT "left", "right", score, reasons, joins FROM links WHERE "left" = ?
    UNION ALL SELECT "left", "right", score, reasons, joins FROM links WHERE "right" = ?
"""
LINK = 'INSERT OR IGNORE INTO links ("left", "right", score, reasons, joins) VALUES (?, ?, ?, ?, 0)'


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
    for left, right in _moved(around.values(), place, told):
        touched |= _link(connection, known[left], known[right])
    return touched


def _come(connection: Connection, known: Tellings, told: Told) -> set[str]:
    """Put a finding into its blocks, and compare it; it parts those before it from those behind."""
    place, blocks = place_of(told), _blocks(told)
    around = _around(connection, blocks, place)
    run_each(connection, COME, [(number, place) for number in blocks])
    touched = {told.id}
    near = {_id_at(other, told) for others in around.values() for other in others}
    for id in sorted(near):
        touched |= _link(connection, told, known[id])
    for left, right in _moved(around.values(), place, told):
        is_linked = any((m.left, m.right) == (left, right) for m, _ in linked(connection, left))
        if is_linked and not _are_near(connection, known[left], known[right]):
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


def _around(
    connection: Connection, blocks: Sequence[int], place: bytes
) -> Mapping[int, Sequence[bytes]]:
    """Those who stand near a place in each block, in order; without whoever has the place."""
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    values = {"blocks": listed(blocks), "place": place, "steps": block.NEIGHBOURS}
    for number, other in run(connection, AROUND, values):
        if other != place:
            found[number].append(other)
    return {number: sorted(others) for number, others in found.items()}


def _moved(blocks: Iterable[Sequence[bytes]], place: bytes, told: Told) -> Iterator[Pair]:
    """The pairs that are so far apart in a block as to be near without one at this place."""
    found = set()
    for others in blocks:
        before = [other for other in others if other < place]
        behind = others[len(before) :]
        for steps, other in enumerate(reversed(before), 1):
            if 0 <= (n := block.NEIGHBOURS - steps) < len(behind):
                found.add(pair_of(_id_at(other, told), _id_at(behind[n], told)))
    yield from sorted(found)


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
    return tuple(
        (Match(left, right, score, msgspec.json.decode(reasons, type=tuple[str, ...])), bool(joins))
        for left, right, score, reasons, joins in rows
    )


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
