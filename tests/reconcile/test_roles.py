import pytest

from backchannel.reconcile.organs import organ_key
from backchannel.reconcile.roles import find_holders, holder_of, is_held_by_one, same_role
from backchannel.reconcile.told import tell
from backchannel.types import Contact, Participant, Person, Reading
from tests import factory


@pytest.mark.parametrize(
    ("party", "left", "right", "same"),
    [
        ("JPN", "Foreign Ministry", "the Ministry of Foreign Affairs", True),
        ("JPN", "Japan's Foreign Ministry", "Gaimusho", True),
        ("GBR", "Foreign Office", "British Foreign Ministry", True),
        ("PRK", "Ministry of State Security", "State Security Department", True),
        ("PRK", "Workers' Party", "the Workers' Party of Korea", True),
        ("USA", "the Pentagon", "Department of Defense", True),
        ("USA", "State Department", "Defense Department", False),
        ("PRK", "Foreign Ministry", "Ministry of State Security", False),
        ("JPN", "Foreign Ministry", "Asian and Oceanian Affairs Bureau", False),
    ],
)
def test_names_of_bodies(party: str, left: str, right: str, same: bool) -> None:
    assert (organ_key(party, left) == organ_key(party, right)) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (
            "director general, Foreign Ministry, Polar and Island Affairs Bureau",
            "the director-general of the Polar and Island Affairs Bureau",
            True,
        ),
        ("Japanese foreign minister", "foreign minister", True),
        ("deputy foreign minister", "foreign minister", False),
        ("former foreign minister", "foreign minister", False),
        ("prime minister", "foreign minister", False),
    ],
)
def test_tellings_of_an_office(left: str, right: str, same: bool) -> None:
    assert same_role("JPN", left, right) is same


def test_an_office_that_many_hold_is_nobodys() -> None:
    assert is_held_by_one("the director general of the bureau")
    assert not is_held_by_one("a senior official")
    assert not is_held_by_one("ministry spokesman")
    assert not is_held_by_one("envoy")


BUREAU = "director general of the Fisheries Bureau"


def told(name: str | None, role: str | None, day: str) -> Reading:
    quotes = [factory.quote(words, words) if words else None for words in (name, role)]
    contact = factory.make_contact(date=day)
    people = (Participant("NOR", people=(Person(quotes[0], quotes[1]),)), Participant("SWE"))
    cells = {f: getattr(contact, f) for f in ("evidence", "form", "status", "date")}
    report = factory.make_report(f"{name} {role} {day}", published=factory.day(day))
    return factory.make_reading(report, Contact(id="C1", parties=people, **cells))


ANDERS, BERIT = told("Anders Lind", BUREAU, "2014-05-02"), told("Berit Moe", BUREAU, "2016-05-02")


@pytest.mark.parametrize(
    ("day", "name"),
    [("2014-09-06", "Anders Lind"), ("2016-08-01", "Berit Moe"), ("2015-05-01", None)],
    ids=["his term", "hers", "nobody knows"],
)
def test_a_role_is_whose_term_it_was(day: str, name: str | None) -> None:
    holders = find_holders([ANDERS, BERIT])
    role = "the director general of Norway's Fisheries Bureau"
    assert holder_of(role, "NOR", factory.days(day), holders) == name
    assert holder_of(role, "SWE", factory.days(day), holders) is None


def test_of_two_who_are_told_to_hold_it_neither_is_meant() -> None:
    holders = find_holders([ANDERS, told("Carl Lind", BUREAU, "2014-05-09")])
    assert holder_of(BUREAU, "NOR", factory.days("2014-05-06"), holders) is None


def test_people_who_took_part_by_office_are_known_by_name() -> None:
    by_role = told(None, f"the {BUREAU}", "2014-06-01")
    readings = [ANDERS, by_role]
    found = tell(readings, {r.report.id: r.report.id for r in readings})
    assert [t.people for t in found] == [("Anders Lind",), ("Anders Lind",)]
