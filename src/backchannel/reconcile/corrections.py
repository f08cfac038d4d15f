"""What people hold to be right in a slot: it stands first, beside all that reports tell."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from backchannel.reconcile.levels import levels
from backchannel.reconcile.rulings import MANY, Correction
from backchannel.reconcile.slots import SLOTS
from backchannel.rules.states import is_state, party_code
from backchannel.types import DateRange, Slot, Value
from backchannel.vocabularies import (
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
    Standing,
)

MOST_LETTERS = 500
# Where a person holds what the program shows, these say still how the others stand to it.
_KEPT = (Standing.REFINED, Standing.SUCCEEDED)


def correct_slots(
    kind: Kind, slots: Iterable[Slot], corrections: Iterable[Correction]
) -> tuple[Slot, ...]:
    """The slots with what people hold; of several corrections of one the last counts."""
    last = {c.slot: c for c in sorted(corrections, key=lambda c: c.judgement)}
    if not last:
        return tuple(slots)
    told = {slot.name: slot for slot in slots}
    held = {name: correct(told.get(name, Slot(name, ())), c) for name, c in last.items()}
    order = {slot.name: place for place, slot in enumerate(SLOTS[kind])}
    found = {**told, **held}.values()
    return tuple(sorted(found, key=lambda slot: order.get(slot.name, len(order))))


def correct(slot: Slot, correction: Correction) -> Slot:
    """The slot with a person's values first, with the findings that tell the same, if any do."""
    told = {value.text.casefold(): value for value in slot.values}
    own = {text.casefold(): text for text in correction.values}
    is_shown = bool(slot.values) and slot.values[0].text.casefold() in own
    values = (
        replace(
            told.get(key) or Value(text, (), country=_country_of(slot.name, text)),
            standing=Standing.AGREED,
            judgement=correction.judgement,
        )
        for key, text in own.items()
    )
    others = (
        value
        if is_shown and value.standing in _KEPT
        else replace(value, standing=Standing.OVERRULED)
        for key, value in told.items()
        if key not in own
    )
    return Slot(slot.name, (*values, *others))


def corrections_in(slots: Iterable[Slot]) -> tuple[Correction, ...]:
    """The corrections that slots bear already."""
    held = ((slot.name, [v for v in slot.values if v.judgement is not None]) for slot in slots)
    return tuple(
        Correction(name, tuple(v.text for v in own), max(v.judgement or 0 for v in own))
        for name, own in held
        if own
    )


def _country_of(slot: str, text: str) -> str | None:
    """The country of a place that a person names with it: "Geneva, Switzerland"."""
    code = party_code(text.rpartition(",")[2])
    return code if slot == "place" and is_state(code) else None


# --- What a person may hold -----------------------------------------------------------------------


def vocabulary(kind: Kind, slot: str) -> tuple[str, ...]:
    """The values that a slot can have where its vocabulary is closed; () where it is open."""
    if (kind, slot) == (Kind.CONTACT, "level"):
        return levels()
    return tuple(str(word) for word in _VOCABULARIES.get((kind, slot), ()))


_VOCABULARIES: Mapping[tuple[Kind, str], Iterable[str]] = {
    (Kind.CONTACT, "form"): ContactForm,
    (Kind.CONTACT, "status"): ContactStatus,
    (Kind.CONTACT, "secret"): ("yes", "no"),
    (Kind.CONTACT, "outcome"): Outcome,
    (Kind.COMMITMENT, "kind"): CommitmentKind,
    (Kind.COMMITMENT, "state"): CommitmentState,
    (Kind.MEASURE, "action"): MeasureAction,
    (Kind.MEASURE, "status"): MeasureStatus,
    (Kind.MEASURE, "link"): Link,
    (Kind.DENIAL, "force"): Force,
}


def correctable(kind: Kind) -> tuple[str, ...]:
    """The slots that a person can correct: not the parts of a sum, each of which has a count."""
    return tuple(slot.name for slot in SLOTS[kind] if slot.name != "parts")


def parse_values(kind: Kind, slot: str, text: str) -> tuple[str, ...]:
    """A person's words as values of the slot; a ValueError says what the slot takes."""
    if slot not in correctable(kind):
        raise ValueError(f"a {kind} has no “{slot}” to correct: {', '.join(correctable(kind))}")
    several = text.split(";") if slot in MANY else [text]
    words = [squeezed for one in several if (squeezed := " ".join(one.split()))]
    if not words or max(map(len, words)) > MOST_LETTERS:
        raise ValueError(f"the {slot} is to be told in 1 to {MOST_LETTERS} letters")
    parse = _PARSERS.get(slot, str)
    return tuple(dict.fromkeys(parse(_known(kind, slot, word)) for word in words))


def _known(kind: Kind, slot: str, word: str) -> str:
    known = vocabulary(kind, slot)
    if not known:
        return word
    named = {one.replace("_", " "): one for one in known}
    if (found := named.get(word.casefold().replace("_", " "))) is None:
        raise ValueError(f"“{word}” is no {slot} of a {kind}: {', '.join(named)}")
    return found


def _days(text: str) -> str:
    try:
        days = DateRange.parse(text)
    except ValueError:
        days = DateRange(None, None)
    if days == DateRange(None, None):
        raise ValueError(
            f"“{text}” is no day and no range: write 2014-09-06, or 2014-09-06..2014-09-07"
        )
    return str(days)


def _number(text: str) -> str:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValueError(f"“{text}” is no count: write it in figures")
    return str(int(text))


def _organ(text: str) -> str:
    party, colon, organ = text.partition(":")
    if not colon or not party.strip() or not organ.strip():
        raise ValueError(f"“{text}” names no party: write it as Japan: Foreign Ministry")
    return f"{party_code(party)}: {organ.strip()}"


_PARSERS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("date", "deadline"), _days),
    **dict.fromkeys(("parties", "mediators", "debtor", "creditor", "by", "on"), party_code),
    "organs": _organ,
    "total": _number,
}
