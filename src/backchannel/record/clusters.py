"""Which findings make one entry: those within reach of what has changed are joined anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from backchannel.reconcile import entries
from backchannel.reconcile.cluster import join_matches
from backchannel.reconcile.denials import BITS, Target, as_target
from backchannel.reconcile.rulings import Rulings
from backchannel.reconcile.told import Told
from backchannel.record import store
from backchannel.record.days import ends, is_long
from backchannel.record.matches import linked
from backchannel.record.statements import AMONG, insert_rows, listed, run, run_each
from backchannel.record.tellings import Tellings
from backchannel.types import DateRange
from backchannel.vocabularies import Kind

MEMBERS = "SELECT finding FROM evidence WHERE entry = ?"
ENTRY = "SELECT entry FROM evidence WHERE finding = ?"
BEGINS = "SELECT id FROM entries WHERE id BETWEEN ? AND ?"
JOINS = 'UPDATE links SET joins = ? WHERE "left" = ? AND "right" = ?'


Members = Sequence[str]  # the findings of an entry, oldest first


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Entries made of other findings than before, or of findings told otherwise, by id.

    `before` are the ids of all that are no longer what they were.
    """

    changed: Mapping[str, Members]
    before: frozenset[str]


def entry_of(connection: Connection, finding: str) -> str | None:
    """The id of the entry that a finding is part of; None where it is judged wrong, or new."""
    return next((entry for (entry,) in run(connection, ENTRY, (finding,))), None)


def members_of(connection: Connection, entry: str) -> list[str]:
    """The findings that make an entry."""
    return [finding for (finding,) in run(connection, MEMBERS, (entry,))]


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
        reached = list(_components(connection, known, rulings, within))
        before = {e for ids in reached for id in ids if (e := entry_of(connection, id))}
        before |= set(emptied)
        found = [c for ids in reached for c in _join(connection, known, ids, rulings)]
        firsts = [members[0] for members in found]
        peers = _peers(connection, {id[: entries.SHORT_ID] for id in (*firsts, *before)}, before)
        names = entries.name_entries((*firsts, *peers))
        renamed = {first for first, name in peers.items() if names[first] != name}
        if not renamed:
            break
        within |= renamed
    clusters = {names[members[0]]: members for members in found}
    kept = {id: set(members_of(connection, id)) for id in before.difference(emptied)}
    same = {
        id
        for id, members in kept.items()
        if members == set(clusters.get(id, ())) and members.isdisjoint(retold)
    }
    changed = {id: members for id, members in clusters.items() if id not in same}
    before -= same
    _replace(connection, known, before, changed)
    return Regrouped(changed, frozenset(before))


def _components(
    connection: Connection, known: Tellings, rulings: Rulings, touched: Iterable[str]
) -> Iterator[list[str]]:
    """All findings that matches, entries and rulings tie to these, however far, group by group."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in rulings.must:
        tied[left].add(right)
        tied[right].add(left)
    seen: set[str] = set()
    for start in sorted(touched):
        found: list[str] = []
        waiting = [start]
        while waiting:
            id = waiting.pop()
            if id in seen or id in rulings.wrong or known.find(id) is None:
                continue
            seen.add(id)
            found.append(id)
            waiting += tied[id]
            matches = (match for match, _ in linked(connection, id) if match.score > 0)
            waiting += [other for match in matches for other in (match.left, match.right)]
            if entry := entry_of(connection, id):
                waiting += members_of(connection, entry)
        if found:
            yield sorted(found)


def _join(
    connection: Connection, known: Tellings, findings: Iterable[str], rulings: Rulings
) -> list[Members]:
    """Join findings that nothing ties to others, and keep by which of their matches."""
    ids = list(findings)
    links = {(m.left, m.right): (m, joins) for id in ids for m, joins in linked(connection, id)}
    good = (match for match, _ in links.values() if match.score > 0)
    grouped = join_matches([known[id] for id in ids], good, rulings)
    joined = {(match.left, match.right) for match in grouped.links}
    rows = [
        (pair in joined, *pair) for pair, (_, joins) in links.items() if joins != (pair in joined)
    ]
    run_each(connection, JOINS, rows)
    return [[told.id for told in cluster] for cluster in grouped.clusters]


def _peers(
    connection: Connection, starts: Iterable[str], without: Collection[str]
) -> Mapping[str, str]:
    """Other entries whose ids begin so, by their first findings: they may need longer ids."""
    ids = (
        id for start in sorted(starts) for (id,) in run(connection, BEGINS, (start, start + "~"))
    )
    peers = store.load_entries(connection, (id for id in ids if id not in without))
    return {peer.evidence[0].finding: peer.id for peer in peers}


def _replace(
    connection: Connection, known: Tellings, before: Iterable[str], changed: Mapping[str, Members]
) -> None:
    """Keep which findings make these entries, and what denials are compared with."""
    for table in ("evidence", "targets", "target_parties"):
        run(connection, f"DELETE FROM {table} WHERE entry {AMONG}", (listed(before),))
    for id, members in changed.items():
        evidence = [{"entry": id, "finding": finding} for finding in members]
        insert_rows(connection, "evidence", evidence)
        target = as_target([known[finding] for finding in members])
        # Of a report of no known day nobody can say that it came before a denial.
        if target.kind is not Kind.DENIAL and target.published:
            json = msgspec.json.encode(target, order="deterministic")
            insert_rows(connection, "targets", [{"entry": id, "json": json}])
            insert_rows(connection, "target_parties", list(_parties(id, target, target.published)))


def _parties(entry: str, target: Target, days: DateRange) -> Iterator[Mapping[str, object]]:
    earliest, latest = ends(days)
    outline = target.outline
    for party in target.parties:
        yield {
            "party": party,
            "is_long": is_long(days),
            "latest": latest,
            "earliest": earliest,
            "entry": entry,
            "kind": outline.kind.value,
            "parties": " ".join(sorted(outline.parties)),
            "words": outline.words.to_bytes(BITS // 8),
        }
