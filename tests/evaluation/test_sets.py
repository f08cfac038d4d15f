import gzip
import json
from pathlib import Path

import pytest
from evaluation.sets import load_gold_set

ROWS = [
    {"id": "a", "split": "dev", "genre": "news", "text": "Envoys met in Oslo on Monday."},
    {"id": "b", "split": "dev", "genre": "speech", "text": "We thank the mayor."},
    {"id": "c", "split": "train", "genre": "news", "text": "The talks in Rome failed."},
]


@pytest.mark.parametrize(
    ("split", "genre", "kept"),
    [("dev", "news", ["a"]), ("dev", None, ["a", "b"]), (None, None, ["a", "b", "c"])],
    ids=["split and genre", "split", "all"],
)
def test_keeps_a_part_of_a_compressed_set(
    tmp_path: Path, split: str | None, genre: str | None, kept: list[str]
) -> None:
    path = tmp_path / "data.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in ROWS)
    loaded = load_gold_set("a set", path, path, split, genre=genre)
    assert [*loaded.gold] == [*loaded.reports] == [*loaded.predicted] == kept
