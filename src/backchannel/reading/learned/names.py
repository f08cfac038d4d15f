"""The learned head for names: people, organisations and places that stand in no table."""

from collections.abc import Callable, Iterator, Mapping

from backchannel.reading.learned.heads import COLUMNS, NAME_TAGS
from backchannel.reading.learned.model import Answers, Model
from backchannel.reading.learned.tags import marked_spans
from backchannel.reading.marks import Layout, NameMark
from backchannel.types import Report
from backchannel.vocabularies import MentionKind

# What a name is marked as. An organisation in no table is a side of its own name.
ADDED: Mapping[str, MentionKind] = {
    "person": MentionKind.PERSON,
    "organisation": MentionKind.PARTY,
    "place": MentionKind.PLACE,
}


def mark_names(
    model: Model,
    rules: Callable[[Report, Layout], tuple[NameMark, ...]],
    report: Report,
    layout: Layout,
) -> tuple[NameMark, ...]:
    """The names that the rules mark, and the model's where they mark none."""
    known = rules(report, layout)
    answers = model.answers(report, layout)
    added = (m for m in _learned(answers, report.text) if _is_free(m, known, layout))
    return tuple(sorted((*known, *added), key=lambda m: (m.span.start, -m.span.end)))


def _learned(answers: Answers, text: str) -> Iterator[NameMark]:
    logits = answers.marks[:, COLUMNS["names"].slice]
    for span, name in marked_spans(logits, NAME_TAGS, answers.pieces, text):
        if name in ADDED and text[span.start].isupper():
            yield NameMark(span, ADDED[name])


def _is_free(mark: NameMark, known: tuple[NameMark, ...], layout: Layout) -> bool:
    taken = (*(m.span for m in known), *layout.boilerplate)
    return not any(mark.span.overlaps(span) for span in taken)
