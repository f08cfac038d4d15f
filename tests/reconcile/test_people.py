import pytest

from backchannel.reconcile.people import same_person


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Junichi Ihara", "Ihara", True),
        ("JUNICHI IHARA", "Junichi Ihara", True),
        ("Song Il Ho", "Song Il-ho", True),
        ("Abe Shinzo", "Shinzo Abe", True),
        ("Kim Kye-gwan", "Kim Gye Gwan", True),
        ("Muammar Gaddafi", "Moammar Qaddafi", True),
        ("Mahmoud Abbas", "Mahmud Abbas", True),
        ("Virgilio Barco Vargas", "Barco", True),
        ("Javier Pérez de Cuéllar", "Perez de Cuellar", True),
        ("George W. Bush", "George Bush", True),
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("Junichi Ihara", "Koichi Ihara", False),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("Kim Jong Un", "Kim Gye Gwan", False),
        ("Song Min-soon", "Song Il Ho", False),
        ("Raul Castro", "Fidel Castro", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Ali Khamenei", "Ruhollah Khomeini", False),
        ("Ronald Reagan", "Donald Regan", False),
        ("Reagan", "Regan", False),
        ("Ehud Barak", "Ehud Olmert", False),
        ("", "Ihara", False),
    ],
)
def test_two_forms_of_a_name(left: str, right: str, same: bool) -> None:
    assert same_person(left, right) is same
    assert same_person(right, left) is same
