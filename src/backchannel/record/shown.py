"""What an entry shows: the first value of each slot, as typed rows."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backchannel.reconcile.belief import Belief, Ratings, believe
from backchannel.reconcile.channels import Channel
from backchannel.reconcile.conflicts import Conflict
from backchannel.reconcile.exchanges import Deadlock
from backchannel.reconcile.lifecycles import life_cycle
from backchannel.reconcile.processes import Process
from backchannel.record.lines import summarise
from backchannel.record.rows import (
    ChannelRow,
    CommitmentRow,
    ConflictRow,
    ContactRow,
    DeadlockRow,
    DenialRow,
    MeasureRow,
    ProcessRow,
    TallyRow,
    TimelineRow,
)
from backchannel.types import DateRange, Entry, Part
from backchannel.vocabularies import (
    Certainty,
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    Force,
    Kind,
    Link,
    MeasureAction,
    MeasureStatus,
    Outcome,
    SourceKind,
    Standing,
)

PARTY_SLOTS = ("parties", "debtor", "creditor", "by", "on")


def shown(entry: Entry, name: str) -> str | None:
    """The value that a slot shows; None when the entry has no such slot."""
    return next((s.values[0].text for s in entry.slots if s.name == name), None)


def agreed(entry: Entry, name: str) -> tuple[str, ...]:
    """All values of a slot that hold side by side, such as the parties to a contact."""
    values = next((s.values for s in entry.slots if s.name == name), ())
    return tuple(v.text for v in values if v.standing is Standing.AGREED)


def days(entry: Entry, name: str = "date") -> DateRange | None:
    """A slot of days."""
    text = shown(entry, name)
    return DateRange.parse(text) if text else None


def published(entry: Entry) -> DateRange | None:
    """When the first report of the entry was published."""
    return next((e.published for e in entry.evidence if e.published), None)


def dated(entry: Entry) -> DateRange | None:
    """The days by which an entry is listed: a denial and a tally by those of its first report."""
    return published(entry) if entry.kind in (Kind.DENIAL, Kind.TALLY) else days(entry)


def listed(entry: Entry) -> DateRange | None:
    """The days by which an entry is found: what has none of its own goes by when it was told."""
    return dated(entry) or published(entry)


def firmest(entry: Entry) -> Certainty:
    """The firmest of the certainties with which the entry is told."""
    return min((e.certainty for e in entry.evidence), key=list(Certainty).index)


def parties(entry: Entry) -> tuple[str, ...]:
    """Every party that a filter on parties should find the entry by."""
    named = [p for name in PARTY_SLOTS for p in agreed(entry, name)]
    return tuple(dict.fromkeys(named))


def source_kinds(entry: Entry) -> tuple[SourceKind, ...]:
    """The kinds of source that an entry is credited to, in the order of the alphabet."""
    kinds = {source.kind for evidence in entry.evidence for source in evidence.said_by}
    return tuple(sorted(kinds))


def corrected(entry: Entry) -> tuple[str, ...]:
    """The slots of which people hold what is shown."""
    return tuple(s.name for s in entry.slots if s.values[0].judgement is not None)


def report_count(entry: Entry) -> int:
    """How many reports the entry rests on, reprints included."""
    return len({e.report for e in entry.evidence})


@dataclass(frozen=True, slots=True)
class Weighed:
    """Who flatly denies an entry, and how far it is to be believed."""

    denied_by: tuple[str, ...]
    belief: Belief


def weigh(entry: Entry, denials: Sequence[Entry], ratings: Ratings) -> Weighed:
    """Weigh an entry against the denials that bear on it."""
    flat = [d for d in denials if shown(d, "force") == Force.FLAT]
    by = sorted({party for d in flat if (party := shown(d, "by"))})
    return Weighed(tuple(by), believe(entry, flat, ratings))


def contact_row(entry: Entry, weighed: Weighed) -> ContactRow:
    """A contact as it stands."""
    return ContactRow(
        id=entry.id,
        date=days(entry),
        reported=published(entry),
        form=ContactForm(shown(entry, "form") or ContactForm.MEETING),
        status=ContactStatus(shown(entry, "status") or ContactStatus.HELD),
        secret=shown(entry, "secret") == "yes",
        parties=agreed(entry, "parties"),
        people=agreed(entry, "people"),
        place=shown(entry, "place"),
        topic=shown(entry, "topic"),
        outcome=Outcome(shown(entry, "outcome") or Outcome.NONE_REPORTED),
        certainty=firmest(entry),
        origins=entry.origins,
        reports=report_count(entry),
        denied_by=weighed.denied_by,
        against=len(weighed.belief.against),
        belief=weighed.belief.number,
        level=shown(entry, "level"),
        country=next((s.values[0].country for s in entry.slots if s.name == "place"), None),
        corrected=corrected(entry),
    )


def commitment_row(entry: Entry, weighed: Weighed, day: datetime.date) -> CommitmentRow:
    """A commitment as it stands on a day."""
    life = life_cycle(entry, day)
    return CommitmentRow(
        id=entry.id,
        date=days(entry),
        reported=published(entry),
        kind=CommitmentKind(shown(entry, "kind") or CommitmentKind.PROMISE),
        debtor=shown(entry, "debtor") or "",
        creditor=shown(entry, "creditor"),
        act=shown(entry, "act") or "",
        condition=shown(entry, "condition"),
        deadline=days(entry, "deadline"),
        state=CommitmentState(shown(entry, "state") or CommitmentState.PROPOSED),
        certainty=firmest(entry),
        origins=entry.origins,
        reports=report_count(entry),
        denied_by=weighed.denied_by,
        against=len(weighed.belief.against),
        belief=weighed.belief.number,
        is_overdue=life is not None and life.is_overdue,
        slipped=life.deadlines[1:] if life else (),
        corrected=corrected(entry),
    )


def measure_row(entry: Entry, weighed: Weighed) -> MeasureRow:
    """A measure as it was last reported."""
    link = shown(entry, "link")
    return MeasureRow(
        id=entry.id,
        date=days(entry),
        reported=published(entry),
        action=MeasureAction(shown(entry, "action") or MeasureAction.IMPOSE),
        by=shown(entry, "by") or "",
        on=shown(entry, "on"),
        what=shown(entry, "what") or "",
        because=shown(entry, "because"),
        link=Link(link) if link else None,
        status=MeasureStatus(shown(entry, "status") or MeasureStatus.DONE),
        certainty=firmest(entry),
        origins=entry.origins,
        reports=report_count(entry),
        denied_by=weighed.denied_by,
        against=len(weighed.belief.against),
        belief=weighed.belief.number,
        corrected=corrected(entry),
    )


def denial_row(entry: Entry) -> DenialRow:
    """A denial, dated by its first report."""
    return DenialRow(
        id=entry.id,
        by=shown(entry, "by") or "",
        of=shown(entry, "of") or "",
        force=Force(shown(entry, "force") or Force.FLAT),
        denies=shown(entry, "denies"),
        published=published(entry),
        origins=entry.origins,
        reports=report_count(entry),
        corrected=corrected(entry),
    )


def tally_row(entry: Entry, parts: tuple[Part, ...], checks: Iterable[str]) -> TallyRow:
    """A counted set; its parts come from the finding that the shown ones rest on."""
    text = shown(entry, "total")
    total = int(text) if text else None
    return TallyRow(
        id=entry.id,
        of=shown(entry, "of") or "",
        total=total,
        parts=parts,
        adds_up=None if total is None or not parts else sum(p.count for p in parts) == total,
        origins=entry.origins,
        reports=report_count(entry),
        checks=tuple(checks),
        corrected=corrected(entry),
    )


def timeline_row(entry: Entry) -> TimelineRow:
    """An entry in one line of the timeline."""
    status = shown(entry, "status") or shown(entry, "state") or shown(entry, "force") or ""
    return TimelineRow(
        date=dated(entry),
        reported=published(entry),
        kind=entry.kind,
        id=entry.id,
        text=summarise(entry),
        status=status,
        origins=entry.origins,
        sources=source_kinds(entry),
    )


def conflict_row(conflict: Conflict, entry: Entry) -> ConflictRow:
    """Two claims with their words."""
    left, right = conflict.shown, conflict.other
    return ConflictRow(
        id=conflict.entry,
        kind=conflict.kind,
        text=summarise(entry),
        slot=conflict.slot,
        shown=left.value,
        shown_origins=left.origins,
        shown_outlets=left.outlets,
        shown_quote=left.quote,
        other=right.value,
        other_origins=right.origins,
        other_outlets=right.outlets,
        other_quote=right.quote,
    )


def deadlock_row(deadlock: Deadlock) -> DeadlockRow:
    """Two sides that wait for each other."""
    left, right = deadlock.left, deadlock.right
    return DeadlockRow(
        left=left.party,
        left_act=left.act,
        left_waits_for=left.waits_for,
        left_entry=left.entry,
        right=right.party,
        right_act=right.act,
        right_waits_for=right.waits_for,
        right_entry=right.entry,
        origins=deadlock.origins,
    )


def channel_row(channel: Channel, day: datetime.date | None) -> ChannelRow:
    """Two ends that talk, and how long they have been silent on a day."""
    return ChannelRow(
        left=channel.left[0],
        left_organ=channel.left[1],
        right=channel.right[0],
        right_organ=channel.right[1],
        level=channel.level,
        contacts=channel.contacts,
        secret=channel.secret,
        mediators=channel.mediators,
        first=channel.first,
        last=channel.last,
        silent_days=channel.silent_days(day) if day else None,
    )


def process_row(process: Process) -> ProcessRow:
    """Two parties with their rounds."""
    counts = dict(process.entries)
    return ProcessRow(
        left=process.left,
        right=process.right,
        rounds=tuple(r.days for r in process.rounds),
        contacts=counts.get(Kind.CONTACT, 0),
        commitments=counts.get(Kind.COMMITMENT, 0),
        measures=counts.get(Kind.MEASURE, 0),
        round_contacts=tuple(r.contacts for r in process.rounds),
    )
