"""A change in the words of people, and a value of a slot as they write it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from backchannel.export.dates import write_day, write_range
from backchannel.reconcile.rulings import BETWEEN
from backchannel.record.changes import Change, How
from backchannel.rules.states import party_name
from backchannel.types import DateRange, Judgement
from backchannel.vocabularies import Verdict

_DAYS = ("date", "deadline", "published")
_PARTIES = ("parties", "debtor", "creditor", "by", "on", "mediators")


def write_change(change: Change) -> str:
    """What is different now; nothing where how it has changed says it all."""
    was, now = (write_value(change.slot or "", v or "") for v in (change.was, change.now))
    name = (change.slot or "").replace("_", " ")
    told = {
        How.DATED: f"published {now or 'on an unknown day'}, before: {was or 'an unknown day'}",
        How.CONFIRMED: f"by {now} origins, before by {was}",
        How.WEAKENED: f"by {now} of {was} origins",
        How.JOINED: f"from {was}",
        How.PARTED: f"into {now}",
        How.CONTRADICTED: f"{name}: {was}, or {now}",
        How.RESOLVED: f"{name}: {now}; nobody tells {was} any more",
    }
    if change.how in told:
        return told[change.how]
    if not name:
        return ""
    return f"{name}: {now}, before {was}" if was and now else f"{name}: {now or f'no longer {was}'}"


def write_value(slot: str, value: str) -> str:
    """A value of a slot: codes as names, and days as people write them."""
    if value and slot in _DAYS:
        return write_range(DateRange.parse(value))
    if slot in _PARTIES:
        return BETWEEN.join(map(party_name, value.split(BETWEEN)))
    return value.replace("_", " ")


def write_judgement(judgement: Judgement) -> str:
    """What was judged: "judged wrong", "date corrected to “6 Sept 2014”"."""
    if judgement.slot and judgement.value:
        value = write_value(judgement.slot, judgement.value)
        return f"{judgement.slot.replace('_', ' ')} corrected to “{value}”"
    return "taken back" if judgement.verdict is Verdict.UNDO else f"judged {judgement.verdict}"


def write_author(judgement: Judgement) -> str:
    """Who judged, when and why: "by ana, 6 Sept 2014: seen (no. 3)"."""
    why = f": {judgement.why}" if judgement.why else ""
    return f"by {judgement.who}, {write_day(judgement.when.date())}{why} (no. {judgement.number})"


def write_judgements(judgements: Iterable[Judgement]) -> Iterator[str]:
    """What was judged of an entry, in the order made: one line for what was judged in one go."""
    for first, ids in in_one_go(judgements):
        of = "" if first.slot else f"{' and '.join(ids)}: "
        yield f"{of}{write_judgement(first)} {write_author(first)}"


def in_one_go(judgements: Iterable[Judgement]) -> Iterator[tuple[Judgement, tuple[str, ...]]]:
    """The first of the judgements that were made in one go, and all findings that they are on."""
    for _, made in groupby(judgements, lambda j: (j.number, j.verdict)):
        several = tuple(made)
        ids = dict.fromkeys(id for j in several for id in (j.left, j.right) if id)
        yield several[0], tuple(ids)
