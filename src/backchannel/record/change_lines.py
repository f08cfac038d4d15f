"""A change in the words of people, and a value of a slot as they write it."""

from backchannel.export.dates import write_range
from backchannel.record.changes import Change, How
from backchannel.rules.states import party_name
from backchannel.types import DateRange

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
    return party_name(value) if slot in _PARTIES else value.replace("_", " ")
