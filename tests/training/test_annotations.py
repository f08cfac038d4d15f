import gzip
import json
from pathlib import Path

from training.annotations import digest, own_annotations, with_places, with_quotes

TEXT = "Envoys of Norland and Sudland met in Eastport. Norland will open the port."
ANNOTATED = {
    "id": "one",
    "contacts": [
        {
            "id": "C1",
            "evidence": ["Envoys of Norland and Sudland met in Eastport"],
            "said_by": [],
            "parties": [{"party": "Norland", "organ": None, "people": []}],
            "place": {"name": "Eastport", "country": None},
        }
    ],
    "commitments": [{"id": "K1", "act": "open the port", "debtor": "Norland", "condition": None}],
}


def test_quotes_become_places_and_again_quotes() -> None:
    apart = with_places(ANNOTATED, TEXT)
    (contact,), (commitment,) = apart["contacts"], apart["commitments"]
    assert contact["evidence"] == [[0, 45]]
    assert contact["place"] == {"name": [37, 45], "country": None}
    assert commitment["debtor"] == "Norland", "codes and names of parties are no quotes"
    assert with_quotes(apart, TEXT) == ANNOTATED


def test_annotations_meet_their_reports(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    with gzip.open(tmp_path / "reports" / "raw.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "one", "text": TEXT}) + "\n")
        lines.write(json.dumps({"id": "two", "text": "Nothing."}) + "\n")
    kept = tmp_path / "annotations.jsonl"
    apart = {**with_places(ANNOTATED, TEXT), "digest": digest(TEXT)}
    del apart["id"]
    kept.write_text(json.dumps(apart) + "\n", "utf-8")
    assert list(own_annotations(tmp_path, kept)) == [({"id": "one", "text": TEXT}, ANNOTATED)]
