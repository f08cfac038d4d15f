"""What people decide of findings and of whom to trust: added, never overwritten."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, insert, select

from backchannel.errors import RecordError
from backchannel.reconcile.compare import Match
from backchannel.reconcile.corrections import parse_values
from backchannel.reconcile.rulings import BETWEEN, Pair, pair_of, rulings_of
from backchannel.record import lookups, tables
from backchannel.record.rows import DoubtRow, Rows
from backchannel.types import Entry, Judgement
from backchannel.vocabularies import Kind, Verdict

# Scores up to this far from zero are doubtful: by the weights, one in four is judged wrongly.
DOUBTFUL = 1.0

# Verdicts on findings one by one; the others are on two.
LONE = (Verdict.WRONG, Verdict.RIGHT)


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, why and when."""

    who: str
    why: str
    when: datetime.datetime


@dataclass(frozen=True, slots=True)
class _Meant:
    """What an id means: an entry, and the finding of it that was named, if one was."""

    entry: Entry
    finding: str | None

    @property
    def first(self) -> str:
        """The finding that stands for what is meant."""
        return self.finding or self.entry.evidence[0].finding


def judge(
    connection: Connection, verdict: Verdict, ids: Sequence[str], author: Author
) -> tuple[Judgement, ...]:
    """Keep a judgement on one or two entries or findings."""
    if verdict in (Verdict.CORRECT, Verdict.UNDO):
        raise RecordError(f"{', '.join(ids)}: `{verdict}` is said of a slot, or of a judgement")
    meant = [_meant(connection, id) for id in ids]
    if verdict in LONE:
        lone = [(one, None) for m in meant for one in _findings(m)]
        return _keep(connection, verdict, lone, author)
    left, right = meant
    if left.entry.kind is not right.entry.kind:
        kinds = f"{left.entry.kind} and a {right.entry.kind}"
        raise RecordError(f"{ids[0]}, {ids[1]}: a {kinds} are never the same")
    pairs = [(left.first, right.first)] if left.first != right.first else []
    if left.entry.id == right.entry.id:
        if verdict is Verdict.SAME and not pairs:
            raise RecordError(f"{ids[0]}, {ids[1]}: are one entry already: {left.entry.id}")
        pairs = _apart(left, right) if verdict is Verdict.DIFFERENT else pairs
        if not pairs:
            raise RecordError(
                f"{ids[0]}, {ids[1]}: are one entry: name the finding that does not belong in it "
                f"(`backchannel explain {left.entry.id}` shows their ids)"
            )
    return _keep(connection, verdict, pairs, author)


def correct(
    connection: Connection, id: str, slot: str, text: str, author: Author
) -> tuple[Judgement, ...]:
    """Keep what a slot of an entry is, with each of its findings: it holds while one is there."""
    meant = _meant(connection, id)
    try:
        values = parse_values(meant.entry.kind, slot, text)
    except ValueError as error:
        raise RecordError(f"{id}: {error}") from error
    lone = [(finding, None) for finding in _findings(meant)]
    return _keep(connection, Verdict.CORRECT, lone, author, held=(slot, BETWEEN.join(values)))


def _apart(left: _Meant, right: _Meant) -> list[Pair]:
    """A finding against one other, or against all of the entry that are not its own copies."""
    if left.finding and right.finding:
        return [(left.finding, right.finding)] if left.finding != right.finding else []
    finding = left.finding or right.finding
    origins = {e.finding: e.origin for e in left.entry.evidence}
    return [
        (finding, other)
        for other, origin in origins.items()
        if finding and other != finding and origin != origins[finding]
    ]


def _findings(meant: _Meant) -> Iterable[str]:
    return [meant.finding] if meant.finding else [e.finding for e in meant.entry.evidence]


def _meant(connection: Connection, id: str) -> _Meant:
    entry = lookups.entry(connection, id)
    start = lookups.spelled(id)
    if start == entry.id:
        return _Meant(entry, None)
    named = [e.finding for e in entry.evidence if e.finding.startswith(start)]
    # A beginning may be of several findings of one entry: then the entry is meant.
    is_finding = len(named) == 1 and (len(start) > len(entry.id) or not entry.id.startswith(start))
    return _Meant(entry, named[0] if is_finding else None)


def undo(connection: Connection, number: int, author: Author) -> tuple[Judgement, ...]:
    """Take back the judgement with this number; what it was."""
    given = [j for j in judgements(connection) if j.number == number]
    if not given:
        raise RecordError(f"{number}: no judgement has this number: `backchannel show judgements`")
    if any(j.verdict is Verdict.UNDO for j in given):
        raise RecordError(f"{number}: is undone already")
    _keep(connection, Verdict.UNDO, [(given[0].left, given[0].right)], author, number)
    return tuple(given)


def _keep(
    connection: Connection,
    verdict: Verdict,
    pairs: Iterable[tuple[str, str | None]],
    author: Author,
    number: int | None = None,
    held: tuple[str | None, str | None] = (None, None),
) -> tuple[Judgement, ...]:
    at = tables.judgements.c
    last = connection.scalar(select(func.max(at.number))) or 0
    kept = tuple(
        Judgement(
            number or last + 1,
            left,
            right,
            verdict,
            author.why,
            author.who,
            author.when,
            *held,
        )
        for left, right in pairs
    )
    rows = [
        {
            "number": j.number,
            "left": j.left,
            "right": j.right,
            "verdict": j.verdict.value,
            "why": j.why,
            "who": j.who,
            "when": j.when.isoformat(),
            "slot": j.slot,
            "value": j.value,
        }
        for j in kept
    ]
    connection.execute(insert(tables.judgements), rows)
    return kept


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All that was ever judged, in the order made."""
    at = tables.judgements.c
    cells = (at.number, at.left, at.right, at.verdict, at.why, at.who, at.when, at.slot, at.value)
    rows = connection.execute(select(*cells).order_by(at.place))
    return tuple(
        Judgement(
            number,
            left,
            right,
            Verdict(verdict),
            why,
            who,
            datetime.datetime.fromisoformat(when),
            slot,
            value,
        )
        for number, left, right, verdict, why, who, when, slot, value in rows
    )


def judgements_on(connection: Connection, id: str | None) -> Rows[Judgement]:
    """What people have judged of an entry's findings, or all of it, in the order made."""
    made = judgements(connection)
    if id is not None:
        findings = {e.finding for e in lookups.entry(connection, id).evidence}
        made = tuple(j for j in made if j.left in findings or j.right in findings)
    return Rows(Judgement, made)


def links(connection: Connection, id: str) -> Rows[Match]:
    """The links that the program has made between the findings of an entry, the best first."""
    at = tables.links.c
    findings = [e.finding for e in lookups.entry(connection, id).evidence]
    query = select(at.left, at.right, at.score, at.reasons)
    query = query.where(at.joins, at.left.in_(findings))
    query = query.order_by(at.score.desc(), at.left, at.right)
    return Rows(
        Match,
        tuple(
            Match(left, right, score, msgspec.json.decode(reasons, type=tuple[str, ...]))
            for left, right, score, reasons in connection.execute(query)
        ),
    )


def doubts(connection: Connection, limit: int) -> Rows[DoubtRow]:
    """Links made or left out by little, of which nobody has judged yet; the closest first.

    Of each two entries that were kept apart the best match counts.
    """
    rulings = rulings_of(judgements(connection))
    is_close = tables.links.c.joins & (func.abs(tables.links.c.score) <= DOUBTFUL)
    made = (row for row in _links(connection, is_close) if _pair(row) not in rulings.must)
    apart: dict[Pair, DoubtRow] = {}
    for row in _links(connection, ~tables.links.c.joins):
        if row.left_entry != row.right_entry:
            apart.setdefault(pair_of(row.left_entry, row.right_entry), row)
    for pair in _entries_of(connection, rulings.cannot):
        apart.pop(pair, None)
    close = (row for row in (*made, *apart.values()) if abs(row.score) <= DOUBTFUL)
    ordered = sorted(close, key=lambda row: (abs(row.score), row.left, row.right))
    return Rows(DoubtRow, tuple(ordered[:limit]))


def _pair(row: DoubtRow) -> Pair:
    return pair_of(row.left, row.right)


def _links(connection: Connection, which: ColumnElement[bool]) -> Iterator[DoubtRow]:
    """The matches of which this holds, the best first."""
    at, left, right = tables.links.c, tables.evidence.alias(), tables.evidence.alias()
    joined = tables.links.join(left, left.c.finding == at.left)
    joined = joined.join(right, right.c.finding == at.right).join(
        tables.entries, tables.entries.c.id == left.c.entry
    )
    cells = (tables.entries.c.kind, at.left, at.right, left.c.entry, right.c.entry)
    query = select(*cells, at.score, at.reasons).select_from(joined).where(which)
    ordered = query.order_by(at.score.desc(), at.left, at.right)
    return (_doubt(*row) for row in connection.execute(ordered))


def _entries_of(connection: Connection, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The entries that two findings of each pair are part of."""
    at = tables.evidence.c
    for pair in pairs:
        found = connection.scalars(select(at.entry).where(at.finding.in_(pair)).order_by(at.entry))
        entries = tuple(found)
        if len(entries) == 2:
            yield entries[0], entries[1]


def _doubt(*cells: Any) -> DoubtRow:
    kind, left, right, left_entry, right_entry, score, reasons = cells
    names = msgspec.json.decode(reasons, type=tuple[str, ...])
    return DoubtRow(Kind(kind), left, right, left_entry, right_entry, score, names)


def rate(connection: Connection, name: str, rating: str, author: Author) -> None:
    """Keep how far an outlet or source is trusted."""
    if not re.fullmatch("[A-Fa-f][1-6]?", rating):
        raise RecordError(f"{rating}: is no rating: a letter A to F, then 1 to 6 if you like (B2)")
    cells = {
        "name": " ".join(name.split()),
        "rating": rating.upper(),
        "why": author.why,
        "who": author.who,
        "when": author.when.isoformat(),
    }
    connection.execute(insert(tables.ratings).values(cells))


def ratings(connection: Connection) -> Mapping[str, str]:
    """The last rating of each outlet and source, by its name in small letters."""
    at = tables.ratings.c
    rows = connection.execute(select(at.name, at.rating).order_by(at.place))
    return {name.casefold(): rating for name, rating in rows}
