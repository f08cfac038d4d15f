"""Made-up reports of any length, no two alike: the example reports cut up and put together anew."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from backchannel.ingest import load_reports
from backchannel.types import Report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
SEED = 20140911
# The state, what is of it, its capital: the two of the examples make room for any two of these.
STATES = (
    ("Japan", "Japanese", "Tokyo"),
    ("North Korea", "North Korean", "Pyongyang"),
    ("Norway", "Norwegian", "Oslo"),
    ("Egypt", "Egyptian", "Cairo"),
    ("Peru", "Peruvian", "Lima"),
    ("Kenya", "Kenyan", "Nairobi"),
    ("Iran", "Iranian", "Tehran"),
    ("Cuba", "Cuban", "Havana"),
    ("Turkey", "Turkish", "Ankara"),
    ("Serbia", "Serbian", "Belgrade"),
    ("Vietnam", "Vietnamese", "Hanoi"),
    ("Ethiopia", "Ethiopian", "Addis Ababa"),
)
# A longer name first, so that "North Korean" is not read as "North Korea".
_NAMES = sorted((name for names in STATES[:2] for name in names), key=len, reverse=True)
_NAME = re.compile(r"\b(?:" + "|".join(_NAMES) + r")\b")
_DAY = re.compile(r"((?:July|Aug\.|Sept\.) )\d{1,2}\b")
_NEXT_SENTENCE = re.compile(r"(?<=[.”\"]) (?=[A-Z])")


def make_reports(count: int, words: int) -> Iterator[Report]:
    """So many reports, no two with the same text, of about so many words; 0 is one sentence."""
    draw, seen = random.Random(SEED + words), set[str]()
    while len(seen) < count:
        text = _make_text(draw, words) if words else _make_sentence(draw)
        if text not in seen:
            seen.add(text)
            yield Report(text, f"bench-{len(seen)}")


def _make_text(draw: random.Random, words: int) -> str:
    """The opening of an example, then paragraphs of all, each with two states of its own."""
    openings, bodies = _load_paragraphs()
    text, length = [], 0
    waiting = [draw.choice(openings)]
    while length < words:
        if not waiting:
            waiting = draw.sample(bodies, len(bodies))
        text.append(_renamed(waiting.pop(), draw))
        length += len(text[-1].split())
    return "\n\n".join(text)


def _make_sentence(draw: random.Random) -> str:
    _, bodies = _load_paragraphs()
    return _renamed(draw.choice(_NEXT_SENTENCE.split(draw.choice(bodies))), draw)


def _load_paragraphs() -> tuple[list[str], list[str]]:
    """The first paragraphs of the examples, and all others."""
    loaded = [one for one in load_reports(EXAMPLES) if isinstance(one, Report)]
    texts = [report.text.strip().split("\n\n") for report in loaded]
    return [text[0] for text in texts], [body for text in texts for body in text[1:]]


def _renamed(paragraph: str, draw: random.Random) -> str:
    """The paragraph with two other states and with other days."""
    pair = draw.sample(STATES, 2)
    new = {
        old: name
        for olds, names in zip(STATES[:2], pair, strict=True)
        for old, name in zip(olds, names, strict=True)
    }
    moved = _DAY.sub(lambda day: f"{day[1]}{draw.randint(1, 28)}", paragraph)
    return _NAME.sub(lambda name: new[name[0]], moved)
