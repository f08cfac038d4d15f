"""Succession is never shown as conflict, nor the reverse: the cases of standings.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from backchannel.reconcile.slots import fill_slots
from backchannel.reconcile.told import tell
from backchannel.types import Finding
from backchannel.vocabularies import (
    CommitmentState,
    ContactStatus,
    MeasureAction,
    Outcome,
)
from tests import factory

TABLE = tomllib.loads(Path(__file__).with_name("standings.toml").read_text("utf-8"))
CASES = [(slot, table["kind"], *case) for slot, table in TABLE.items() for case in table["cases"]]
CODED = {
    "status": ContactStatus,
    "outcome": Outcome,
    "state": CommitmentState,
    "action": MeasureAction,
}


def finding(kind: str, slot: str, value: Any, given: dict[str, Any]) -> Finding:
    cells: dict[str, Any] = {slot: value}
    if slot in CODED:
        cells = {slot: CODED[slot](value)}
    if slot == "place":
        name, country = value.split("|")
        cells = {"place": (name, country)}
    if "status" in given:
        cells["status"] = ContactStatus(given["status"])
    if "by" in given:
        cells["said_by"] = (factory.make_source(given["by"]),)
    made: Finding = getattr(factory, f"make_{kind}")(**cells)
    return made


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    names = [case[2] for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("slot", "kind", "name", "told", "shown", "others"), CASES, ids=[c[2] for c in CASES]
)
def test_values_stand_as_they_should(
    slot: str, kind: str, name: str, told: list[Any], shown: str, others: dict[str, str]
) -> None:
    readings = [
        factory.make_reading(
            factory.make_report(f"Report {n}.", published=factory.day(f"2014-{day}")),
            finding(kind, slot, value, given[0] if given else {}),
        )
        for n, (day, value, *given) in enumerate(told)
    ]
    found = tell(readings, {r.report.id: r.report.id for r in readings})
    slots = fill_slots(sorted(found, key=lambda t: t.age))
    (values,) = (s.values for s in slots if s.name == slot)
    standings = {v.text: v.standing.value for v in values}
    # Of two that stand alike, which is shown is decided by ids.
    swapped = {shown: next(iter(others.values())), next(iter(others)): "agreed"}
    assert standings in ({shown: "agreed"} | others, swapped if _may_swap(told, others) else None)


def _may_swap(told: list[Any], others: dict[str, str]) -> bool:
    """Whether two values of one day have one report each, so that neither comes first."""
    return len({day for day, *_ in told}) == 1 and len(others) == 1
