"""An entry as it stood on a day, or as it was known on a day."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from backchannel.reconcile.corrections import correct_slots, corrections_in
from backchannel.reconcile.slots import PLANS, settle_again, words_of_sources
from backchannel.reconcile.values import Witness
from backchannel.types import DateRange, Entry, Evidence
from backchannel.vocabularies import CommitmentState, ContactStatus, Kind, MeasureStatus

# States that begin on the day of the contact, of the promise or of the measure itself; the others
# begin when they are told.
_DATED = {
    *(ContactStatus.HELD, ContactStatus.ONGOING, MeasureStatus.DONE),
    *(CommitmentState.PROPOSED, CommitmentState.CONDITIONAL),
    *(CommitmentState.ACTIVE, CommitmentState.REFUSED),
}


@dataclass(frozen=True, slots=True)
class View:
    """Two times: how things stood on a day, and what had been published by a day."""

    as_of: datetime.date | None = None
    known_on: datetime.date | None = None


HERE_AND_NOW = View()


def seen(entry: Entry, view: View) -> Entry | None:
    """The entry as far as the view goes; None when there was, or was known, nothing of it.

    Which findings tell of one thing, and what people hold of it, is taken as it is today.
    """
    if view == HERE_AND_NOW:
        return entry
    evidence = tuple(e for e in entry.evidence if _is_seen(entry, e, view))
    if not evidence:
        return None
    if len(evidence) == len(entry.evidence):
        return entry
    plans = _stated(entry)
    witnesses = {e.finding: _witness(e, plans) for e in evidence}
    settled = (settle_again(entry.kind, slot, witnesses) for slot in entry.slots)
    told = (slot for slot in settled if slot)
    slots = correct_slots(entry.kind, told, corrections_in(entry.slots))
    return replace(entry, slots=slots, evidence=evidence)


def _is_seen(entry: Entry, evidence: Evidence, view: View) -> bool:
    if view.known_on:
        known = _last(evidence.published)
        if known is None or known > view.known_on:
            return False
    if view.as_of:
        begun = day_of(entry, evidence)
        return begun is not None and begun <= view.as_of
    return True


def day_of(entry: Entry, evidence: Evidence) -> datetime.date | None:
    """The day from which what a finding tells was so, the latest that it can have been."""
    if _stated(entry).get(evidence.finding) in _DATED:
        told = _last(_days(entry).get(evidence.finding))
        if told:
            return told
    return _last(evidence.published)


def _stated(entry: Entry) -> Mapping[str, str]:
    """The status or state that each finding tells."""
    return _by_finding(entry, "state" if entry.kind is Kind.COMMITMENT else "status")


def _days(entry: Entry) -> Mapping[str, DateRange]:
    """The days that each finding tells."""
    return {f: DateRange.parse(text) for f, text in _by_finding(entry, "date").items()}


def _by_finding(entry: Entry, name: str) -> Mapping[str, str]:
    """The value that each finding gives a slot; what a person holds counts for all of them."""
    values = next((slot.values for slot in entry.slots if slot.name == name), ())
    if values and values[0].judgement is not None:
        return {e.finding: values[0].text for e in entry.evidence}
    return {f: value.text for value in values for f in value.findings}


def _last(days: DateRange | None) -> datetime.date | None:
    return (days.latest or days.earliest) if days else None


def _witness(evidence: Evidence, stated: Mapping[str, str]) -> Witness:
    return Witness(
        finding=evidence.finding,
        origin=evidence.origin,
        published=evidence.published,
        is_plan=stated.get(evidence.finding) in PLANS,
        said_by=words_of_sources(evidence.said_by),
    )
