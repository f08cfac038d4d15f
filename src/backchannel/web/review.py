"""What deserves a second look: links, findings and days that the program is least sure of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from backchannel.reconcile.compare import weights_of
from backchannel.record import Record
from backchannel.record.decisions import LONE
from backchannel.types import Entry, Judgement, Slot
from backchannel.vocabularies import Certainty, Kind, Standing, Verdict
from backchannel.web.answers import Answers

MOST = 200
# Entries below this belief are put before a person; one report in its own voice gives 0.69.
LEAST_BELIEF = 0.5
# A report whose day is known no better than this many days is asked for it.
WIDE_DAYS = 31


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question of the queue: of which findings, entry or report, and why it is asked.

    `left` and `right` are what a judgement is on; `score` is the program's, above zero for one
    thing. `slot` is the one over which two findings are in conflict.
    """

    kind: str
    left: str
    right: str | None
    text: str
    why: tuple[str, ...]
    score: float | None = None
    slot: str | None = None


def doubtful_links(answers: Answers) -> Iterator[Doubt]:
    """Links made, or left out, by little; the closest first."""
    for row in answers.fresh(answers.question("doubts", {"limit": MOST})):
        is_linked = row.left_entry == row.right_entry
        text = "Linked, by little" if is_linked else "Kept apart, by little"
        weights = weights_of(row.kind)
        why = tuple(f"{name} {weights.get(name, 0.0):+.1f}" for name in row.reasons)
        base = f"any two {weights['always']:+.1f}"
        yield Doubt(row.kind, row.left, row.right, text, (base, *why), row.score)


def doubtful_findings(answers: Answers) -> Iterator[Doubt]:
    """Entries of one origin that are hardly believed, the least first; nobody has judged them."""
    judged = judged_alone(answers.record)
    rows = [
        (row, kind)
        for name, kind in (
            ("contacts", Kind.CONTACT),
            ("commitments", Kind.COMMITMENT),
            ("measures", Kind.MEASURE),
        )
        for row in answers.ready(answers.question(name, {})) or ()
        if row.origins == 1 and row.belief < LEAST_BELIEF and not _is_judged(row.id, judged)
    ]
    for row, kind in sorted(rows, key=lambda one: (one[0].belief, one[0].id)):
        yield Doubt(kind, row.id, None, "Told by one origin", tuple(_doubts_of(row)), row.belief)


def doubtful_days(answers: Answers) -> Iterator[Doubt]:
    """Days in conflict, then reports whose day is not known to a month; the widest first."""
    judged = {frozenset((j.left, j.right)) for j in standing_judgements(answers.record)}
    for row in answers.ready(answers.question("conflicts", {})) or ():
        if row.slot not in ("date", "deadline"):
            continue
        pair = _two_days(answers.record.explain(row.id), row.slot)
        if pair and frozenset(pair) not in judged:
            text = f"Two values for the {row.slot}"
            yield Doubt(row.kind, *pair, text, (row.text,), slot=row.slot)
    undated = [row for row in answers.rows("reports", {}) if _width(row.published) > WIDE_DAYS]
    for row in sorted(undated, key=lambda r: -_width(r.published)):
        why = ("its day is worked out from its text",)
        yield Doubt("report", row.id, None, "The day of a report", why)


QUEUES: Mapping[str, tuple[str, Callable[[Answers], Iterator[Doubt]]]] = {
    "links": ("Links", doubtful_links),
    "findings": ("Findings", doubtful_findings),
    "days": ("Days", doubtful_days),
}


def queue(answers: Answers, name: str) -> tuple[Doubt, ...]:
    """The questions of this queue, the most doubtful first."""
    return tuple(islice(QUEUES[name][1](answers), MOST))


def standing_judgements(record: Record) -> tuple[Judgement, ...]:
    """What people have judged and nobody has undone, in the order made."""
    made = record.judgements()
    undone = {j.number for j in made if j.verdict is Verdict.UNDO}
    return tuple(j for j in made if j.number not in undone)


def judged_alone(record: Record) -> frozenset[str]:
    """The findings that people have called right or wrong."""
    return frozenset(j.left for j in standing_judgements(record) if j.verdict in LONE)


def _is_judged(entry: str, findings: frozenset[str]) -> bool:
    """An entry bears the beginning of the id of its first finding."""
    return any(finding.startswith(entry) for finding in findings)


def _doubts_of(row: Any) -> Iterator[str]:
    if row.certainty is not Certainty.CERTAIN:
        yield f"told as {row.certainty}"
    if row.against:
        yield "denied"
    yield f"belief {row.belief:.2f}"


def _two_days(entry: Entry, name: str) -> tuple[str, str] | None:
    """A finding of the value shown, and one of the first that contradicts it."""
    slot = next((s for s in entry.slots if s.name == name), Slot(name, ()))
    other = next((v for v in slot.values if v.standing is Standing.CONFLICT), None)
    return (slot.values[0].findings[0], other.findings[0]) if other else None


def _width(days: Any) -> float:
    if days is None or days.earliest is None or days.latest is None:
        return float("inf")
    return float((days.latest - days.earliest).days)
