"""Run a torch model in the place of the exported one, so that both are scored the same way."""

from pathlib import Path

import numpy as np
import tokenizers
import torch

from backchannel.reading.learned.encoding import Batch
from backchannel.reading.learned.model import Floats, Model, Run, Tables
from training.larger import SIZE, larger_model
from training.model import ReaderModel


def load_checkpoint(path: Path) -> ReaderModel:
    """The model in a checkpoint, ready to answer."""
    state = torch.load(path, map_location="cpu", weights_only=True)["model"]
    model = larger_model() if len(state["inner.bias"]) == SIZE else ReaderModel()
    model.load_state_dict(state)
    return model.eval()


def tables_of(model: ReaderModel) -> Tables:
    """The tables that stand beside the vectors."""
    parts = (model.distance, model.known, model.bias)
    return Tables(*(p.detach().numpy().astype(np.float32) for p in parts))


def torch_runner(model: ReaderModel) -> Run:
    """A function that answers a batch."""

    def run(one: Batch) -> tuple[Floats, Floats, Floats]:
        inputs = [torch.from_numpy(a) for a in (one.ids, one.features, one.mask)]
        with torch.no_grad():
            marks, left, right = model(*inputs)
        return marks.numpy(), left.numpy(), right.numpy()

    return run


def torch_model(path: Path, tokenizer: tokenizers.Tokenizer) -> Model:
    """A checkpoint as a reader's model."""
    model = load_checkpoint(path)
    return Model(torch_runner(model), tokenizer, tables_of(model))
