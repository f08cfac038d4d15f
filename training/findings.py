"""The gold collection as examples: anchors with their attributes and arguments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from backchannel.pipeline import read
from backchannel.reading import rule_reader
from backchannel.reading.learned.candidates import Candidate, Sort, candidates, surroundings
from backchannel.reading.learned.encoding import Pieces, Tokenizer, encode
from backchannel.reading.learned.heads import ATTRIBUTES, CERTAINTIES, POINTERS, STRETCHES, bound
from backchannel.reading.marks import Scene
from backchannel.types import DateRange, Span
from backchannel.vocabularies import Kind
from training.annotations import own_annotations
from training.examples import Example, GoldAnchor, Task, unknown
from training.sets import Row, read_rows, report_of
from training.triggers import Triggers, learn_triggers, stems, trigger

# The row of a report, and the row of what was found in it.
Annotated = tuple[Row, Row]

FIELDS = {
    Kind.CONTACT: "contacts",
    Kind.COMMITMENT: "commitments",
    Kind.MEASURE: "measures",
    Kind.DENIAL: "denials",
}
# The attribute that tells one trigger word from another.
_CLASS = {
    Kind.CONTACT: "form",
    Kind.COMMITMENT: "kind",
    Kind.MEASURE: "action",
    Kind.DENIAL: "force",
}


def load_findings(shared: Path, split: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """The reports of a split with the anchors of their findings; to train on, our own as well."""
    train = [*_open_collection(shared / "gold", "train"), *own_annotations(shared)]
    triggers = _triggers(train)
    for text, row in train if split == "train" else _open_collection(shared / "gold", split):
        scene = _scene(text)
        pieces = encode(scene.report, scene.layout, tokenizer)
        offered = candidates(scene, pieces)
        anchors = tuple(_anchors(row, scene, pieces, offered, triggers))
        nothing = unknown(len(pieces))
        yield Example(
            name=row["id"],
            task=Task.FINDINGS,
            pieces=pieces,
            tags=nothing,
            heads=nothing,
            anchors=anchors,
            candidates=offered,
            evidence=tuple(_told(row, scene.text, pieces, first=0)),
            retold=tuple(_told(row, scene.text, pieces, first=1)),
        )


def _open_collection(gold: Path, split: str) -> list[Annotated]:
    texts = {row["id"]: row for row in read_rows(gold / "reports.jsonl", split)}
    return [(texts[row["id"]], row) for row in read_rows(gold / "gold.jsonl", split)]


def _told(row: Row, text: str, pieces: Pieces, first: int) -> Iterator[tuple[Kind, range]]:
    """Where the findings of a report are told, from their evidence number `first` on."""
    for kind, field in FIELDS.items():
        for quote in (q for item in row[field] for q in item["evidence"][first:]):
            start = text.find(quote)
            yield kind, pieces.within(Span(start, start + len(quote)))


def _triggers(train: Sequence[Annotated]) -> Triggers:
    """The trigger words of the reports to train on."""
    evidence = [
        (class_of(kind, item), item["evidence"][0])
        for _, row in train
        for kind, field in FIELDS.items()
        for item in row[field]
    ]
    return learn_triggers((text["text"] for text, _ in train), evidence)


def class_of(kind: Kind, item: Row) -> str:
    """The class whose trigger words a finding has."""
    return f"{kind} {item[_CLASS[kind]]}"


def _scene(row: Row) -> Scene:
    """What the rules resolve in a report."""
    reader = rule_reader()
    report = report_of(row)
    reading = read(report, reader)
    return Scene(
        report,
        reader.lay_out(report),
        reading.published,
        reading.timexes,
        reading.mentions,
        reading.attributions,
    )


def _anchors(
    row: Row, scene: Scene, pieces: Pieces, offered: Sequence[Candidate], triggers: Triggers
) -> Iterator[GoldAnchor]:
    for kind, field in FIELDS.items():
        placed: dict[Span, list[Row]] = {}
        for item in row[field]:
            span = _trigger_of(kind, item, scene, triggers, placed)
            if span is not None:
                placed.setdefault(span, []).append(item)
        for span, items in placed.items():
            inside = pieces.within(span)
            if inside:
                yield _anchor(kind, items, (span, inside[0]), scene, pieces, offered)


def _trigger_of(
    kind: Kind, item: Row, scene: Scene, triggers: Triggers, placed: Mapping[Span, list[Row]]
) -> Span | None:
    """The trigger word; two findings share one only when they are told in the same words."""
    quote = item["evidence"][0]
    start = scene.text.find(quote)
    names = [m.span for m in scene.mentions]
    words = [(Span(s.start + start, s.end + start), stem) for s, stem in stems(quote)]
    words = [(s, stem) for s, stem in words if not any(n.holds(s) for n in names)] or words
    main = next(iter(STRETCHES[kind]), None)
    shared = [s for s, items in placed.items() if main and items[0].get(main) == item.get(main)]
    taken = [s for s in placed if s not in shared]
    act = _nearest(scene.text, item.get(main) if main else None, start)
    return trigger(triggers, class_of(kind, item), words, taken, act)


def _anchor(
    kind: Kind,
    items: Sequence[Row],
    place: tuple[Span, int],
    scene: Scene,
    pieces: Pieces,
    offered: Sequence[Candidate],
) -> GoldAnchor:
    first, (span, piece) = items[0], place
    attributes = {}
    for name, values in ATTRIBUTES[kind].items():
        value = first.get(name)
        value = {True: "yes", False: "no"}.get(value, value) if name == "secret" else value
        if value in values:
            attributes[name] = values.index(value)
    stretches = {}
    for name in STRETCHES[kind]:
        found = _nearest(scene.text, first.get(name), span.start)
        inside = pieces.within(found) if found else None
        stretches[name] = (inside[0], inside[-1]) if inside else None
    return GoldAnchor(
        kind=kind,
        piece=piece,
        attributes=attributes,
        certainty=CERTAINTIES.index(first["certainty"]),
        wanted={n: _wanted(n, items, offered) for n in POINTERS[kind]},
        stretches=stretches,
        around=surroundings(scene, span),
    )


def _nearest(text: str, quote: str | None, near: int) -> Span | None:
    """Where a quote stands nearest to a place in the text."""
    if not quote:
        return None
    starts = [m.start() for m in re.finditer(re.escape(quote), text)]
    if not starts:
        return None
    start = min(starts, key=lambda s: abs(s - near))
    return Span(start, start + len(quote))


def _wanted(relation: str, items: Sequence[Row], offered: Sequence[Candidate]) -> frozenset[str]:
    """The keys of the candidates that are right in a relation for any of these findings."""
    if relation == "party":
        return frozenset(p["party"].lower() for i in items for p in i["parties"])
    if relation == "person":
        people = [o for i in items for p in i["parties"] for o in p.get("people") or []]
        return frozenset(
            c.key
            for c in offered
            if c.sort is Sort.PERSON and any(_is_person(c, o) for o in people)
        )
    if relation == "place":
        places = [i["place"]["name"] for i in items if i.get("place")]
        return frozenset(
            c.key for c in offered if c.sort is Sort.PLACE and any(_alike(c.key, p) for p in places)
        )
    if relation in ("date", "deadline"):
        ranges = [_range(i[relation]) for i in items if i.get(relation)]
        return frozenset(
            c.key
            for c in offered
            if c.sort is Sort.TIME and any(_same_days(DateRange.parse(c.key), r) for r in ranges)
        )
    fields = [_field(relation, item) for item in items]
    parties = [item.get(name) for item, name in zip(items, fields, strict=True)]
    return frozenset(party.lower() for party in parties if party)


def _field(relation: str, item: Row) -> str:
    """The gold field that a relation fills: in a commitment it depends on the kind."""
    if "debtor" not in item:
        return relation
    debtor, _ = bound(item["kind"])
    return "debtor" if relation == debtor else "creditor"


def _is_person(candidate: Candidate, person: Row) -> bool:
    if person.get("name"):
        return candidate.key.split()[-1:] == person["name"].lower().split()[-1:]
    return bool(person.get("role")) and _alike(candidate.key, person["role"])


def _alike(left: str, right: str) -> bool:
    words = [set(re.findall(r"\w+", text.lower())) for text in (left, right)]
    return 2 * len(words[0] & words[1]) >= 0.5 * (len(words[0]) + len(words[1]))


def _range(value: Mapping[str, Any]) -> DateRange:
    earliest, latest = (value.get(end) for end in ("earliest", "latest"))
    return DateRange(*(date.fromisoformat(d[:10]) if d else None for d in (earliest, latest)))


def _same_days(left: DateRange, right: DateRange) -> bool:
    """Both ends within a day, or at least half of their days shared (as the scorer has it)."""
    ends = (left.earliest, left.latest, right.earliest, right.latest)
    if None in ends:
        return ends[:2] == ends[2:]
    a, b, c, d = (day.toordinal() for day in ends if day)
    shared = min(b, d) - max(a, c) + 1
    close = abs(a - c) <= 1 and abs(b - d) <= 1
    return close or (shared > 0 and shared / (max(b, d) - min(a, c) + 1) >= 0.5)
