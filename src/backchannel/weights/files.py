"""Where the reader model lies."""

from pathlib import Path


def weights_folder() -> Path:
    """The folder that holds `reader.onnx`, `tokenizer.json` and the model card."""
    return Path(__file__).parent
