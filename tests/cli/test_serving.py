"""What `serve` asks of whom, and what it prints."""

import pytest
import typer

from backchannel.cli.serving import LOOPBACK, _address, _password


@pytest.mark.parametrize("host", [LOOPBACK, "localhost", "::1", "127.0.0.2"])
def test_this_machine_alone_needs_no_token(host: str) -> None:
    assert _password(host, None) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk.example"])
def test_other_machines_need_one_that_cannot_be_guessed(host: str) -> None:
    first, second = _password(host, None), _password(host, None)
    assert first != second
    assert len(first or "") > 20


def test_a_short_token_is_refused() -> None:
    with pytest.raises(typer.BadParameter, match="at least 12"):
        _password("0.0.0.0", "short")


def test_a_token_is_asked_for_on_this_machine_too_where_it_is_given() -> None:
    assert _password(LOOPBACK, "a long enough one") == "a long enough one"


def test_a_token_that_was_made_is_part_of_the_address() -> None:
    assert _address("192.168.1.7", 8321, "x") == "http://192.168.1.7:8321/?token=x"
    assert _address("::1", 8321, None) == "http://[::1]:8321"
