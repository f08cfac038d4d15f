"""Make reports, findings and readings for tests, in few words."""

import datetime
from collections.abc import Sequence
from typing import Any

from backchannel.types import (
    Commitment,
    Contact,
    DateRange,
    Dating,
    Denial,
    Finding,
    Measure,
    Mention,
    Part,
    Participant,
    Person,
    Place,
    Quote,
    Reading,
    Report,
    Source,
    Tally,
)
from backchannel.vocabularies import (
    CommitmentKind,
    CommitmentState,
    ContactForm,
    ContactStatus,
    DatingBasis,
    Force,
    MeasureAction,
    MeasureStatus,
    MentionKind,
    SourceKind,
)

TEXT = (
    "Envoys of Norland and Sudmark met in secret in Geneva on September 6, sources said. "
    "Norland offered to publish its report if Sudmark eased its sanctions. "
    "Sudmark lifted part of its sanctions in July. "
    "Sudmark denied that any envoys met. "
    "Of 17 missing people, five returned, eight died and four never arrived."
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(text: str) -> DateRange:
    return DateRange.parse(text)


def quote(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote(words, start, start + len(words))


def make_report(text: str = TEXT, **given: Any) -> Report:
    """A report of The Daily of September 11, 2014, unless told otherwise."""
    cells: dict[str, Any] = {
        "name": "daily-1",
        "outlet": "The Daily",
        "published": day("2014-09-11"),
    }
    return Report(text=text, **(cells | given))


def make_reading(report: Report | None = None, *findings: Finding, **given: Any) -> Reading:
    report = report or make_report()
    stated = DateRange.of_day(report.published) if report.published else None
    of_kind = {
        name: tuple(f for f in findings if isinstance(f, kind))
        for name, kind in (
            ("contacts", Contact),
            ("commitments", Commitment),
            ("measures", Measure),
            ("denials", Denial),
            ("tallies", Tally),
        )
    }
    published = Dating(stated, DatingBasis.STATED)
    return Reading(report=report, **({"published": published} | of_kind | given))


def make_contact(
    id: str = "C1",
    *,
    parties: Sequence[str] = ("NOR", "SUD"),
    people: Sequence[str] = (),
    place: tuple[str, str | None] | None = None,
    date: str | None = None,
    evidence: str = "Envoys of Norland and Sudmark met in secret in Geneva on September 6",
    **given: Any,
) -> Contact:
    """A meeting that was held; words not in TEXT stand at its start."""
    named = tuple(Person(_quote(name)) for name in people)
    cells: dict[str, Any] = {
        "form": ContactForm.MEETING,
        "status": ContactStatus.HELD,
        "date": days(date) if date else None,
        "place": Place(_quote(place[0]), place[1]) if place else None,
        "parties": tuple(
            Participant(party, people=named if n == 0 else ()) for n, party in enumerate(parties)
        ),
    }
    return Contact(id=id, evidence=(_quote(evidence),), **(cells | _quoted(given)))


def make_commitment(
    id: str = "K1",
    *,
    act: str = "publish its report",
    date: str | None = None,
    deadline: str | None = None,
    evidence: str = "Norland offered to publish its report if Sudmark eased its sanctions.",
    **given: Any,
) -> Commitment:
    """An offer of Norland to Sudmark."""
    cells: dict[str, Any] = {
        "kind": CommitmentKind.OFFER,
        "debtor": "NOR",
        "creditor": "SUD",
        "act": _quote(act),
        "state": CommitmentState.PROPOSED,
        "date": days(date) if date else None,
        "deadline": days(deadline) if deadline else None,
    }
    return Commitment(id=id, evidence=(_quote(evidence),), **(cells | _quoted(given)))


def make_measure(
    id: str = "M1",
    *,
    what: str = "part of its sanctions",
    date: str | None = "2014-07-01..2014-07-31",
    evidence: str = "Sudmark lifted part of its sanctions in July.",
    **given: Any,
) -> Measure:
    """Sanctions that Sudmark lifted."""
    cells: dict[str, Any] = {
        "action": MeasureAction.LIFT,
        "what": _quote(what),
        "by": "SUD",
        "on": "NOR",
        "date": days(date) if date else None,
        "status": MeasureStatus.DONE,
    }
    return Measure(id=id, evidence=(_quote(evidence),), **(cells | _quoted(given)))


def make_denial(
    id: str = "D1",
    *,
    of: str = "any envoys met",
    evidence: str = "Sudmark denied that any envoys met.",
    **given: Any,
) -> Denial:
    """Sudmark's flat denial."""
    cells: dict[str, Any] = {"by": "SUD", "of": _quote(of), "force": Force.FLAT}
    return Denial(id=id, evidence=(_quote(evidence),), **(cells | _quoted(given)))


def make_tally(
    id: str = "T1",
    *,
    of: str = "missing people",
    total: int | None = 17,
    counts: Sequence[tuple[int, str]] = ((5, "returned"), (8, "died"), (4, "never arrived")),
    **given: Any,
) -> Tally:
    """The missing, counted."""
    words = "Of 17 missing people, five returned, eight died and four never arrived."
    parts = tuple(Part(count, _quote(what)) for count, what in counts)
    cells: dict[str, Any] = {"of": _quote(of), "total": total, "parts": parts}
    return Tally(id=id, evidence=(_quote(words),), **(cells | given))


def make_source(words: str = "sources", kind: SourceKind = SourceKind.ANONYMOUS) -> Source:
    return Source(_quote(words), kind)


def make_mention(words: str, party: str, text: str = TEXT) -> Mention:
    return Mention(quote(text, words).span, MentionKind.PARTY, party=party)


def _quote(words: str) -> Quote:
    return quote(TEXT, words) if words in TEXT else Quote(words, 0, len(words))


def _quoted(given: dict[str, Any]) -> dict[str, Any]:
    names = ("topic", "condition", "because", "deadline_quote")
    return {k: _quote(v) if k in names and isinstance(v, str) else v for k, v in given.items()}
