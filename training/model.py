"""The reader model: a BERT encoder of MiniLM's shape, and linear heads on its vectors."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from backchannel.reading.learned.encoding import CASES, FEATURES
from backchannel.reading.learned.heads import (
    COLUMNS,
    DISTANCES,
    MARKS,
    MENTION_FEATURES,
    RELATIONS,
    WIDTH,
)
from training.examples import HELPERS

# An anchor stands on about one piece of a hundred: the heads begin by saying no.
ANCHOR_BIAS = -4.0
EVIDENCE_BIAS = -2.0


class Linear(nn.Linear):
    """A linear map that can be told to answer as its export in 8 bits will.

    Gradients pass as if nothing were rounded (a straight-through estimator, as in Jacob et al.
    2018, "Quantization and training of neural networks for efficient integer-arithmetic-only
    inference").
    """

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        """The map's answer."""
        if not self.rounds:
            return super().forward(x)
        return nn.functional.linear(_rounded_input(x), _rounded_weights(self.weight), self.bias)


def _rounded_input(x: Tensor) -> Tensor:
    """To 256 steps between the least and the greatest of all, as onnxruntime does at run time."""
    with torch.no_grad():
        whole = x.float()
        step = (whole.amax().clamp(min=0) - whole.amin().clamp(max=0)) / 255
        error = (whole / step).round() * step - whole
    return x + error


def _rounded_weights(weights: Tensor) -> Tensor:
    """To 7 bits for each output (`per_channel` and `reduce_range` of the export)."""
    with torch.no_grad():
        step = weights.abs().amax(dim=1, keepdim=True) / 64
        error = (weights / step).round() * step - weights
    return weights + error


class Layer(nn.Module):
    """One layer of the encoder: attention, then a feed-forward network."""

    def __init__(self, size: int, heads: int, inner: int) -> None:
        """A layer over vectors of this size."""
        super().__init__()
        self.heads = heads
        self.query = Linear(size, size)
        self.key = Linear(size, size)
        self.value = Linear(size, size)
        self.joined = Linear(size, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.up = Linear(size, inner)
        self.down = Linear(inner, size)
        self.last_norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """The next vectors; a `bias` is added to the attention scores."""
        rows, length, size = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(rows, length, self.heads, size // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # Written out: on a processor its backward pass takes half the time of the fused one's.
        matched = q @ k.transpose(-1, -2) * (size // self.heads) ** -0.5
        if bias is not None:
            matched = matched + bias.to(q.dtype)
        mixed = matched.softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(rows, length, size)
        x = self.norm(x + self.drop(self.joined(mixed)))
        return self.last_norm(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and their features to vectors."""

    def __init__(
        self, size: int = 384, layers: int = 6, heads: int = 12, words: int = 30522
    ) -> None:
        """An encoder of MiniLM's shape unless told otherwise."""
        super().__init__()
        self.words = nn.Embedding(words, size)
        self.places = nn.Embedding(512, size)
        self.segment = nn.Parameter(torch.zeros(size))
        self.features = nn.Embedding(FEATURES * len(CASES), size)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(size, heads, 4 * size) for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """The vector of each piece; a mask is needed where rows are not of one length."""
        places = self.places.weight[: ids.shape[1]]
        shift = torch.arange(FEATURES, device=ids.device) * len(CASES)
        seen = self.features(features + shift).sum(dim=2)
        x = self.drop(self.norm(self.words(ids) + places + self.segment + seen))
        bias = None if mask is None else ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class ReaderModel(nn.Module):
    """The encoder with its heads: marks of each piece, and its two vectors in each relation."""

    def __init__(self, size: int = 384, layers: int = 6, encoder: nn.Module | None = None) -> None:
        """A model with fresh heads; `load_encoder` fills the encoder."""
        super().__init__()
        self.encoder = encoder or Encoder(size, layers)
        self.drop = nn.Dropout(0.1)
        self.inner = Linear(size, size)
        self.marks = Linear(size, MARKS)
        self.more_marks = Linear(size, MARKS, bias=False)
        self.helper = nn.Linear(size, max(c.end for c in HELPERS.values()))
        self.left = Linear(size, len(RELATIONS) * WIDTH)
        self.right = Linear(size, len(RELATIONS) * WIDTH)
        self.distance = nn.Parameter(torch.zeros(len(RELATIONS), DISTANCES))
        self.known = nn.Parameter(torch.zeros(len(RELATIONS), len(MENTION_FEATURES)))
        self.bias = nn.Parameter(torch.zeros(len(RELATIONS)))
        nn.init.zeros_(self.more_marks.weight)
        nn.init.constant_(self.marks.bias[COLUMNS["anchors"].slice], ANCHOR_BIAS)
        nn.init.constant_(self.marks.bias[COLUMNS["evidence"].slice], EVIDENCE_BIAS)

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Marks `[rows, pieces, MARKS]`; left and right vectors `[…, relations, WIDTH]`."""
        return self.answer(self.drop(self.encoder(ids, features, mask)))

    def round_off(self, rounds: bool) -> None:
        """Answer as the export in 8 bits will, or in full precision."""
        for part in self.modules():
            if isinstance(part, Linear):
                part.rounds = rounds

    def help(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The tags of the helping tasks in the place of the marks; no vectors."""
        marks = self.helper(self.drop(self.encoder(ids, features, mask)))
        return marks, marks[..., :0], marks[..., :0]

    def answer(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the heads say of the encoder's vectors `[rows, pieces, size]`."""
        h = nn.functional.gelu(self.inner(x))
        marks = self.marks(x) + self.more_marks(h)
        shape = (*x.shape[:2], len(RELATIONS), WIDTH)
        return marks, self.left(h).view(shape), self.right(h).view(shape)


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}


def load_encoder(model: ReaderModel, weights: Path) -> None:
    """Fill the encoder with the pretrained weights of a BERT in safetensors."""
    known = load_file(weights)
    encoder = model.encoder
    assert isinstance(encoder, Encoder)
    state = {
        "words.weight": known["embeddings.word_embeddings.weight"],
        "places.weight": known["embeddings.position_embeddings.weight"],
        "segment": known["embeddings.token_type_embeddings.weight"][0],
        "features.weight": encoder.features.weight.data,
    }
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = known[f"embeddings.LayerNorm.{part}"]
        for number in range(len(encoder.layers)):
            for ours, theirs in _NAMES.items():
                name = f"encoder.layer.{number}.{theirs}.{part}"
                state[f"layers.{number}.{ours}.{part}"] = known[name]
    encoder.load_state_dict(state)
    for frozen in (encoder.words, encoder.places):
        frozen.weight.requires_grad_(False)
