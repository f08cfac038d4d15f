"""From a checkpoint to the files that ship: one ONNX model in 8 bits, and the tokenizer.

python -m training.export build/training/last.pt build/weights
"""

import argparse
import json
import logging
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from backchannel.reading.learned.encoding import CASES, FEATURES, Batch
from backchannel.reading.learned.model import Tables
from training.__main__ import base_folder
from training.model import ReaderModel
from training.running import load_checkpoint, tables_of, torch_runner

logger = logging.getLogger("training.export")

# Torch and ONNX may differ by this much in any answer: rounding, not another model.
TOLERANCE = 1e-3


def export(checkpoint: Path, folder: Path) -> Path:
    """Write `float.onnx` and `reader.onnx` (8 bits) with the tokenizer; returns the last."""
    folder.mkdir(parents=True, exist_ok=True)
    model = load_checkpoint(checkpoint)
    whole = folder / "float.onnx"
    write_float(model, whole)
    worst = largest_difference(model, whole)
    if worst > TOLERANCE:
        raise SystemExit(f"ONNX and torch differ by {worst:.5f}: the export is wrong")
    logger.info("ONNX and torch differ by %.6f at most", worst)
    small = folder / "reader.onnx"
    quantize_dynamic(
        whole,
        small,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    _add_tables(small, tables_of(model))
    _add_tables(whole, tables_of(model))
    shutil.copy(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    logger.info("%s: %.1f MB", small, small.stat().st_size / 1e6)
    return small


def write_float(model: ReaderModel, path: Path) -> None:
    """Export with the dynamo exporter: the older one has written a silently wrong model."""
    one = trial_batch(2, 40)
    inputs = tuple(torch.from_numpy(a) for a in (one.ids, one.features))
    rows, length = torch.export.Dim("rows", min=1, max=64), torch.export.Dim("length", max=512)
    shapes = {
        "ids": {0: rows, 1: length},
        "features": {0: rows, 1: length},
    }
    program = torch.onnx.export(
        model,
        inputs,
        dynamo=True,
        dynamic_shapes=shapes,
        input_names=["ids", "features"],
        output_names=["marks", "left", "right"],
    )
    program.save(str(path))


def trial_batch(rows: int, length: int, seed: int = 1) -> Batch:
    """Any pieces, in rows of one length as at run time."""
    draw = np.random.default_rng(seed)
    ids = draw.integers(1000, 29000, (rows, length))
    features = draw.integers(0, len(CASES), (rows, length, FEATURES))
    return Batch(ids, features, np.ones((rows, length), dtype=np.float32))


def largest_difference(model: ReaderModel, path: Path) -> float:
    """How far torch and ONNX stand apart over batches of several shapes."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for rows, length in ((1, 3), (2, 40), (3, 320)):
        one = trial_batch(rows, length)
        ours = torch_runner(model)(one)
        inputs = {"ids": one.ids, "features": one.features}
        theirs = session.run(["marks", "left", "right"], inputs)
        each = (float(np.abs(a - b).max()) for a, b in zip(ours, theirs, strict=True))
        worst = max(worst, *each)
    return worst


def _add_tables(path: Path, tables: Tables) -> None:
    """Keep the tables of distances and mentions in the model's metadata."""
    text = {name: getattr(tables, name).tolist() for name in ("distance", "known", "bias")}
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"tables": json.dumps(text)})
    onnx.save(model, path)


def main() -> int:
    """Export a checkpoint; returns the exit status."""
    parser = argparse.ArgumentParser(prog="training.export", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    export(options.checkpoint, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
