"""What each denial denies: kept, and asked again only where what it may answer changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple

import msgspec
from sqlalchemy import Connection

from backchannel.ids import LETTERS
from backchannel.reconcile.denials import (
    ANSWERS_WITHIN_DAYS,
    FITS,
    Answer,
    Outline,
    Target,
    answer,
    as_target,
    denier_of,
    items_of,
    most,
)
from backchannel.reconcile.told import Told
from backchannel.record import store
from backchannel.record.clusters import Members, cluster_of, entry_of
from backchannel.record.days import ends, reaches
from backchannel.record.statements import AMONG, insert_rows, listed, run
from backchannel.record.tellings import Tellings
from backchannel.vocabularies import Kind

FORGET = f"DELETE FROM answers WHERE denial {AMONG}"
NAMED = f"SELECT denial, item FROM answers WHERE item {AMONG}"
POINT = "UPDATE answers SET target = ? WHERE denial = ?"
WRITE = "UPDATE answers SET fit = ?, origins = ?, target = ? WHERE denial = ?"
TARGETS = f"SELECT target FROM answers WHERE denial {AMONG} AND target IS NOT NULL"
# With a plus, so that SQLite seeks by the target and not by what most denials lack.
ANSWERED = f"""
    SELECT denial, target, fit, origins FROM answers WHERE target {AMONG} AND +item IS NULL
"""
MAY_ANSWER = """
    SELECT denial, target, fit, origins FROM answers
    WHERE party = ? AND latest >= ? AND earliest <= ? AND item IS NULL
"""
MAY_BE_DENIED = """
    SELECT entry, kind, parties, words FROM target_parties
    WHERE party = ? AND is_long = ? AND latest BETWEEN ? AND ? AND earliest <= ?
"""
TARGET = "SELECT json FROM targets WHERE entry = ?"
DENIES = f"""
    SELECT denial, entry FROM answers JOIN evidence ON evidence.finding = target
    WHERE denial {AMONG}
"""
DENIED_BY = """
    SELECT DISTINCT denial.entry FROM evidence AS own JOIN answers ON target = own.finding
    JOIN evidence AS denial ON denial.finding = answers.denial WHERE own.entry = ?
"""


def forget(connection: Connection, findings: Iterable[str]) -> frozenset[str]:
    """Forget what denials deny that are no longer there; the findings that they denied."""
    denials = [id for id in findings if _is_denial(id)]
    freed = frozenset(targets_of(connection, denials))
    run(connection, FORGET, (listed(denials),))
    return freed


def update_answers(
    connection: Connection,
    known: Tellings,
    changed: Mapping[str, Members],
    *,
    retold: Collection[str],
    left: Collection[str],
) -> tuple[frozenset[str], frozenset[str]]:
    """Ask anew what denials answer; those for which it may be another, and what they denied before.

    `changed` are entries made of other findings than before; `retold` and `left` findings that are
    told otherwise than before or are gone.
    """
    findings = {id for members in changed.values() for id in members}
    denials = {id for id in findings if _is_denial(id)}
    targets = (
        as_target([known[id] for id in members])
        for members in changed.values()
        if not _is_denial(members[0])
    )
    moved = findings - denials | set(left)
    fresh = sorted(denials & set(retold))
    freed = forget(connection, fresh)
    asked = denials | set(_of_own_report(connection, moved))
    for denial, old, best in _of_others(connection, known, targets, moved):
        if best != old:
            _write(connection, denial, best)
        if best != old or (old and old.finding in moved):
            asked.add(denial)
            freed |= {old.finding} if old else set()
    for denial in fresh:
        _put_in(connection, known[denial])
    return frozenset(asked), freed


def _is_denial(finding: str) -> bool:
    return finding.startswith(LETTERS[Kind.DENIAL])


def _put_in(connection: Connection, denial: Told) -> None:
    """Find what a new denial denies."""
    item = items_of(store.load_reading(connection, denial.report)).get(denial.id)
    earliest, latest = ends(denial.published)
    cells = {
        "denial": denial.id,
        "party": denier_of(denial),
        "earliest": earliest,
        "latest": latest,
        "item": item,
    }
    insert_rows(connection, "answers", [cells])
    if item:
        _point(connection, denial.id, item)
    else:
        _write(connection, denial.id, _best(connection, denial))


def _of_own_report(connection: Connection, moved: Iterable[str]) -> Iterator[str]:
    """The denials that name one of these findings as what they deny, which may be gone."""
    for denial, item in run(connection, NAMED, (listed(moved),)).fetchall():
        _point(connection, denial, item)
        yield denial


def _point(connection: Connection, denial: str, item: str) -> None:
    """Let a denial deny the item that its report names, if that is part of an entry."""
    is_there = not _is_denial(item) and entry_of(connection, item)
    run(connection, POINT, (item if is_there else None, denial))


def _of_others(
    connection: Connection, known: Tellings, targets: Iterable[Target], moved: Collection[str]
) -> Iterator[tuple[str, Answer | None, Answer | None]]:
    """Denials that may answer one of these targets, or did: what they answered, and answer now."""
    before: dict[str, Answer | None] = {}
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for target in targets:
        earliest, _ = ends(target.published)
        _, latest = ends(target.published, ANSWERS_WITHIN_DAYS)
        for party in target.parties if target.published else ():
            rows = run(connection, MAY_ANSWER, (party, earliest, latest)).fetchall()
            known.fetch(denial for denial, *_ in rows)
            for denial, *old in rows:
                before[denial] = _answered(*old)
                if one := answer(known[denial], target):
                    found[denial].append(one)
    for denial, *old in run(connection, ANSWERED, (listed(moved),)):
        before[denial] = _answered(*old)
    for denial, old in before.items():
        best = max(found[denial], default=None)
        if old and old.finding not in moved:
            best = max(old, best) if best else old
        # What it answered may fit less well now than something that has not changed.
        elif old and (best is None or best < old):
            best = _best(connection, known[denial])
        yield denial, old, best


def _answered(target: str | None, fit: float, origins: int) -> Answer | None:
    return Answer(fit, origins, target) if target else None


def _best(connection: Connection, denial: Told) -> Answer | None:
    """What fits a denial best of all that it may answer; what promises most is asked first."""
    if denial.published is None:
        return None
    earliest, _ = ends(denial.published, ANSWERS_WITHIN_DAYS)
    _, latest = ends(denial.published)
    hopes: list[tuple[float, str]] = []
    for reach in reaches(earliest, latest):
        for entry, *cells in run(connection, MAY_BE_DENIED, (denier_of(denial), *reach)):
            hope = most(denial, _outline(*cells))
            if hope >= FITS:
                hopes.append((hope, entry))
    best: Answer | None = None
    for hope, entry in sorted(hopes, reverse=True):
        if best and hope < best.fit:
            break
        ((json,),) = run(connection, TARGET, (entry,))
        found = answer(denial, msgspec.json.decode(json, type=Target))
        best = max((one for one in (best, found) if one), default=None)
    return best


def _outline(kind: str, parties: str, words: bytes) -> Outline:
    return Outline(Kind(kind), frozenset(parties.split()), int.from_bytes(words))


def _write(connection: Connection, denial: str, best: Answer | None) -> None:
    cells = astuple(best) if best else (None, None, None)
    run(connection, WRITE, (*cells, denial))


# --- What entries tell of it ----------------------------------------------------------------------


def targets_of(connection: Connection, denials: Iterable[str]) -> Iterator[str]:
    """The findings that these denials deny."""
    return (target for (target,) in run(connection, TARGETS, (listed(denials),)))


def denies(connection: Connection, denials: Iterable[Told]) -> Mapping[str, str]:
    """The entries that denials deny, by denial."""
    return dict(run(connection, DENIES, (listed(denial.id for denial in denials),)))


def denied_by(connection: Connection, known: Tellings, entry: str) -> Sequence[str]:
    """The entries of the denials that bear on an entry, oldest first."""
    found = [denial for (denial,) in run(connection, DENIED_BY, (entry,))]
    return sorted(found, key=lambda denial: cluster_of(connection, known, denial)[0].age)
