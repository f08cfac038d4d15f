"""The learned head for attributions: words take a role, and runs of them choose their cue."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from backchannel.reading.certainty import certainty_of
from backchannel.reading.cues import word_set
from backchannel.reading.learned.heads import CLAIM_RELATIONS, CLAIM_TAGS, COLUMNS, OUTSIDE
from backchannel.reading.learned.model import Answers, Floats, Model, softmax
from backchannel.reading.learned.tags import (
    iter_runs,
    role_shares,
    smoothed,
    starts_word,
    word_level,
)
from backchannel.reading.marks import Layout
from backchannel.reading.sources import main_source, source_kind
from backchannel.types import Attribution, Mention, Report, Span
from backchannel.vocabularies import SourceKind

_ARTICLE = re.compile(r"\b(?:the|an?)\s+\Z", re.IGNORECASE)
_B = {name: CLAIM_TAGS.index(f"B-{name}") for name in ("source", "cue", "content")}
# These were tried on PolNeAR dev: see docs/explanation/reader.md.
# What is added to the log-share of a role: the model is shy of short roles.
BOLDNESS = {"O": 0.0, "source": 0.3, "cue": 0.5, "content": 0.0}
# What it costs to go from content to nothing or back: without it single words fall out of
# quotations. Sources and cues are single words themselves.
CHANGE = 1.0
# A piece begins a run anew inside one of its role when "B-" is this likely.
ANEW = 0.8
# A word can be a cue when its first piece is one with this share, if a run chooses it.
POOL = 0.1
# How much a run's choice heeds the share of the cue beside its own answer.
HEED = 4.0
# A cue without a source takes words of its sentence that have this share of being one.
SHY = 0.3
# Parts of one cue stand at most this many pieces apart ("have also said").
CUE_GAP = 4


@dataclass(slots=True)
class Parts:
    """What belongs to one cue, as ranges of pieces."""

    cue: list[range]
    source: list[range] = field(default_factory=list)
    content: list[range] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ground:
    """How the pieces lie: which begin a word, in which sentence, and whether in a quotation."""

    words: list[bool]
    sentences: list[int]
    quoted: list[bool]


def find_attributions(
    model: Model, report: Report, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Everything that the report credits to somebody, in the order of the text."""
    answers = model.answers(report, layout)
    if not len(answers.pieces):
        return ()
    found = [p for p in parts_of(answers, report.text, layout).values() if p.content]
    return tuple(_attributions(found, answers, report.text, mentions))


def parts_of(answers: Answers, text: str, layout: Layout) -> dict[int, Parts]:
    """The cues by their first piece, with the source and content that chose them."""
    logits = answers.marks[:, COLUMNS["claims"].slice]
    shares, roles = role_shares(logits, CLAIM_TAGS)
    ground = _ground(answers, text, layout)
    even = word_level(shares, ground.words)
    chosen = _roles(even, roles)
    anew = _anew(softmax(logits), [roles[r] for r in chosen], ground)
    runs = [(roles[r], first, end) for r, first, end in iter_runs(chosen, anew)]
    cues = _cues([range(f, e) for role, f, e in runs if role == "cue"], answers)
    pool = _pool(cues, even[:, roles.index("cue")], ground.words, answers)
    for role, first, end in runs:
        near = _near(role, first, end, pool, ground, answers) if role != "cue" else []
        if near:
            begin = _chosen_cue(role, range(first, end), near, pool, answers)
            cues.setdefault(begin, Parts([_word_at(begin, ground.words)]))
            _add(cues[begin], role, range(first, end))
    _add_shy_sources(cues, even, roles, ground, answers)
    return dict(sorted(cues.items()))


def _add_shy_sources(
    cues: Mapping[int, Parts], even: Floats, roles: Sequence[str], ground: Ground, answers: Answers
) -> None:
    """Give a cue without a source the likeliest words of its sentence that may be one."""
    bare = [cue for cue, parts in cues.items() if parts.content and not parts.source]
    shares = even[:, roles.index("source")]
    runs = list(iter_runs([int(s > SHY) for s in shares], [False] * len(shares)))
    for cue in bare:
        near = [
            range(first, end)
            for _, first, end in runs
            if ground.sentences[first] == ground.sentences[cue] and not first <= cue < end
        ]
        free = [r for r in near if not any(_holds(p, r) for p in cues.values())]
        if free:
            scores = [float(answers.scores("source", cue, r.start, r.stop).mean()) for r in free]
            cues[cue].source.append(free[scores.index(max(scores))])


def _holds(parts: Parts, run: range) -> bool:
    taken = (*parts.source, *parts.cue)
    return any(r.start < run.stop and run.start < r.stop for r in taken)


def _ground(answers: Answers, text: str, layout: Layout) -> Ground:
    pieces = answers.pieces
    starts = [s.start for s in layout.sentences]
    return Ground(
        starts_word(pieces, text),
        [bisect_right(starts, start) for start in pieces.starts],
        [bool(q) for q in pieces.features[:, 2]],
    )


def _roles(shares: Floats, roles: Sequence[str]) -> list[int]:
    """The role of each piece."""
    bold = np.array([BOLDNESS[role] for role in roles], dtype=np.float32)
    costs = np.zeros((len(roles), len(roles)), dtype=np.float32)
    nothing, content = roles.index(OUTSIDE), roles.index("content")
    costs[nothing, content] = costs[content, nothing] = CHANGE
    return smoothed(np.log(shares + np.float32(1e-6)) + bold, costs)


def _pool(
    cues: Mapping[int, Parts], shares: Floats, words: Sequence[bool], answers: Answers
) -> dict[int, float]:
    """Where a cue can begin, and how likely: the cues, and words that may be one besides."""
    inside = {n for parts in cues.values() for run in parts.cue for n in run}
    others = (n for n in answers.left if words[n] and n not in inside and shares[n] > POOL)
    return {n: float(shares[n]) for n in sorted((*cues, *others))}


def _word_at(piece: int, words: Sequence[bool]) -> range:
    end = piece + 1
    while end < len(words) and not words[end]:
        end += 1
    return range(piece, end)


def _anew(shares: Floats, chosen: Sequence[str], ground: Ground) -> list[bool]:
    """Where a run ends although its role goes on: a likely "B-", or a sentence not in one quote."""
    found = [True] if chosen else []
    for number in range(1, len(chosen)):
        role = chosen[number]
        begins = role in _B and shares[number, _B[role]] > ANEW
        crossed = ground.sentences[number] != ground.sentences[number - 1]
        broken = crossed and not (ground.quoted[number] and ground.quoted[number - 1])
        found.append(bool(ground.words[number] and (begins or broken)))
    return found


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


def _near(
    role: str, first: int, end: int, pool: Mapping[int, float], ground: Ground, answers: Answers
) -> list[int]:
    """The cues that a run can choose: those of its sentence, for a quotation all in its window.

    On the train reports 99 of 100 sources, and of contents outside quotations, stand in the
    sentence of their cue.
    """
    low, high = answers.reach(first)
    is_free = role == "content" and ground.quoted[first]
    return [
        cue
        for cue in pool
        if low <= cue < high
        and not first <= cue < end
        and (is_free or ground.sentences[cue] == ground.sentences[first])
    ]


def _chosen_cue(
    role: str, run: range, near: Sequence[int], pool: Mapping[int, float], answers: Answers
) -> int:
    """The cue that the pieces of a run choose together."""
    scores = np.stack([answers.scores(role, cue, run.start, run.stop) for cue in near], axis=1)
    own = np.log(softmax(scores) + 1e-6).mean(axis=0)
    heeded = HEED * np.log(np.array([pool[cue] for cue in near]) + 1e-6)
    return near[int((own + heeded).argmax())]


def _add(parts: Parts, role: str, run: range) -> None:
    """Add a run; one that goes on where the last of its role ended makes it longer."""
    assert role in CLAIM_RELATIONS
    known = parts.source if role == "source" else parts.content
    if known and known[-1].stop == run.start:
        known[-1] = range(known[-1].start, run.stop)
    else:
        known.append(run)


def _with_article(text: str, source: Span) -> Span:
    """A source with the article before it, which the model leaves out now and then."""
    article = _ARTICLE.search(text, max(0, source.start - len("the  ")), source.start)
    return Span(article.start(), source.end) if article else source


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
        source = tuple(_with_article(text, span) for span in source)
        if not source:
            yield Attribution((), cue, content, SourceKind.ANONYMOUS, certainty)
            continue
        named = main_source(text, source, cue)
        if text[named.start : named.end].lower() not in word_set("pronouns"):
            kind = source_kind(text, named, mentions)
        yield Attribution(source, cue, content, kind, certainty)
