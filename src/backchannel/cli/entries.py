"""An entry with all that it rests on, for a reader who does not believe it yet."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from backchannel.export.dates import write_range
from backchannel.rules.states import party_name
from backchannel.types import DateRange, Entry, Evidence, Slot, Value
from backchannel.vocabularies import Certainty, Force, Standing

_STANDINGS = {
    Standing.AGREED: ("", "dim"),
    Standing.REFINED: ("less exact", "dim"),
    Standing.SUCCEEDED: ("earlier", "dim"),
    Standing.CONFLICT: ("in conflict", "red"),
}

_DAYS = ("date", "deadline")
_PARTIES = ("parties", "debtor", "creditor", "by", "on")


def explain_entry(entry: Entry, denials: Sequence[Entry] = ()) -> RenderableType:
    """The entry's slots with their competing values, who denies it, and every quote behind it."""
    return Group(
        Text(f"{entry.kind} {entry.id}", style="bold"),
        _slots(entry),
        *(_denial(denial) for denial in denials),
        Text("\n" * bool(denials) + _count(entry), style="bold"),
        *_evidence(entry),
    )


def _denial(denial: Entry) -> Text:
    told = {slot.name: slot.values[0].text for slot in denial.slots}
    verb = "Denied" if told["force"] == Force.FLAT else "Not confirmed"
    outlets = ", ".join(dict.fromkeys(_outlet(e) for e in denial.evidence))
    text = Text(f"{verb} by {party_name(told['by'])}", style="red")
    return text.append(f" ({outlets}; {denial.id})", style="dim")


def _slots(entry: Entry) -> Padding:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    outlets = {e.finding: _outlet(e) for e in entry.evidence}
    for slot in entry.slots:
        for number, value in enumerate(slot.values):
            name = slot.name.replace("_", " ") if number == 0 else ""
            table.add_row(
                name, _written_out(slot.name, value.text), _standing(value, slot, outlets)
            )
    return Padding(table, (1, 0, 1, 2))


def _standing(value: Value, slot: Slot, outlets: Mapping[str, str]) -> Text:
    """How the value stands and who gives it, where the reports do not all say the same."""
    if all(v.standing is Standing.AGREED for v in slot.values):
        return Text()
    note, style = _STANDINGS[value.standing]
    said = ", ".join(dict.fromkeys(outlets[f] for f in value.findings if f in outlets))
    return Text(": ".join(part for part in (note, said) if part), style=style)


def _written_out(slot: str, text: str) -> str:
    """Codes as names, days as people write them, as far as the slot holds such."""
    if slot in _DAYS:
        return write_range(DateRange.parse(text))
    return party_name(text) if slot in _PARTIES else text.replace("_", " ")


def _count(entry: Entry) -> str:
    reports = len({e.report for e in entry.evidence})
    return f"Rests on {_number(reports, 'report')} of {_number(entry.origins, 'origin')}"


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _evidence(entry: Entry) -> Iterator[RenderableType]:
    """The quotes report by report, the copies of one origin together."""
    origins: dict[str, dict[str, list[Evidence]]] = {}
    for evidence in entry.evidence:
        copies = origins.setdefault(evidence.origin, {})
        copies.setdefault(evidence.report, []).append(evidence)
    for number, copies in enumerate(origins.values(), start=1):
        for place, told in enumerate(copies.values()):
            lead = f"{number}. " if place == 0 else "   of the same origin: "
            heading = Text.assemble(lead, (_outlet(told[0]), "bold"), _day(told[0]))
            quotes = (Padding(_quotes(evidence), (0, 0, 0, 3)) for evidence in told)
            yield Padding(Group(heading, *quotes), (1, 0, 0, 0))


def _outlet(evidence: Evidence) -> str:
    return evidence.outlet or f"report {evidence.report}"


def _day(evidence: Evidence) -> str:
    day = write_range(evidence.published)
    return day and f", {day}"


def _quotes(evidence: Evidence) -> Text:
    lines = [f"“{' '.join(quote.text.split())}”" for quote in evidence.quotes]
    text = Text("\n".join(lines))
    text.append(f"\n{_credit(evidence)}")
    text.append(f"\nreport {evidence.report}, finding {evidence.finding}", style="dim")
    return text


def _credit(evidence: Evidence) -> str:
    said = ", ".join(f"{s.quote.text} ({s.kind})" for s in evidence.said_by)
    credit = f"said by {said}" if said else "in the report's own voice"
    doubt = "" if evidence.certainty is Certainty.CERTAIN else f", as {evidence.certainty}"
    return credit + doubt
