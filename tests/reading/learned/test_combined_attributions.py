from backchannel.reading.layout import lay_out
from backchannel.reading.learned.combining import find_attributions
from backchannel.reading.learned.heads import CLAIM_TAGS, COLUMNS
from backchannel.types import Attribution, Report, Span
from backchannel.vocabularies import Certainty, SourceKind
from tests.reading.learned.factory import Fixed, answers_for, pieces_of

TEXT = "A minister said talks failed. Nobody came, Roe added. Lind urged calm."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def by_rule(source: str, cue: str, content: str) -> Attribution:
    parts = ((span(part),) for part in (source, cue, content))
    return Attribution(*parts, SourceKind.OFFICIAL, Certainty.CERTAIN)


def found(marked: str, *rules: Attribution) -> list[tuple[str, str]]:
    """Source and cue of each, when the model marks a first word as source ("s") or none."""
    start = COLUMNS["claims"].start
    tags = {2: "B-cue", 3: "B-content", 4: "I-content"} | ({0: "B-source"} if marked else {})
    marks = {(n, start + CLAIM_TAGS.index(tag)): 5.0 for n, tag in tags.items()}
    arcs = {("source", 2): (0,), ("content", 2): (3, 4)}
    model = Fixed(answers_for(pieces_of(TEXT), marks, arcs))
    report = Report(text=TEXT, name="made by hand")
    told = find_attributions(model, lambda *_: rules, report, lay_out(report), ())  # type: ignore[arg-type]
    return [
        (" ".join(TEXT[s.start : s.end] for s in a.source), TEXT[a.cue[0].start : a.cue[0].end])
        for a in told
    ]


SAID = by_rule("A minister", "said", "talks failed")


def test_the_rules_name_whom_the_model_does_not() -> None:
    assert found("", SAID) == [("A minister", "said")]


def test_an_article_names_nobody() -> None:
    assert found("A", SAID) == [("A minister", "said")]


def test_somebody_who_tells_by_a_cue_that_the_model_has_not_seen_is_added() -> None:
    added = by_rule("Roe", "added", "Nobody came")
    assert found("A", SAID, added) == [("A minister", "said"), ("Roe", "added")]


def test_what_is_urged_is_left_to_the_model() -> None:
    assert found("A", SAID, by_rule("Lind", "urged", "calm")) == [("A minister", "said")]


def test_what_is_told_before_the_cue_is_told_whole() -> None:
    text = "Talks failed and the port is shut, the people said."
    start = COLUMNS["claims"].start
    tags = {3: "B-content", 4: "I-content", 8: "B-source", 10: "B-cue"}
    marks = {(n, start + CLAIM_TAGS.index(tag)): 5.0 for n, tag in tags.items()}
    arcs = {("source", 10): (8,), ("content", 10): (3, 4)}
    model = Fixed(answers_for(pieces_of(text), marks, arcs))
    said = Span(text.index("said"), text.index("said") + 4)
    whole = Span(0, text.index(", the"))
    people = Span(text.index("the people"), said.start - 1)
    rule = Attribution((people,), (said,), (whole,), SourceKind.ANONYMOUS, Certainty.CERTAIN)
    report = Report(text=text, name="made by hand")
    (told,) = find_attributions(model, lambda *_: (rule,), report, lay_out(report), ())  # type: ignore[arg-type]
    assert (told.source, told.content) == ((people,), (whole,))
