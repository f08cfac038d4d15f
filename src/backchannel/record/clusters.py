"""Which findings make one entry: those within reach of what has changed are joined anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete

from backchannel.reconcile import entries
from backchannel.reconcile.cluster import Clusters, join_matches
from backchannel.reconcile.compare import Match
from backchannel.reconcile.denials import Target, as_target
from backchannel.reconcile.rulings import Pair, Rulings
from backchannel.reconcile.told import Told
from backchannel.record import store, tables
from backchannel.record.days import ends
from backchannel.record.matches import linked
from backchannel.record.tellings import Tellings
from backchannel.vocabularies import Kind

MEMBERS = "SELECT finding FROM evidence WHERE entry = ?"
ENTRY = "SELECT entry FROM evidence WHERE finding = ?"
BEGINS = "SELECT id FROM entries WHERE id BETWEEN ? AND ?"
JOINS = 'UPDATE links SET joins = ? WHERE "left" = ? AND "right" = ?'


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Entries made of other findings than before, or of findings told otherwise, by id.

    `before` are the ids of all that are no longer what they were.
    """

    changed: Mapping[str, Sequence[Told]]
    before: frozenset[str]


def entry_of(connection: Connection, finding: str) -> str | None:
    """The id of the entry that a finding is part of; None where it is judged wrong, or new."""
    found: str | None = connection.exec_driver_sql(ENTRY, (finding,)).scalar()
    return found


def members_of(connection: Connection, entry: str) -> list[str]:
    """The findings that make an entry."""
    return [finding for (finding,) in connection.exec_driver_sql(MEMBERS, (entry,))]


def cluster_of(connection: Connection, known: Tellings, entry: str) -> Sequence[Told]:
    """They as they are told, oldest first."""
    return sorted((known[id] for id in members_of(connection, entry)), key=lambda t: t.age)


def regroup(
    connection: Connection,
    known: Tellings,
    rulings: Rulings,
    *,
    touched: Collection[str],
    retold: Collection[str],
    emptied: Collection[str],
) -> Regrouped:
    """Join anew all findings within reach of those touched, and name what comes of it.

    `retold` are findings that are told otherwise than before; `emptied` entries that others have
    left.
    """
    within = set(touched)
    while True:
        reached = _reached(connection, known, rulings, within)
        before = {e for id in reached if (e := entry_of(connection, id))} | set(emptied)
        links = {(m.left, m.right): (m, j) for id in reached for m, j in linked(connection, id)}
        grouped = _join(known, reached, links, rulings)
        firsts = [cluster[0].id for cluster in grouped.clusters]
        peers = _peers(connection, {id[: entries.SHORT_ID] for id in (*firsts, *before)}, before)
        names = entries.name_entries((*firsts, *peers))
        renamed = {first for first, name in peers.items() if names[first] != name}
        if not renamed:
            break
        within |= renamed
    _mark(connection, links, grouped)
    clusters = {names[cluster[0].id]: cluster for cluster in grouped.clusters}
    kept = {id: set(members_of(connection, id)) for id in before.difference(emptied)}
    members = {id: {told.id for told in cluster} for id, cluster in clusters.items()}
    same = {id for id in kept if members.get(id) == kept[id] and kept[id].isdisjoint(retold)}
    changed = {id: cluster for id, cluster in clusters.items() if id not in same}
    before -= same
    _replace(connection, before, changed)
    return Regrouped(changed, frozenset(before))


def _reached(
    connection: Connection, known: Tellings, rulings: Rulings, touched: Iterable[str]
) -> list[str]:
    """All findings that matches, entries and rulings tie to these, however far."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in rulings.must:
        tied[left].add(right)
        tied[right].add(left)
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(touched)
    while waiting:
        id = waiting.pop()
        if id in found or id in rulings.wrong or known.find(id) is None:
            continue
        found.add(id)
        waiting += tied[id]
        waiting += [x for m, _ in linked(connection, id) if m.score > 0 for x in (m.left, m.right)]
        entry = entry_of(connection, id)
        if entry and entry not in seen:
            seen.add(entry)
            waiting += members_of(connection, entry)
    return sorted(found)


def _join(
    known: Tellings,
    findings: Iterable[str],
    links: Mapping[Pair, tuple[Match, bool]],
    rulings: Rulings,
) -> Clusters:
    good = (match for match, _ in links.values() if match.score > 0)
    return join_matches([known[id] for id in findings], good, rulings)


def _peers(
    connection: Connection, starts: Iterable[str], without: Collection[str]
) -> Mapping[str, str]:
    """Other entries whose ids begin so, by their first findings: they may need longer ids."""
    ids = (
        id
        for start in sorted(starts)
        for (id,) in connection.exec_driver_sql(BEGINS, (start, start + "~"))
    )
    peers = store.load_entries(connection, (id for id in ids if id not in without))
    return {peer.evidence[0].finding: peer.id for peer in peers}


def _mark(
    connection: Connection, links: Mapping[Pair, tuple[Match, bool]], grouped: Clusters
) -> None:
    """Keep which matches have joined two groups."""
    joined = {(match.left, match.right) for match in grouped.links}
    rows = [
        (pair in joined, *pair) for pair, (_, joins) in links.items() if joins != (pair in joined)
    ]
    store.for_each(connection, JOINS, rows)


def _replace(
    connection: Connection, before: Iterable[str], changed: Mapping[str, Sequence[Told]]
) -> None:
    """Keep which findings make these entries, and what denials are compared with."""
    for some in store.in_parts(before):
        for table in (tables.evidence, tables.targets, tables.target_parties):
            connection.execute(delete(table).where(table.c.entry.in_(some)))
    rows = [{"entry": id, "finding": t.id} for id, cluster in changed.items() for t in cluster]
    store.insert_rows(connection, tables.evidence, rows)
    # Of a report of no known day nobody can say that it came before a denial.
    targets = {
        id: as_target(cluster)
        for id, cluster in changed.items()
        if cluster[0].kind is not Kind.DENIAL and cluster[0].published
    }
    whole = [{"entry": id, "json": _encode(target)} for id, target in targets.items()]
    store.insert_rows(connection, tables.targets, whole)
    found = [row for id, target in targets.items() for row in _parties(id, target)]
    store.insert_rows(connection, tables.target_parties, found)


def _encode(target: Target) -> bytes:
    return msgspec.json.encode(target, order="deterministic")


def _parties(entry: str, target: Target) -> Iterator[Mapping[str, object]]:
    earliest, latest = ends(target.published)
    for party in target.parties:
        yield {"party": party, "latest": latest, "earliest": earliest, "entry": entry}
