import gzip
import json
from pathlib import Path

from training.examples import HELPER_TAGS, Task
from training.sets import (
    load_actors,
    load_claims,
    load_facts,
    load_hedges,
    load_names,
    load_times,
)

from backchannel.reading.learned.heads import CLAIM_TAGS, NAME_TAGS, TIME_TAGS
from tests.reading.learned.factory import Words

TEXT = "Lind said talks failed on May 5."


def write(folder: Path, name: str, row: dict[str, object]) -> None:
    (folder / name).mkdir()
    rows = [{"id": "one", "split": "train", "text": TEXT, **row}, {"id": "two", "split": "test"}]
    with gzip.open(folder / name / "data.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(r) + "\n" for r in rows)


def span(name: str, words: str, **fields: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"id": name, "start": start, "end": start + len(words), **fields}


def test_claims_know_their_cue(tmp_path: Path) -> None:
    spans = [span("s", "Lind"), span("q", "said"), span("c", "talks failed")]
    args = {"source": ["s"], "cue": ["q"], "content": ["c"]}
    write(tmp_path, "polnear", {"spans": spans, "relations": [{"args": args}]})
    (one,) = load_claims(tmp_path, "train", Words())
    tags = [CLAIM_TAGS[t] for t in one.tags]
    assert tags[:5] == ["B-source", "B-cue", "B-content", "I-content", "O"]
    assert one.heads.tolist() == [1, 1, 1, 1, -1, -1, -1, -1]


def test_times_beyond_the_annotated_sentences_are_unknown(tmp_path: Path) -> None:
    write(tmp_path, "tempeval3", {"spans": [span("t", "May 5", type="TIMEX3", timex_type="DATE")]})
    annotated = {"spans": [], "sentences": [[0, 10]]}
    write(tmp_path, "meantime", annotated)
    whole, part = load_times(tmp_path, "train", Words())
    assert [TIME_TAGS[t] for t in whole.tags[5:7]] == ["B-DATE", "I-DATE"]
    assert part.tags.tolist() == [0, 0, -1, -1, -1, -1, -1, -1]


def test_names_come_from_both_sets(tmp_path: Path) -> None:
    write(tmp_path, "re3d", {"spans": [span("a", "Lind", type="Person", text="Lind")]})
    write(tmp_path, "gum", {"spans": [span("b", "May 5", type="PLACE", text="May 5")]})
    one, two = load_names(tmp_path, "train", Words())
    assert [NAME_TAGS[t] for t in one.tags[:2]] == ["B-person", "O"]
    assert two.tags.tolist() == [-1, 0, 0, 0, 0, -1, 0, 0]


def test_who_acts_on_whom(tmp_path: Path) -> None:
    spans = [span("a", "Lind", type="SOURCE_ACTOR"), span("b", "talks", type="TARGET_ACTOR")]
    write(tmp_path, "cameo_quad_actors", {"spans": spans, "has_actor_annotation": True})
    (one,) = load_actors(tmp_path, "train", Words())
    assert [HELPER_TAGS[Task.ACTORS][t] for t in one.tags[:3]] == ["B-source", "O", "B-target"]


def test_only_predicates_are_known_to_have_happened_or_not(tmp_path: Path) -> None:
    spans = [span("a", "said", factuality=1.2), span("b", "failed", factuality=-0.9)]
    write(tmp_path, "uds_factuality", {"spans": spans})
    (one,) = load_facts(tmp_path, "train", Words())
    yes, no = (HELPER_TAGS[Task.FACTS].index(name) for name in ("yes", "no"))
    assert one.tags.tolist() == [-1, yes, -1, no, -1, -1, -1, -1]


def test_hedges_are_marked(tmp_path: Path) -> None:
    write(tmp_path, "szeged_uncertainty", {"spans": [span("a", "failed", type="CONDITION")]})
    (one,) = load_hedges(tmp_path, "train", Words())
    assert HELPER_TAGS[Task.HEDGES][one.tags[3]] == "B-condition"
