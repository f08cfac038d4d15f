"""Where a contact was held: a town is a point, a vaguer place never is."""

import json

import pytest
from starlette.testclient import TestClient

from backchannel.web.venues import spot_of


@pytest.mark.parametrize(
    ("place", "country", "town"),
    [
        ("Beijing", "CHN", "Beijing"),
        ("a hotel in Kuala Lumpur", "MYS", "Kuala Lumpur"),
        ("Zürich", "CHE", "Zürich"),
        ("the Swiss city  of\nGeneva", "CHE", "Geneva"),
        ("the U.N. building in New York", "USA", "New York"),
        ("the White House", "USA", "White House"),
        ("Panmunjom", None, "Panmunjom"),
        ("SAN JOSE", "CRI", "San Jose"),
    ],
)
def test_a_town_is_a_point(place: str, country: str | None, town: str) -> None:
    spot = spot_of(place, country)
    assert spot.at
    assert spot.place == town


@pytest.mark.parametrize(
    ("place", "country", "called"),
    [
        ("a town in northeastern China", "CHN", "north-eastern China"),
        ("a town in south-west Sweden", "SWE", "south-western Sweden"),
        ("a third country", None, "a third country"),
        ("a nice hotel on the coast", "FRA", "France"),
        ("South Korea", "KOR", "South Korea"),
        ("", "CHE", "Switzerland"),
        ("Hainan", "CHN", "China"),
    ],
)
def test_a_vaguer_place_is_none(place: str, country: str | None, called: str) -> None:
    spot = spot_of(place, country)
    assert spot.at is None
    assert spot.place == called


def test_one_name_in_two_countries_is_two_towns() -> None:
    assert spot_of("Cordoba", "ARG").at != spot_of("Cordoba", "ESP").at
    assert spot_of("Geneva", "CHN").at is None


def test_the_map_has_a_line_for_each_venue(placed: TestClient) -> None:
    rows = {row["place"]: row for row in json.loads(placed.get("/map.json").text)}
    assert rows["Geneva"]["latitude"] == pytest.approx(46.2, abs=0.1)
    assert len(rows["Geneva"]["contacts"]) == 2
    assert rows["north-eastern China"]["latitude"] is None
    assert "somewhere within" in placed.get("/map?precision=area").text
    assert len(json.loads(placed.get("/map.json?precision=town").text)) == 1
