"""Which word of its evidence carries a finding: the one that tells its class from other text."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backchannel.types import Span

_WORD = re.compile(r"[^\W\d_]+")
# Words of a family share their beginning: "agree", "agreed", "agreement".
STEM = 6
# The act is what is promised, seldom what promises it: a word in it counts as half.
IN_ACT = 0.5
# Words like "with" are a little more frequent in every class: chosen only for want of others.
TELLING = 1.0


@dataclass(frozen=True, slots=True)
class Triggers:
    """How many words of each stem stand in all text, and in the evidence of each class."""

    everywhere: Counter[str]
    of_class: Mapping[str, Counter[str]]

    def score(self, stem: str, name: str) -> float:
        """The log-odds of a word in a class against all text, weighted with how often it was seen.

        The odds alone chose whatever was rare in a sentence; the square root of the count, a
        middle way to the likelihood ratio (which chose "to"), chose "agreed" and "talks".
        """
        inside = self.of_class.get(name, Counter())
        seen = inside[stem]
        if not seen:
            return 0.0
        base = self.everywhere[stem] / self.everywhere.total()
        odds = math.log(seen / inside.total() / base)
        return math.sqrt(seen) * odds * (1.0 if odds > TELLING else 0.1)


def stems(text: str) -> list[tuple[Span, str]]:
    """The words of a text with their stems."""
    return [(Span(*m.span()), m[0].lower()[:STEM]) for m in _WORD.finditer(text)]


def learn_triggers(texts: Iterable[str], evidence: Iterable[tuple[str, str]]) -> Triggers:
    """Count stems over texts, and over the `(class, words)` of the evidence."""
    everywhere: Counter[str] = Counter()
    for text in texts:
        everywhere.update(stem for _, stem in stems(text))
    of_class: dict[str, Counter[str]] = {}
    for name, words in evidence:
        of_class.setdefault(name, Counter()).update(stem for _, stem in stems(words))
    return Triggers(everywhere, of_class)


def trigger(
    triggers: Triggers,
    name: str,
    words: Sequence[tuple[Span, str]],
    taken: Sequence[Span],
    act: Span | None,
) -> Span | None:
    """The word with the best score among those not taken, those outside the act first."""

    def score(one: tuple[Span, str]) -> float:
        inside = act is not None and act.holds(one[0])
        found = triggers.score(one[1], name)
        return IN_ACT * found if inside else found

    free = [one for one in words if one[0] not in taken]
    return max(free, key=score)[0] if free else None
