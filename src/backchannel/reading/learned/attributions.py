"""The learned head for attributions: words take a role, and runs of them choose their cue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from backchannel.reading.certainty import certainty_of
from backchannel.reading.cues import word_set
from backchannel.reading.learned.heads import CLAIM_RELATIONS, CLAIM_TAGS, COLUMNS
from backchannel.reading.learned.model import Answers, Floats, Model, softmax
from backchannel.reading.learned.tags import iter_runs, role_shares, starts_word, word_level
from backchannel.reading.marks import Layout
from backchannel.reading.sources import source_kind
from backchannel.types import Attribution, Mention, Report, Span
from backchannel.vocabularies import SourceKind

_B = {name: CLAIM_TAGS.index(f"B-{name}") for name in ("source", "cue", "content")}
# What "outside" loses against the roles: tried on PolNeAR dev, see docs/explanation/reader.md.
BOLDNESS = 0.0
# A piece begins a run anew inside one of its role when "B-" is this likely.
ANEW = 0.5
# Parts of one cue stand at most this many pieces apart ("have also said").
CUE_GAP = 4


@dataclass(slots=True)
class Parts:
    """What belongs to one cue, as ranges of pieces."""

    cue: list[range]
    source: list[range] = field(default_factory=list)
    content: list[range] = field(default_factory=list)


def find_attributions(
    model: Model, report: Report, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Everything that the report credits to somebody, in the order of the text."""
    answers = model.answers(report, layout)
    if not len(answers.pieces):
        return ()
    found = [p for p in parts_of(answers, report.text).values() if p.content]
    return tuple(_attributions(found, answers, report.text, mentions))


def parts_of(answers: Answers, text: str) -> dict[int, Parts]:
    """The cues by their first piece, with the source and content that chose them."""
    logits = answers.marks[:, COLUMNS["claims"].slice]
    shares, roles = role_shares(logits, CLAIM_TAGS)
    words = starts_word(answers.pieces, text)
    even = word_level(shares, words)
    even[:, 0] -= BOLDNESS
    chosen = [int(r) for r in even.argmax(axis=1)]
    anew = _anew(softmax(logits), words, chosen, roles, text, answers)
    runs = [(roles[r], first, end) for r, first, end in iter_runs(chosen, anew)]
    cues = _cues([range(f, e) for role, f, e in runs if role == "cue"], answers)
    for role, first, end in runs:
        if role != "cue" and cues:
            begin = _cue_for(role, first, end, sorted(cues), answers)
            if begin is not None:
                _add(cues[begin], role, range(first, end))
    return cues


def _anew(
    shares: Floats,
    words: Sequence[bool],
    chosen: Sequence[int],
    roles: Sequence[str],
    text: str,
    answers: Answers,
) -> list[bool]:
    """Where a run ends although its role goes on: a likely "B-", or a new line or sentence."""
    found = []
    for number, is_word in enumerate(words):
        role = roles[chosen[number]]
        start = answers.pieces.starts[number]
        gap = text[answers.pieces.ends[number - 1] : start] if number else ""
        begins = is_word and role in _B and shares[number, _B[role]] > ANEW
        broken = role != "cue" and ("\n" in gap or _ends_sentence(text, number, answers))
        found.append(bool(begins or (is_word and broken)))
    return found


def _ends_sentence(text: str, number: int, answers: Answers) -> bool:
    """Whether a full stop, perhaps with a quotation mark, stands before a piece."""
    before = text[: answers.pieces.starts[number]][-4:].rstrip()
    return before.rstrip("\"”'’").endswith((".", "?", "!")) and before[-1:] in '"”.?!'


def _cues(runs: Sequence[range], answers: Answers) -> dict[int, Parts]:
    """Cues by the piece at which they begin; one that goes on after a gap is one cue."""
    cues: dict[int, Parts] = {}
    last: Parts | None = None
    begin_column = COLUMNS["claims"].start + _B["cue"]
    for run in runs:
        goes_on = answers.marks[run[0], begin_column] < answers.marks[run[0], begin_column + 1]
        if last and goes_on and run[0] - last.cue[-1].stop <= CUE_GAP:
            last.cue.append(run)
        elif run[0] in answers.left:
            last = cues[run[0]] = Parts([run])
    return cues


def _cue_for(role: str, first: int, end: int, cues: Sequence[int], answers: Answers) -> int | None:
    """The cue that the pieces of a run choose together."""
    low, high = answers.reach(first)
    near = [cue for cue in cues if low <= cue < high]
    if not near:
        return None
    scores = np.stack([answers.scores(role, cue, first, end) for cue in near], axis=1)
    return near[int(np.log(softmax(scores) + 1e-6).mean(axis=0).argmax())]


def _add(parts: Parts, role: str, run: range) -> None:
    """Add a run; one that goes on where the last of its role ended makes it longer."""
    assert role in CLAIM_RELATIONS
    known = parts.source if role == "source" else parts.content
    if known and known[-1].stop == run.start:
        known[-1] = range(known[-1].start, run.stop)
    else:
        known.append(run)


def _attributions(
    found: Sequence[Parts], answers: Answers, text: str, mentions: tuple[Mention, ...]
) -> Iterator[Attribution]:
    """The parts as spans, with kind and certainty; a pronoun is of the kind before it."""
    kind = SourceKind.PERSON
    for parts in found:
        source, cue, content = (
            tuple(answers.pieces.span(r.start, r.stop - 1) for r in ranges)
            for ranges in (parts.source, parts.cue, parts.content)
        )
        certainty = certainty_of(text, content[0])
        if not source:
            yield Attribution((), cue, content, SourceKind.ANONYMOUS, certainty)
            continue
        whole = Span(source[0].start, source[-1].end)
        if text[whole.start : whole.end].lower() not in word_set("pronouns"):
            kind = source_kind(text, whole, mentions)
        yield Attribution(source, cue, content, kind, certainty)
