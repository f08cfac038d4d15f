"""What needs the exported model: run after `make train`."""

from pathlib import Path

import pytest

from backchannel.export import write_reading
from backchannel.pipeline import read
from backchannel.reading.learned.model import load_model
from backchannel.reading.learned.reader import combined_reader, learned_reader
from backchannel.reading.marks import Reader
from backchannel.types import Report

WEIGHTS = Path(__file__).parents[3] / "build" / "weights"
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not (WEIGHTS / "reader.onnx").is_file(), reason="make train"),
]
SENTENCE = "Envoys of Japan and China met in Oslo on Monday, the Foreign Ministry said."


@pytest.fixture(scope="module", params=[learned_reader, combined_reader], ids=["model", "both"])
def reader(request: pytest.FixtureRequest) -> Reader:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    return request.param(load_model(WEIGHTS, threads=1))


@pytest.mark.parametrize(
    "text", ["", "x", SENTENCE, SENTENCE.upper(), f"{SENTENCE}\n\n" * 300], ids=len
)
def test_every_length_is_read_and_twice_alike(reader: Reader, text: str) -> None:
    report = Report(text=text, name="made by hand")
    assert write_reading(read(report, reader)) == write_reading(read(report, reader))


def test_who_says_so_is_found(reader: Reader) -> None:
    reading = read(Report(text=SENTENCE, name="made by hand"), reader)
    spoken = [SENTENCE[s.start : s.end] for a in reading.attributions for s in a.source]
    assert spoken == ["the Foreign Ministry"]
