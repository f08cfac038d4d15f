import gzip
import json
from pathlib import Path

from training.sets import load_claims, load_names, load_times

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


def test_the_outermost_name_is_kept(tmp_path: Path) -> None:
    spans = [span("a", "said", type="Person"), span("b", "Lind said", type="Organisation")]
    write(tmp_path, "re3d", {"spans": spans})
    (one,) = load_names(tmp_path, "train", Words())
    assert [NAME_TAGS[t] for t in one.tags[:3]] == ["B-organisation", "I-organisation", "O"]
