"""Where contacts were held: a town as a point, a vaguer place as a country or a part of one."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from backchannel.record import Rows
from backchannel.rules.states import party_name
from backchannel.types import DateRange
from backchannel.web.answers import Answers

# GeoNames, CC BY 4.0; web/towns.py makes it. Latitude and longitude by state and name.
# Shorter names in capitals are abbreviations; longer ones stand in a wire's capitals.
SHORT = 3
TOWNS = Path(__file__).parent / "towns.json"
SIDES = re.compile(
    r"\b(?:(north|south)[ -]?(east|west)|(north|south|east|west))(?:ern)?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A town (with latitude and longitude), or a country, or one `part` of it such as "north-east".

    `names` are the reports' own words for it; `contacts` are entries.
    """

    place: str
    country: str | None
    part: str
    latitude: float | None
    longitude: float | None
    names: tuple[str, ...]
    contacts: tuple[str, ...]
    secret: int
    denied: int
    first: DateRange | None
    last: DateRange | None

    @property
    def precision(self) -> str:
        """How exactly it is known where it lies: "town", "area", or "nowhere"."""
        if self.latitude is not None:
            return "town"
        return "area" if self.country else "nowhere"


@dataclass(frozen=True, slots=True)
class Spot:
    """What the words for a place come to."""

    place: str
    country: str | None
    part: str = ""
    at: tuple[float, float] | None = None


def venues(answers: Answers, filters: Mapping[str, Any]) -> Rows[VenueRow]:
    """The venues of the contacts that the filters let through, the most used first."""
    grouped: defaultdict[object, list[tuple[Spot, Any]]] = defaultdict(list)
    for row in answers.rows("contacts", filters):
        if row.place or row.country:
            spot = spot_of(row.place or "", row.country)
            grouped[spot.at or spot].append((spot, row))
    rows = (_venue(*zip(*told, strict=True)) for told in grouped.values())
    return Rows(VenueRow, tuple(sorted(rows, key=lambda row: (-len(row.contacts), row.place))))


@cache
def spot_of(told: str, country: str | None) -> Spot:
    """Where a place lies: the town that its words name, else the part of the country they tell."""
    place = " ".join(told.split())
    words = _spelled(place)
    known = load_towns().get(country or "", {})
    town = next((t for t in _longest_first(country or "") if _names(words, t, place)), None)
    if town is not None:
        latitude, longitude = known[town]
        return Spot(_called(place, town), country, at=(latitude, longitude))
    if country is None:
        return Spot(place, None)
    part = _part(words)
    name = party_name(country)
    return Spot(f"{part}ern {name}" if part else name, country, part)


@cache
def load_towns() -> Mapping[str, Mapping[str, tuple[float, float]]]:
    """Latitude and longitude of towns by state and name in small letters without accents."""
    found = msgspec.json.decode(TOWNS.read_bytes(), type=dict[str, dict[str, tuple[float, float]]])
    return found


@cache
def _longest_first(country: str) -> Sequence[str]:
    return sorted(load_towns().get(country, {}), key=lambda town: (-len(town), town))


def _names(words: str, town: str, place: str) -> bool:
    """Whether the words name the town, as a name: "a nice hotel" is not in Nice."""
    at = words.find(town)
    if at < 0 or place[at : at + 1].islower():
        return False
    before, after = words[at - 1 : at], words[at + len(town) : at + len(town) + 1]
    return not before.isalnum() and not after.isalnum()


def _called(place: str, town: str) -> str:
    """The town as the report spells it."""
    at = _spelled(place).find(town)
    exact = place[at : at + len(town)]
    is_plain = _spelled(exact) == town and not (exact.isupper() and len(exact) > SHORT)
    return exact if is_plain else town.title()


def _spelled(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _part(words: str) -> str:
    found = SIDES.search(words)
    if found is None or f"{found[0]} korea" in words:
        return ""
    return found[3] or f"{found[1]}-{found[2]}"


def _venue(spots: Sequence[Spot], contacts: Sequence[Any]) -> VenueRow:
    spot = Counter(spots).most_common(1)[0][0]
    days = sorted((row.date for row in contacts if row.date), key=_first)
    latitude, longitude = spot.at or (None, None)
    return VenueRow(
        place=spot.place,
        country=spot.country,
        part=spot.part,
        latitude=latitude,
        longitude=longitude,
        names=_distinct(row.place for row in contacts),
        contacts=tuple(row.id for row in contacts),
        secret=sum(row.secret for row in contacts),
        denied=sum(bool(row.denied_by) for row in contacts),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _first(days: DateRange) -> str:
    return str(days.earliest or days.latest or "")


def _distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name))
