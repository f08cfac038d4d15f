"""The rows of the timeline: what the lists of contacts, commitments and the like say, by day."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backchannel.record import Rows
from backchannel.record.rows import TimelineRow
from backchannel.types import DateRange
from backchannel.vocabularies import Kind, SourceKind
from backchannel.web.answers import Answers
from backchannel.web.words import name_channel

Filters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A contact, commitment, measure or denial as the timeline draws it.

    `sources` are the kinds of source that it is credited to, `channels` those that a contact used.
    """

    id: str
    kind: Kind
    date: DateRange | None
    reported: DateRange | None
    text: str
    status: str
    parties: tuple[str, ...]
    people: tuple[str, ...]
    secret: bool
    origins: int
    belief: float | None
    denied_by: tuple[str, ...]
    deadline: DateRange | None
    sources: tuple[SourceKind, ...]
    channels: tuple[str, ...]
    corrected: tuple[str, ...]


def moments(answers: Answers, filters: Filters) -> Rows[MomentRow]:
    """The record's timeline, each row with what only the list of its kind knows."""
    more = dict(_more(answers, filters))
    channels = _channels(answers, filters)
    rows = (
        _moment(row, *more.get(row.id, (None, ())), channels[row.id])
        for row in answers.rows("timeline", filters)
    )
    return Rows(MomentRow, tuple(rows))


def replay_days(answers: Answers) -> Mapping[str, DateRange]:
    """The days that the sliders run over: those of publication, and those of what is told.

    Each ends on the day after the newest report, where nothing is left out.
    """
    reported = tuple(_ends(row.published for row in answers.rows("reports", {})))
    told = tuple(_ends(row.date for row in answers.rows("timeline", {})))
    if not reported:
        return {}
    first, last = min(reported), max(reported) + datetime.timedelta(days=1)
    begin = min((first, *(day for day in told if day < last)))
    return {"known_on": DateRange(first, last), "as_of": DateRange(begin, last)}


def _ends(several: Iterable[DateRange | None]) -> Iterator[datetime.date]:
    for days in several:
        yield from (day for day in (days and days.earliest, days and days.latest) if day)


def _more(answers: Answers, filters: Filters) -> Iterator[tuple[str, tuple[Any, tuple[str, ...]]]]:
    """The row of each entry in the list of its kind, and who takes part in it."""
    times = _times(filters)
    sides: tuple[tuple[str, Filters, Callable[[Any], tuple[str | None, ...]]], ...] = (
        ("contacts", filters, lambda row: row.parties),
        ("commitments", filters, lambda row: (row.debtor, row.creditor)),
        ("measures", filters, lambda row: (row.by, row.on)),
        ("denials", times, lambda row: (row.by,)),
    )
    for name, wanted, of in sides:
        for row in answers.rows(name, wanted):
            yield row.id, (row, tuple(party for party in of(row) if party))


def _times(filters: Filters) -> Filters:
    return {name: filters[name] for name in ("as_of", "known_on") if name in filters}


def _channels(answers: Answers, filters: Filters) -> Mapping[str, tuple[str, ...]]:
    """The channels of each contact, by names that no filter but the times can change."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in answers.rows("channels", _times(filters)):
        for contact in row.contacts:
            found[contact] += (name_channel(row),)
    return found


def _moment(
    row: TimelineRow, full: Any, parties: tuple[str, ...], channels: tuple[str, ...]
) -> MomentRow:
    return MomentRow(
        id=row.id,
        kind=row.kind,
        date=None if row.kind is Kind.DENIAL else row.date,
        reported=row.reported,
        text=row.text,
        status=row.status,
        parties=parties,
        people=getattr(full, "people", ()),
        secret=getattr(full, "secret", False),
        origins=row.origins,
        belief=getattr(full, "belief", None),
        denied_by=getattr(full, "denied_by", ()),
        deadline=getattr(full, "deadline", None),
        sources=row.sources,
        channels=channels,
        corrected=getattr(full, "corrected", ()),
    )
