"""What the model that ships reads."""

from pathlib import Path

import pytest

from backchannel.errors import ModelError
from backchannel.export import write_reading
from backchannel.pipeline import read
from backchannel.reading.learned import model
from backchannel.reading.learned.model import load_model
from backchannel.reading.learned.reader import combined_reader, default_reader, learned_reader
from backchannel.reading.marks import Reader
from backchannel.types import Report

SENTENCE = "Envoys of Japan and China met in Oslo on Monday, the Foreign Ministry said."


@pytest.fixture(scope="module", params=[learned_reader, combined_reader], ids=["model", "both"])
def reader(request: pytest.FixtureRequest) -> Reader:
    reader: Reader = request.param(load_model(threads=1))
    return reader


@pytest.mark.parametrize(
    "text", ["", "x", SENTENCE, SENTENCE.upper(), f"{SENTENCE}\n\n" * 300], ids=len
)
def test_every_length_is_read_and_twice_alike(reader: Reader, text: str) -> None:
    report = Report(text=text, name="made by hand")
    assert write_reading(read(report, reader)) == write_reading(read(report, reader))


def test_who_says_so_is_found() -> None:
    reading = read(Report(text=SENTENCE, name="made by hand"), default_reader(threads=1))
    spoken = [SENTENCE[s.start : s.end] for a in reading.attributions for s in a.source]
    assert spoken == ["the Foreign Ministry"]


def test_threads_do_not_change_what_is_read() -> None:
    report = Report(text=f"{SENTENCE}\n\n" * 40, name="made by hand")
    one, two = (default_reader(threads) for threads in (1, 2))
    assert write_reading(read(report, one)) == write_reading(read(report, two))


def test_a_model_with_other_heads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MARKS", 3)
    with pytest.raises(ModelError, match="other heads"):
        load_model()


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"reader\.onnx is missing"):
        load_model(tmp_path)


def test_where_two_sides_meet_is_no_third_one() -> None:
    text = (
        "KUALA LUMPUR, May 5 - Envoys of Japan and North Korea held a secret meeting in Kuala "
        "Lumpur on Thursday, an official said.\n\nMalaysia was not involved in the talks."
    )
    [contact] = read(Report(text=text, name="made by hand"), default_reader(threads=1)).contacts
    assert [party.party for party in contact.parties] == ["JPN", "PRK"]
