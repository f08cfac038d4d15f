"""The review queue: one doubtful link, finding or day at a time, judged with a key."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backchannel.errors import RecordError
from backchannel.record import Change, Record
from backchannel.types import Entry, Evidence, Slot
from backchannel.web import asked as asking
from backchannel.web.asked import Asked, BadAddressError
from backchannel.web.forms import MOST_NAME, remember_who, sent_form, text_of, who_asks
from backchannel.web.redating import redate
from backchannel.web.review import MOST, QUEUES, Doubt, queue, standing_judgements
from backchannel.web.showing import (
    answers_of,
    form_of,
    shorter,
    show_error,
    show_page,
    show_rows,
)

# So many characters of the report are shown on either side of a quote.
AROUND = 240


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with what stands before and after it in its report."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one finding tells: its entry, its evidence, and the words around its quotes."""

    entry: Entry
    evidence: Evidence
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A slot with what each of the findings gives for it, and as their entries have it."""

    name: str
    values: tuple[tuple[str, ...], ...]
    slots: tuple[Slot | None, ...]

    @property
    def differs(self) -> bool:
        """Whether two findings give it, and not the same."""
        given = [value for value in self.values if value]
        return len(given) > 1 and given[0] != given[1]


def show(request: Request) -> Response:
    """A question of the queue that the address names, or the whole queue as JSON or CSV."""
    asked = asking.parse(request)
    if answer := shorter(request, asked):
        return answer
    name = asked.get("what") or "links"
    if name not in QUEUES:
        raise BadAddressError(f"“{name}” is no queue: links, findings or days.")
    answers = answers_of(request)
    doubts = queue(answers, name)
    if form := form_of(request):
        return show_rows(form, doubts, Doubt)
    place = _place(asked, doubts)
    doubt = doubts[place] if doubts else None
    return show_page(
        request,
        "review.html",
        asked,
        title="Review",
        queues={key: label for key, (label, _) in QUEUES.items()},
        what=name,
        doubts=doubts,
        most=MOST,
        place=place,
        doubt=doubt,
        last=next(reversed(standing_judgements(answers.record)), None),
        changes=request.app.state.last_changes,
        **_shown(answers.record, doubt),
    )


async def judge(request: Request) -> Response:
    """Keep a judgement, or take one back, and lead to the next question."""
    async with sent_form(request) as form:
        who = text_of(form, "who")[:MOST_NAME] or who_asks(request)
        try:
            changes = await run_in_threadpool(_judge, request, form, who)
        except (RecordError, ValueError) as error:
            return show_error(request, 409, "This cannot be judged so", str(error))
        response = RedirectResponse(_back(text_of(form, "back")), 303)
    request.app.state.last_changes = changes
    remember_who(response, who)
    return response


def _judge(request: Request, form: FormData, who: str) -> tuple[Change, ...]:
    """Do what the form says: judge one or two ids or a slot, undo, or give a report its day."""
    record = answers_of(request).record
    verdict, _, side = text_of(form, "verdict").partition("-")
    left, right, why = (text_of(form, name) for name in ("left", "right", "why"))
    one, slot = right if side == "right" else left, text_of(form, "slot")
    match verdict:
        case "same" | "different":
            changes = record.judge(verdict, left, right, why, who)
        case "wrong" | "right":
            changes = record.judge(verdict, one, None, why, who)
        case "holds":
            changes = _hold(record, one, slot, why, who)
        case "correct":
            value = text_of(form, "other") or text_of(form, "value")
            changes = record.correct(left, slot, value, why, who)
        case "undo":
            changes = record.undo(_number(text_of(form, "number")), why, who)
        case "day":
            changes = redate(record, left, _day(text_of(form, "day")), why, who)
        case _:
            raise ValueError(f"“{verdict}” is no judgement.")
    return changes


def _hold(record: Record, finding: str, slot: str, why: str, who: str) -> tuple[Change, ...]:
    """Hold the value that a finding gives a slot of its entry."""
    entry = record.explain(finding)
    values = _values(entry, finding, slot)
    if not values:
        raise ValueError(f"{finding} gives no value for “{slot}”.")
    return record.correct(entry.id, slot, values[0], why, who)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"“{text}” is not the number of a judgement.")
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is no day: write it as 2014-09-06.") from error


def _back(address: str) -> str:
    """Where the form came from, if that is a page of ours."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_ours else "/review"


def _place(asked: Asked, doubts: Sequence[Doubt]) -> int:
    at = asked.get("at") or "0"
    if not (at.isascii() and at.isdigit()):
        raise BadAddressError(f"“{at}” is no place in the queue.")
    return min(int(at[:9]), max(0, len(doubts) - 1))


def _shown(record: Record, doubt: Doubt | None) -> Mapping[str, object]:
    """What the question is about, as the page shows it."""
    if doubt is None:
        return {"told": (), "lines": (), "report": None, "dating": None}
    if doubt.kind == "report":
        reading = record.reading(doubt.left)
        return {"told": (), "lines": (), "report": reading.report, "dating": reading.published}
    ids = [doubt.left] + ([doubt.right] if doubt.right else [])
    told = tuple(_told(record, id) for id in ids)
    return {"told": told, "lines": tuple(_lines(told)), "report": None, "dating": None}


def _told(record: Record, id: str) -> Told:
    entry = record.explain(id)
    known = {e.finding: e for e in entry.evidence}
    evidence = known.get(id, entry.evidence[0])
    text = record.reading(evidence.report).report.text
    passages = tuple(
        Passage(
            _from_a_word(text[max(0, quote.start - AROUND) : quote.start], quote.start > AROUND),
            quote.text,
            _to_a_word(text[quote.end : quote.end + AROUND], quote.end + AROUND < len(text)),
        )
        for quote in evidence.quotes
    )
    return Told(entry, evidence, passages)


def _from_a_word(text: str, is_cut: bool) -> str:
    """The text without the piece of a word that it begins with, where it is cut there."""
    return f"… {text.partition(' ')[2]}" if is_cut else text


def _to_a_word(text: str, is_cut: bool) -> str:
    return f"{text.rpartition(' ')[0]} …" if is_cut else text


def _lines(told: Sequence[Told]) -> Iterator[Line]:
    """Each slot that one of the findings gives, in the order of the first entry."""
    names = dict.fromkeys(slot.name for one in told for slot in one.entry.slots)
    for name in names:
        values = tuple(_values(one.entry, one.evidence.finding, name) for one in told)
        if any(values) and name != "denies":
            yield Line(name, values, tuple(_slot(one.entry, name) for one in told))


def _values(entry: Entry, finding: str, name: str) -> tuple[str, ...]:
    slot = _slot(entry, name)
    return tuple(v.text for v in slot.values if finding in v.findings) if slot else ()


def _slot(entry: Entry, name: str) -> Slot | None:
    return next((slot for slot in entry.slots if slot.name == name), None)
