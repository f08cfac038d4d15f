"""How far an entry is to be believed: by whom it is told, by whom denied, and how firmly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from backchannel.rules.loading import load_table
from backchannel.types import Entry, Evidence, Source
from backchannel.vocabularies import Force

Ratings = Mapping[str, str]  # of outlets and sources, by name in small letters: "b", "c3"
NO_RATINGS: Ratings = {}


@dataclass(frozen=True, slots=True)
class Weight:
    """What one origin weighs, as the product of its named factors."""

    origin: str
    outlet: str | None
    weight: float
    factors: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Belief:
    """Origins for and against, each with its weight, and the number that they make."""

    number: float
    support: float
    denial: float
    origins: tuple[Weight, ...]
    against: tuple[Weight, ...] = ()


def believe(entry: Entry, denials: Iterable[Entry] = (), ratings: Ratings = NO_RATINGS) -> Belief:
    """The belief in an entry; `denials` are the entries of the denials that bear on it."""
    table = load_table("belief")
    told = tuple(_weigh(copies, ratings) for copies in _by_origin(entry.evidence))
    parties = {v.text for slot in entry.slots if slot.name in _PARTIES for v in slot.values}
    against = tuple(
        _weigh_denial(copies, _shown(denial, "by") in parties, ratings)
        for denial in denials
        if _shown(denial, "force") == Force.FLAT
        for copies in _by_origin(denial.evidence)
    )
    against = tuple({one.origin: one for one in sorted(against, key=lambda w: w.weight)}.values())
    support, denial = (_noisy_or(several, table["floor"]) for several in (told, against))
    return Belief(round(support * (1 - denial), 3), support, denial, told, against)


_PARTIES = ("parties", "debtor", "creditor", "by", "on")


def _noisy_or(weights: Sequence[Weight], floor: float) -> float:
    return round((1 - floor) * (1 - prod(1 - w.weight for w in weights)), 3)


def _by_origin(evidence: Iterable[Evidence]) -> tuple[Sequence[Evidence], ...]:
    """The findings of each origin's earliest report: what its copies say adds nothing."""
    origins: dict[str, list[Evidence]] = {}
    for one in evidence:
        known = origins.setdefault(one.origin, [])
        if not known or known[0].report == one.report:
            known.append(one)
    return tuple(origins.values())


def _weigh(copies: Sequence[Evidence], ratings: Ratings) -> Weight:
    """The weight of an origin: that of the firmest finding of its earliest report."""
    weights = (_weigh_one(evidence, ratings) for evidence in copies)
    return max(weights, key=lambda w: (w.weight, w.factors))


def _weigh_one(evidence: Evidence, ratings: Ratings) -> Weight:
    table = load_table("belief")
    outlet = ratings.get((evidence.outlet or "").casefold(), "")
    factors = [
        _reliability(f"outlet {evidence.outlet or 'not named'}", outlet, table["reliability"]["F"]),
        _best_source(evidence.said_by, ratings),
        (f"told as {evidence.certainty}", float(table["certainty"][evidence.certainty])),
    ]
    digits = {r[1] for r in (outlet, *_rated(evidence.said_by, ratings)) if len(r) > 1}
    factors += [(f"credibility {d}", float(table["credibility"][d])) for d in sorted(digits)]
    return _as_weight(evidence, factors)


def _weigh_denial(copies: Sequence[Evidence], is_party: bool, ratings: Ratings) -> Weight:
    table = load_table("belief")
    outlet = ratings.get((copies[0].outlet or "").casefold(), "")
    who = "denied by a party to it" if is_party else "denied by somebody else"
    factors = [
        _reliability(
            f"outlet {copies[0].outlet or 'not named'}", outlet, table["reliability"]["F"]
        ),
        (who, float(table["denial"]["party" if is_party else "other"])),
    ]
    return _as_weight(copies[0], factors)


def _as_weight(evidence: Evidence, factors: Sequence[tuple[str, float]]) -> Weight:
    weight = round(prod(value for _, value in factors), 3)
    return Weight(evidence.origin, evidence.outlet, weight, tuple(factors))


def _best_source(said_by: Sequence[Source], ratings: Ratings) -> tuple[str, float]:
    """The most reliable of those who say so, or the report's own voice."""
    table = load_table("belief")
    if not said_by:
        return ("in its own voice", float(table["source"]["none"]))
    given = (
        _reliability(
            f"{source.kind} source",
            ratings.get(" ".join(source.quote.text.split()).casefold(), ""),
            table["source"][source.kind],
        )
        for source in said_by
    )
    return max(given, key=lambda factor: (factor[1], factor[0]))


def _rated(said_by: Iterable[Source], ratings: Ratings) -> Iterable[str]:
    return (ratings.get(" ".join(s.quote.text.split()).casefold(), "") for s in said_by)


def _reliability(name: str, rating: str, otherwise: Any) -> tuple[str, float]:
    letters: Mapping[str, float] = load_table("belief")["reliability"]
    if not rating:
        return (name, float(otherwise))
    return (f"{name}, rated {rating.upper()}", float(letters[rating[0].upper()]))


def _shown(entry: Entry, name: str) -> str | None:
    return next((s.values[0].text for s in entry.slots if s.name == name), None)
