"""What `export page` writes, and how it refuses."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from backchannel.cli import app
from backchannel.errors import BackchannelError
from tests import factory
from tests.record.flow import keep, open_plain


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    path = tmp_path / "talks.backchannel"
    with open_plain(path) as opened:
        keep(opened, factory.make_reading(None, factory.make_contact(date="2014-09-06")))
    return path


def export(*words: str) -> tuple[int, BaseException | None]:
    result = CliRunner().invoke(app, ["export", "page", *words])
    return result.exit_code, result.exception


def test_a_page_is_written_with_its_title(tmp_path: Path, talks: Path) -> None:
    out = tmp_path / "out.html"
    assert export(str(out), "--record", str(talks), "--title", "Talks in Geneva") == (0, None)
    assert "<h1>Talks in Geneva</h1>" in out.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told_so(tmp_path: Path, talks: Path) -> None:
    _, error = export(str(tmp_path / "no/such/folder/out.html"), "--record", str(talks))
    assert isinstance(error, BackchannelError)
    assert "cannot be written" in str(error)


def test_days_in_the_wrong_order_are_refused(tmp_path: Path, talks: Path) -> None:
    days = ("--since", "2015-01-01", "--until", "2014-01-01")
    assert export(str(tmp_path / "x.html"), "--record", str(talks), *days)[0] == 2
