"""The learned head for names: people, organisations and places that stand in no table."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from backchannel.reading.learned.heads import COLUMNS, NAME_TAGS
from backchannel.reading.learned.model import Answers, Model
from backchannel.reading.learned.tags import marked_spans
from backchannel.reading.marks import Layout, NameMark
from backchannel.reading.nearby import MAX_MENTION, starting_in
from backchannel.types import Report
from backchannel.vocabularies import MentionKind

# What a name is marked as. An organisation in no table is a side of its own name, or an organ of
# the state that its name holds.
ADDED: Mapping[str, MentionKind] = {
    "person": MentionKind.PERSON,
    "organisation": MentionKind.PARTY,
    "place": MentionKind.PLACE,
}
# Names that can hold others: "Port of Norland", "Norlandic Armed Forces".
HOLDING = ("organisation", "place")
_OWNERS = (MentionKind.PARTY, MentionKind.NATIONALITY, MentionKind.PLACE)


def mark_names(
    model: Model,
    rules: Callable[[Report, Layout], tuple[NameMark, ...]],
    report: Report,
    layout: Layout,
) -> tuple[NameMark, ...]:
    """The names that the rules mark, and the model's where they mark none or only parts of one."""
    known = rules(report, layout)
    answers = model.answers(report, layout)
    added = _added(answers, report.text, known, layout)
    return tuple(sorted({*known, *added}, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _added(
    answers: Answers, text: str, known: Sequence[NameMark], layout: Layout
) -> Iterator[NameMark]:
    logits = answers.marks[:, COLUMNS["names"].slice]
    for span, name in marked_spans(logits, NAME_TAGS, answers.pieces, text):
        if name not in ADDED or not text[span.start].isupper():
            continue
        near = starting_in(known, span.start - MAX_MENTION, span.end)
        met = [m for m in near if m.span.overlaps(span)]
        is_whole = name in HOLDING and all(m.kind in _OWNERS and m.span != span for m in met)
        is_news = not any(b.overlaps(span) for b in layout.boilerplate)
        if is_news and (not met or (is_whole and all(span.holds(m.span) for m in met))):
            is_organ = name == "organisation" and met
            yield NameMark(span, MentionKind.ORGAN if is_organ else ADDED[name])
