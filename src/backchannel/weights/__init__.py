"""The reader model's files, where a release ships them."""

from backchannel.weights.files import weights_folder

__all__ = ["weights_folder"]
