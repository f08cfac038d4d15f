"""The training run: seeded, logged, and resumed from its last checkpoint."""

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from backchannel.reading.learned.encoding import CASE, CASES, batch
from training.batches import Cut
from training.examples import HELPERS, Task
from training.losses import loss_of
from training.model import ReaderModel

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train; the defaults are one run of about an hour on two cores."""

    epochs: dict[Task, float] = field(
        default_factory=lambda: {
            Task.CLAIMS: 3.5,
            Task.FINDINGS: 8.0,
            Task.TIMES: 2.0,
            Task.NAMES: 4.0,
            Task.ACTORS: 2.0,
            Task.FACTS: 0.5,
            Task.HEDGES: 1.0,
        }
    )
    size: int = 4
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    capitals: float = 0.1
    rounded: float = 0.6  # from this share of the run on, with the rounding of the 8 bits
    seed: int = 1
    save_every: float = 180.0  # seconds
    minutes: float | None = None  # end in this time: the rates fall with it


def train(
    model: ReaderModel, batches: Sequence[list[Cut]], schedule: Schedule, folder: Path
) -> None:
    """Train through all batches, from where the folder's checkpoint stopped."""
    device = next(model.parameters()).device
    optimiser = _optimiser(model, schedule)
    torch.manual_seed(schedule.seed)
    step, spent = _resume(model, optimiser, folder / "checkpoint.pt")
    draw = np.random.default_rng(schedule.seed + step)
    started = saved = time.monotonic()
    model.train()
    sums: dict[str, list[float]] = {}
    for number in range(step, len(batches)):
        now = spent + time.monotonic() - started
        done = max(number / len(batches), now / (60 * (schedule.minutes or 1e9)))
        if done >= 1.0:
            break
        _set_rates(optimiser, schedule, done)
        model.round_off(done >= schedule.rounded)
        loss = _step(model, optimiser, batches[number], device, draw.random() < schedule.capitals)
        sums.setdefault(batches[number][0].example.task, []).append(loss)
        if time.monotonic() - saved > schedule.save_every:
            saved = time.monotonic()
            _save(model, optimiser, number + 1, now, folder / "checkpoint.pt")
        if number % 50 == 49:
            _log(folder, number + 1, len(batches), now, sums)
            sums = {}
    _save(model, optimiser, len(batches), spent + time.monotonic() - started, folder / "last.pt")


def _optimiser(model: ReaderModel, schedule: Schedule) -> torch.optim.AdamW:
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    fresh.append(model.encoder.features.weight)
    own = {id(p) for p in fresh}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in own]
    groups: list[dict[str, Any]] = [
        {"params": rest, "lr": schedule.encoder_rate, "rate": schedule.encoder_rate},
        {"params": fresh, "lr": schedule.head_rate, "rate": schedule.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _set_rates(optimiser: torch.optim.AdamW, schedule: Schedule, done: float) -> None:
    """A warm-up, then a straight fall to nothing."""
    risen = min(1.0, (done + 1e-4) / schedule.warm_up)
    factor = min(risen, (1.0 - done) / (1.0 - schedule.warm_up))
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * factor


def _step(
    model: ReaderModel,
    optimiser: torch.optim.AdamW,
    cuts: Sequence[Cut],
    device: torch.device,
    capitals: bool,
) -> float:
    packed = batch([(c.example.pieces, c.start, c.end) for c in cuts])
    features = packed.features.copy()
    if capitals:  # the encoder is uncased: a report in capitals is one with other features
        features[..., CASE] = np.where(
            np.isin(features[..., CASE], (1, 2)), CASES.index("capitals"), features[..., CASE]
        )
    inputs = [torch.from_numpy(a).to(device) for a in (packed.ids, features, packed.mask)]
    ask = model.help if cuts[0].example.task in HELPERS else model
    with torch.autocast(device.type, dtype=torch.bfloat16):
        answers = ask(*inputs)
    whole: tuple[Tensor, Tensor, Tensor] = tuple(a.float() for a in answers)  # type: ignore[assignment]
    loss = loss_of(model, whole, cuts)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    return loss.item()


def _resume(model: ReaderModel, optimiser: torch.optim.AdamW, path: Path) -> tuple[int, float]:
    if not path.is_file():
        return 0, 0.0
    known = torch.load(path, weights_only=True)
    model.load_state_dict(known["model"])
    optimiser.load_state_dict(known["optimiser"])
    logger.info("resumed after %d batches", known["step"])
    return int(known["step"]), float(known["spent"])


def _save(
    model: ReaderModel, optimiser: torch.optim.AdamW, step: int, spent: float, path: Path
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "step": step,
        "spent": spent,
    }
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _log(folder: Path, step: int, steps: int, spent: float, sums: dict[str, list[float]]) -> None:
    means = {task: round(sum(v) / len(v), 4) for task, v in sums.items()}
    line = {"step": step, "of": steps, "seconds": round(spent), **means}
    logger.info("%s", line)
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def write_schedule(schedule: Schedule, folder: Path) -> None:
    """Keep the schedule beside the checkpoints."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schedule.json").write_text(json.dumps(asdict(schedule), indent=1) + "\n", "utf-8")
