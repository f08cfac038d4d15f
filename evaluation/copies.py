"""How well wire copies are known: the example reports rewritten in five ways, and one another."""

import hashlib
import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from backchannel.errors import ReportError
from backchannel.ingest import load_reports
from backchannel.reconcile.origins import find_shared
from backchannel.types import DateRange, Dating, Reading, Report
from backchannel.vocabularies import DatingBasis
from evaluation.figures import Figure

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
# Example reports that are copies of one another already.
COPIES = ({"2014-09-11-beijing", "2014-09-12-beijing-copy"},)
SEED = 5
REWORDED = {
    "said": "stated",
    "talks": "negotiations",
    "officials": "representatives",
    "secret": "clandestine",
    "secretly": "behind closed doors",
    "demanded": "called on",
    "refused": "declined",
    "offered": "proposed",
    "report": "account",
    "senior": "high-ranking",
    "thought": "understood",
    "held": "conducted",
    "met": "sat down with",
    "agreed": "settled",
    "promised": "pledged",
    "further": "more",
    "without": "absent",
    "people": "persons",
    "returned": "came back",
    "ease": "loosen",
    "lifted": "removed",
    "also": "as well",
}
OWN = (
    "Hotels near the station said that rooms had been hard to find all week, as they are in most "
    "years when the trade fair comes to town.",
    "Our correspondent found the gates of the compound shut, and a guard who would say nothing of "
    "who had come or gone.",
    "Historians recall that earlier governments took years over questions of this sort, and that "
    "few of them were thanked for it.",
    "On the stock exchange the news moved little; dealers were busier with the price of oil and a "
    "weak opening abroad.",
)


def copy_figures() -> Iterator[Figure]:
    """Precision and recall of the pairs of reports found to share text."""
    stories = list(_stories())
    digest = hashlib.sha256(repr(stories).encode()).hexdigest()[:12]
    story_of = {reading.report.id: n for n, story in enumerate(stories) for reading in story}
    # Two that were rewritten in the same way share what was put in.
    originals = {story[0].report.id for story in stories}
    found = {
        (pair.older, pair.newer)
        for pair in find_shared(reading for story in stories for reading in story)
        if originals & {pair.older, pair.newer}
    }
    wanted = {
        frozenset((story[0].report.id, copy.report.id)) for story in stories for copy in story[1:]
    }
    right = sum(story_of[a] == story_of[b] for a, b in found)
    recalled = sum(frozenset(pair) in wanted for pair in found)
    yield Figure("wire copies: precision", 100 * right / len(found), digest)
    yield Figure("wire copies: recall", 100 * recalled / len(wanted), digest)


def _stories() -> Iterator[list[Reading]]:
    """Each example report, with its copies among the examples and its five rewritten ones."""
    reports = [r for r in load_reports(EXAMPLES) if not isinstance(r, ReportError)]
    known: set[str] = set()
    for report in reports:
        if report.name in known:
            continue
        names = next((c for c in COPIES if report.name in c), {report.name})
        known |= names
        copies = [r for r in reports if r.name in names and r is not report]
        rewritten = (_rewrite(report, n) for n in range(len(WAYS)))
        yield [_reading(r) for r in (report, *copies, *rewritten)]


def _rewrite(report: Report, number: int) -> Report:
    draw = random.Random(f"{SEED} {report.name} {number}")
    return replace(
        report,
        text=WAYS[number](report.text, draw),
        name=f"{report.name} {number}",
        outlet=f"Rewriter {number}",
        agency=None,
        title=None,
        published=report.published and report.published + timedelta(days=1),
    )


def _reading(report: Report) -> Reading:
    days = DateRange.of_day(report.published) if report.published else None
    return Reading(report=report, published=Dating(days, DatingBasis.STATED))


def _reprinted(text: str, draw: random.Random) -> str:
    """Word for word, under another headline and with what every page of the outlet has."""
    return (
        f"Talks: what we know\nSubscribe to our morning letter.\n\n{text}\n\nAll rights reserved."
    )


def _cut(text: str, draw: random.Random) -> str:
    """The first half of its sentences."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentences[: len(sentences) // 2 + 1])


def _reworded(text: str, draw: random.Random) -> str:
    """Word by word in other words, here and there."""
    return re.sub(r"\w+", lambda m: REWORDED.get(m[0], m[0]), text)


def _shuffled(text: str, draw: random.Random) -> str:
    """Its paragraphs in another order, one of them dropped."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    draw.shuffle(paragraphs)
    return "\n\n".join(paragraphs[1:] if len(paragraphs) > 2 else paragraphs)


def _expanded(text: str, draw: random.Random) -> str:
    """Two thirds of its paragraphs, with as many of one's own between them."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    kept = paragraphs[: max(1, 2 * len(paragraphs) // 3)]
    between = itertools.zip_longest(kept, draw.sample(OWN, min(len(OWN), len(kept))), fillvalue="")
    return "\n\n".join(p for pair in between for p in pair if p)


WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    _reprinted,
    _cut,
    _reworded,
    _shuffled,
    _expanded,
)
