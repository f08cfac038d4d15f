"""A larger encoder under the same heads, to know what size would buy; it is too large to ship."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import MPNetConfig, MPNetModel

from backchannel.reading.learned.encoding import CASES, FEATURES
from training.model import ReaderModel

SIZE = 768
_SHAPE = {"vocab_size": 30527, "max_position_embeddings": 514, "layer_norm_eps": 1e-5}
_START, _PAD, _END = 0, 1, 2


class LargerEncoder(nn.Module):
    """MPNet (110 M weights) in the place of MiniLM; the pieces are those of its own tokenizer."""

    def __init__(self, weights: Path | None = None) -> None:
        """An encoder with the pretrained weights of a folder, or fresh ones."""
        super().__init__()
        self.inner = (
            MPNetModel.from_pretrained(weights, add_pooling_layer=False)
            if weights
            else MPNetModel(MPNetConfig(**_SHAPE), add_pooling_layer=False)
        )
        self.inner.embeddings.requires_grad_(False)
        self.features = nn.Embedding(FEATURES * len(CASES), SIZE)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """The vector of each piece."""
        places = torch.arange(ids.shape[1], device=ids.device)
        own = ids.masked_fill(mask == 0, _PAD).masked_fill(places == 0, _START)
        own = own.masked_fill(places == mask.sum(dim=1, keepdim=True) - 1, _END)
        shift = torch.arange(FEATURES, device=ids.device) * len(CASES)
        words = self.inner.embeddings.word_embeddings(own)
        seen = words + self.features(features + shift).sum(dim=2)
        vectors: Tensor = self.inner(inputs_embeds=seen, attention_mask=mask).last_hidden_state
        return vectors


def larger_model(weights: Path | None = None) -> ReaderModel:
    """The reader model on the larger encoder."""
    return ReaderModel(encoder=LargerEncoder(weights), size=SIZE)
