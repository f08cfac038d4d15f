"""An entry with all that it rests on, for a reader who does not believe it yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from backchannel.cli.summaries import count
from backchannel.export.dates import write_day, write_range
from backchannel.reconcile.belief import Belief, Weight
from backchannel.reconcile.compare import Match
from backchannel.reconcile.lifecycles import steps_of
from backchannel.record.change_lines import write_author, write_judgements, write_value
from backchannel.rules.states import party_name
from backchannel.types import Entry, Evidence, Judgement, Slot, Value
from backchannel.vocabularies import Certainty, Force, Kind, Standing

_STANDINGS = {
    Standing.AGREED: ("", "dim"),
    Standing.REFINED: ("less exact", "dim"),
    Standing.SUCCEEDED: ("earlier", "dim"),
    Standing.CONFLICT: ("in conflict", "red"),
    Standing.OVERRULED: ("overruled", "dim"),
}


@dataclass(frozen=True, slots=True)
class Reasons:
    """What stands behind an entry: who denies it, how far it is believed, why it is one."""

    denials: tuple[Entry, ...] = ()
    belief: Belief | None = None
    links: tuple[Match, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def explain_entry(entry: Entry, reasons: Reasons) -> RenderableType:
    """The entry's slots with their competing values, every quote behind it, and the reasons."""
    return Group(
        Text(f"{entry.kind} {entry.id}", style="bold"),
        _slots(entry, {judged.number: judged for judged in reasons.judgements}),
        *(_denial(denial) for denial in reasons.denials),
        Text("\n" * bool(reasons.denials) + _count(entry), style="bold"),
        *_evidence(entry),
        *_life(entry),
        *_reckoning(reasons.belief),
        *_linking(reasons),
    )


def _life(entry: Entry) -> Iterator[RenderableType]:
    """The steps of a commitment, each with its day and who tells it."""
    if entry.kind is not Kind.COMMITMENT:
        return
    outlets = {e.finding: _outlet(e) for e in entry.evidence}
    yield Text("\nWhat came of it", style="bold")
    for step in steps_of(entry):
        said = ", ".join(dict.fromkeys(outlets[f] for f in step.findings)) or "held by a person"
        day = write_day(step.day) if step.day else "undated"
        yield _indented(f"{day}: {step.state} ({said})")


def _reckoning(belief: Belief | None) -> Iterator[RenderableType]:
    """How the belief came about, factor by factor."""
    if belief is None:
        return
    support = f"{count(len(belief.origins), 'origin')} for, {len(belief.against)} against"
    yield Text(f"\nBelief {belief.number:.2f}: {support}", style="bold")
    for weight in belief.origins:
        yield _indented(_weight(weight))
    if belief.against:
        yield _indented(f"together {belief.support:.2f}; against it", "dim")
        for weight in belief.against:
            yield _indented(_weight(weight), "red")
        yield _indented(f"{belief.support:.2f} * (1 - {belief.denial:.2f})", "dim")


def _weight(weight: Weight) -> str:
    factors = " * ".join(f"{value:g} {name}" for name, value in weight.factors)
    return f"{weight.weight:.2f} = {factors}"


def _linking(reasons: Reasons) -> Iterator[RenderableType]:
    """Why the findings are held to be one thing, and what people have judged of them."""
    if reasons.links:
        yield Text("\nWhy it is one entry", style="bold")
    for link in reasons.links:
        tests = ", ".join(link.reasons)
        yield _indented(f"{link.left} and {link.right}: {tests} ({link.score:g})")
    if reasons.judgements:
        yield Text("\nWhat people have judged", style="bold")
    for words in write_judgements(reasons.judgements):
        yield _indented(words)


def _indented(words: str, style: str = "") -> Padding:
    return Padding(Text(words, style=style), (0, 0, 0, 3))


def _denial(denial: Entry) -> Text:
    told = {slot.name: slot.values[0].text for slot in denial.slots}
    verb = "Denied" if told["force"] == Force.FLAT else "Not confirmed"
    outlets = ", ".join(dict.fromkeys(_outlet(e) for e in denial.evidence))
    text = Text(f"{verb} by {party_name(told['by'])}", style="red")
    return text.append(f" ({outlets}; {denial.id})", style="dim")


def _slots(entry: Entry, judged: Mapping[int, Judgement]) -> Padding:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    outlets = {e.finding: _outlet(e) for e in entry.evidence}
    for slot in entry.slots:
        for number, value in enumerate(slot.values):
            name = slot.name.replace("_", " ") if number == 0 else ""
            written = write_value(slot.name, value.text)
            holder = judged.get(value.judgement or 0)
            table.add_row(name, written, _standing(value, slot, outlets, holder))
    return Padding(table, (1, 0, 1, 2))


def _standing(
    value: Value, slot: Slot, outlets: Mapping[str, str], holder: Judgement | None
) -> Text:
    """Who holds the value; or how it stands and who gives it, where not all say the same."""
    if holder:
        note, style = f"corrected {write_author(holder)}", "green"
    elif all(v.standing is Standing.AGREED for v in slot.values):
        return Text()
    else:
        note, style = _STANDINGS[value.standing]
    said = ", ".join(dict.fromkeys(outlets[f] for f in value.findings if f in outlets))
    return Text(": ".join(part for part in (note, said) if part), style=style)


def _count(entry: Entry) -> str:
    reports = len({e.report for e in entry.evidence})
    return f"Rests on {count(reports, 'report')} of {count(entry.origins, 'origin')}"


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
