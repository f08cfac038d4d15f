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
from backchannel.record.matches import joining, linked
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


@dataclass(frozen=True, slots=True)
class _Part:
    """Findings joined anew: the clusters, which matches (not) to keep as having joined.

    `drawn` are findings of other entries that would have been joined.
    """

    clusters: Sequence[Members]
    joins: Sequence[tuple[bool, str, str]]
    drawn: Collection[str]


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
    """Join anew the findings touched, with all that this draws in, and name what comes of it.

    `retold` are findings that are told otherwise than before; `emptied` entries that others have
    left.
    """
    loose = _with_their_entries(connection, known, rulings, touched)
    while True:
        parts = [
            _join(connection, known, rulings, ids, loose)
            for ids in _components(connection, rulings, loose)
        ]
        drawn = {id for part in parts for id in part.drawn}
        if not drawn:
            before = {e for id in loose if (e := entry_of(connection, id))} | set(emptied)
            found = [members for part in parts for members in part.clusters]
            names, drawn = _names(connection, [members[0] for members in found], before)
        if not drawn:
            break
        loose = _with_their_entries(connection, known, rulings, loose | drawn)
    run_each(connection, JOINS, [row for part in parts for row in part.joins])
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


def _with_their_entries(
    connection: Connection, known: Tellings, rulings: Rulings, findings: Iterable[str]
) -> set[str]:
    """These findings and all that entries and rulings tie to them."""
    found: set[str] = set()
    tied = _tied(rulings)
    waiting = list(findings)
    while waiting:
        id = waiting.pop()
        if id not in found and id not in rulings.wrong and known.find(id):
            found.add(id)
            waiting += tied[id]
            if entry := entry_of(connection, id):
                waiting += members_of(connection, entry)
    return found


def _tied(rulings: Rulings) -> Mapping[str, Collection[str]]:
    """What people have joined to each finding."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in rulings.must:
        tied[left].add(right)
        tied[right].add(left)
    return tied


def _components(
    connection: Connection, rulings: Rulings, loose: Collection[str]
) -> Iterator[list[str]]:
    """The loose findings in groups that no match and no ruling ties to one another."""
    tied = _tied(rulings)
    seen: set[str] = set()
    for start in sorted(loose):
        found: list[str] = []
        waiting = [start]
        while waiting:
            id = waiting.pop()
            if id in loose and id not in seen:
                seen.add(id)
                found.append(id)
                waiting += tied[id]
                matches = (match for match, _ in linked(connection, id) if match.score > 0)
                waiting += [other for match in matches for other in (match.left, match.right)]
        if found:
            yield sorted(found)


def _join(
    connection: Connection,
    known: Tellings,
    rulings: Rulings,
    findings: Collection[str],
    loose: Collection[str],
) -> _Part:
    """Join findings that nothing ties to other loose ones.

    Beside them stand those that are not loose but match. How these were joined is known, and holds
    as long as none of the findings joins them: if one does, they are drawn in. So an entry is
    joined anew only where it changes, however far the matches of a dense record reach.
    """
    links = dict(one for id in findings for one in linked(connection, id))
    good = [match for match in links if match.score > 0]
    ends = {id for match in good for id in (match.left, match.right) if id not in loose}
    owners = {entry for id in ends if (entry := entry_of(connection, id))}
    beside = {id for owner in owners for id in members_of(connection, owner)}
    grouped = join_matches(
        [known[id] for id in (*findings, *beside)], (*good, *joining(connection, beside)), rulings
    )
    clusters = [[told.id for told in cluster] for cluster in grouped.clusters]
    joined = set(grouped.links)
    return _Part(
        clusters=[members for members in clusters if beside.isdisjoint(members)],
        joins=[
            (match in joined, match.left, match.right)
            for match, has_joined in links.items()
            if has_joined != (match in joined)
        ],
        drawn={
            id
            for members in clusters
            if not beside.issuperset(members)
            for id in beside.intersection(members)
        },
    )


def _names(
    connection: Connection, firsts: Sequence[str], before: Collection[str]
) -> tuple[Mapping[str, str], set[str]]:
    """The ids of entries by their first findings; and those of others that need another id."""
    peers = _peers(connection, {id[: entries.SHORT_ID] for id in (*firsts, *before)}, before)
    names = entries.name_entries((*firsts, *peers))
    return names, {first for first, name in peers.items() if names[first] != name}


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
