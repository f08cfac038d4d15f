"""What needs torch: run where the extra `train` is installed."""

from pathlib import Path

import numpy as np
import pytest

from backchannel.reading.learned.heads import MARKS, RELATIONS, WIDTH
from backchannel.reading.learned.model import distance_steps as steps_at_run_time

torch = pytest.importorskip("torch")
pytest.importorskip("onnxruntime")
pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore")]


def small_model() -> object:
    from training.model import ReaderModel

    torch.manual_seed(1)
    return ReaderModel(size=48, layers=1).eval()


def test_the_model_answers_in_the_shapes_of_the_heads() -> None:
    from training.export import trial_batch
    from training.running import torch_runner

    marks, left, right = torch_runner(small_model())(trial_batch(2, 9))  # type: ignore[arg-type]
    assert marks.shape == (2, 9, MARKS)
    assert left.shape == right.shape == (2, 9, len(RELATIONS), WIDTH)


def test_distances_are_counted_alike_in_training_and_at_run_time() -> None:
    from training.losses import distance_steps

    offsets = np.arange(-400, 400)
    theirs = distance_steps(torch.from_numpy(offsets)).numpy()
    assert np.array_equal(theirs, steps_at_run_time(offsets))


def test_onnx_and_torch_agree(tmp_path: Path) -> None:
    from training.export import TOLERANCE, largest_difference, write_float

    model = small_model()
    write_float(model, tmp_path / "float.onnx")  # type: ignore[arg-type]
    assert largest_difference(model, tmp_path / "float.onnx") < TOLERANCE  # type: ignore[arg-type]


def test_rounding_changes_answers_as_eight_bits_do_and_lets_gradients_pass() -> None:
    from training.model import Linear

    torch.manual_seed(1)
    layer, x = Linear(8, 4), torch.randn(5, 8)
    whole = layer(x)
    layer.rounds = True
    rounded = layer(x)
    assert 0 < float((whole - rounded).abs().max()) < 0.1
    rounded.sum().backward()
    assert torch.allclose(layer.weight.grad, x.sum(0).expand(4, 8), atol=0.1)
