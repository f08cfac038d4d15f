"""The floors: below them no figure may fall without somebody saying so."""

import json
from collections.abc import Sequence
from pathlib import Path

from evaluation.figures import Figure

FLOORS = Path(__file__).with_name("floors.json")
# A figure may differ by this much before it counts as fallen: ties are broken by dictionary order.
SLACK = 0.05


def fallen(figures: Sequence[Figure]) -> list[str]:
    """A line for each figure below its floor, or whose gold set is another one now."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    lines = []
    for figure in figures:
        floor = floors.get(figure.name)
        if floor and floor["gold"] != figure.digest:
            lines.append(f"{figure.name}: the gold set has changed; set its floor anew")
        elif floor and figure.value < floor["floor"] - SLACK:
            lines.append(f"{figure.name}: {figure.value:.1f} is below its floor {floor['floor']}")
    missing = floors.keys() - {figure.name for figure in figures}
    return [*lines, *(f"{name}: was not measured" for name in sorted(missing))]


def write_floors(figures: Sequence[Figure], *, lower: bool) -> None:
    """Raise the floors to these figures; where asked, lower them and drop what is gone."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    for figure in figures:
        known = floors.get(figure.name)
        value = round(figure.value, 1)
        if known and known["gold"] == figure.digest and not lower:
            value = max(value, known["floor"])
        floors[figure.name] = {"floor": value, "gold": figure.digest}
    if lower:
        measured = {figure.name for figure in figures}
        floors = {name: floor for name, floor in floors.items() if name in measured}
    FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", "utf-8")
