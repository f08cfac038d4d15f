"""Find denials: who says of what that it is not so, and which finding that bears on."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from backchannel.reading.certainty import certainty_of
from backchannel.reading.clauses import Sentence, sentences_of
from backchannel.reading.frames import find_frames
from backchannel.reading.marks import Anchor, Argument, Role, Scene
from backchannel.reading.quotes import quote, quotes, trimmed
from backchannel.reading.sources import source_kind, sources_of
from backchannel.reading.subjects import ACTING, is_governed
from backchannel.rules import load_rules, load_table
from backchannel.rules.loading import expand
from backchannel.types import Commitment, Contact, Denial, Measure, Mention, Quote, Source, Span
from backchannel.vocabularies import Force, Kind, MentionKind

# What was said before, when only "the charges" are denied.
_CHARGE = re.compile(
    r"\b(?:accus\w+\s[^,;.]*?\bof|alleg\w+(?:\s+that)?|claim(?:ed|s|ing)(?:\s+that)?"
    r"|charg(?:ed|es|ing)(?:\s+that)?|report(?:ed|s)\s+that|hinted(?:\s+that)?"
    r"|asked\s+(?:if|whether)|sa(?:id|ys)(?:\s+that)?)\s+(?P<of>(?:[^;.\n]|\.(?=\s?\d|[a-z]))"
    r"{10,300}?)(?=,\s+(?:an?\s|charges|but\b|which|accus|and\b)|[;\n]|\.(?!\s?\d)|\Z)",
    re.IGNORECASE,
)
# "reports that the port is shut": what is denied is that the port is shut.
_WRAPPING = re.compile(
    r"\A(?:(?:\w+['’]s?|the|an?|these|those|recent|such|any|all|\w+)\s+){0,5}?(?:reports?"
    r"|allegations?|accusations?|charges?|claims?|suggestions?|speculation|rumou?rs?|arguments"
    r"|assertions?|statements?)\s[^,;.]{0,60}?\b(?=that\s)",
    re.IGNORECASE,
)
# "were repeatedly denied care" tells of no denial.
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
# "Lind met the envoys but denied …": the verb shares its subject with the one before.
_JOINED = re.compile(r"\b(?:and|but)\s+(?:\w+ly\s+|also\s+|later\s+)?\Z", re.IGNORECASE)
# "denied any role and dismissed the findings": the next verb of the denier.
_NEXT_VERB = re.compile(
    r",?\s+(?:and|but)\s+(?:\w+\s+)?(?:said|says|added|dismissed|rejected|denied|told|accused|called|urged"
    r"|were|was|insisted)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# Bodies that stand for the state itself.
_STATE_ITSELF = frozenset({"government", "administration"})
# A denial bears on the finding with which it shares at least this part of its words.
MIN_SHARED_WORDS = 0.4


def find_denial_anchors(scene: Scene) -> tuple[Anchor, ...]:
    """The words that deny or decline to confirm, with who (BY) and what (OF)."""
    rules = load_rules("denials")
    found: list[Anchor] = []
    sentences = sentences_of(scene)
    for index, sentence in enumerate(sentences):
        for anchor in find_frames(Kind.DENIAL, sentence, rules, Role.OF):
            if anchor.attributes.get("voice") and _PASSIVE.search(
                sentence.between(sentence.span.start, anchor.span.start)
            ):
                continue
            earlier = sentences[max(0, index - 2) : index]
            found.append(_with_content(scene, anchor, sentence, earlier))
    return tuple(found)


def _with_content(
    scene: Scene, anchor: Anchor, sentence: Sentence, earlier: Sequence[Sentence]
) -> Anchor:
    """The anchor with what it denies cut to size, or taken from what was told before."""
    attributes = {"force": anchor.attributes["force"]}
    others = tuple(a for a in anchor.arguments if a.role is not Role.OF)
    if _JOINED.search(sentence.between(sentence.span.start, anchor.span.start)):
        others = _first_subject(sentence, anchor.span.start) or others
    evidence, of = anchor.evidence, anchor.first(Role.OF)
    if anchor.attributes.get("told") == "before":
        charge, where = _charge_before(scene, anchor, sentence, earlier)
        if charge and where:
            of = charge
            evidence = evidence if where == sentence.span else (*evidence, where)
    elif of is not None:
        of = _unwrapped(scene.text, of, anchor)
    arguments = (*others, Argument(Role.OF, of)) if of else others
    return Anchor(anchor.kind, anchor.span, evidence, arguments, attributes)


def _first_subject(sentence: Sentence, before: int) -> tuple[Argument, ...]:
    """The subject that a second verb shares: "Lind met the envoys but denied …"."""
    for mention in sentence.mentions:
        is_before = mention.kind in ACTING and mention.span.end <= before
        if is_before and not is_governed(sentence, mention):
            return (Argument(Role.BY, mention.span),)
    return ()


def _charge_before(
    scene: Scene, anchor: Anchor, sentence: Sentence, earlier: Sequence[Sentence]
) -> tuple[Span | None, Span | None]:
    of = anchor.first(Role.OF)
    end = min(anchor.span.start, of.start) if of else anchor.span.start
    for span in (
        Span(sentence.span.start, max(sentence.span.start, end)),
        *(s.span for s in reversed(earlier)),
    ):
        charges = list(_CHARGE.finditer(scene.text, span.start, span.end))
        if charges:
            where = sentence.span if span.start == sentence.span.start else span
            return trimmed(scene.text, *charges[-1].span("of")), where
    return None, None


@cache
def _verdict() -> re.Pattern[str]:
    """The words that call something untrue: "… as baseless"."""
    untrue = expand("<<untrue>>", load_table("denials")["macros"])
    return re.compile(rf"\s+(?:as\s+|to\s+be\s+)?[\"“]?(?:being\s+)?{untrue}", re.IGNORECASE)


def _unwrapped(text: str, of: Span, anchor: Anchor) -> Span:
    start, end = of.start, of.end
    if anchor.span.start < start:
        cut = _verdict().search(text, start, end)
        if cut:
            end = cut.start()
    elif end > anchor.span.start:
        end = anchor.span.start
    cut = _NEXT_VERB.search(text, start, end)
    if cut:
        end = cut.start()
    wrapping = _WRAPPING.match(text[start:end])
    if wrapping:
        start += wrapping.end()
    return Span(start, max(start, len(text[:end].rstrip())))


# --- From anchors to denials ---------------------------------------------------------------------


def find_denials(
    anchors: Sequence[Anchor], scene: Scene, findings: Sequence[Contact | Commitment | Measure]
) -> tuple[Denial, ...]:
    """The denials among the anchors whose denier and content are known, in order."""
    found: list[Denial] = []
    for anchor in anchors:
        if anchor.kind is not Kind.DENIAL:
            continue
        for denial in _denials(anchor, scene, findings, len(found) + 1):
            found.append(denial)
    return tuple(found)


def _denials(
    anchor: Anchor, scene: Scene, findings: Sequence[Contact | Commitment | Measure], number: int
) -> Iterator[Denial]:
    of = anchor.first(Role.OF)
    if of is None or of.start == of.end:
        return
    evidence = quotes(scene, anchor.evidence)
    deniers = _deniers(anchor, scene)
    for party, mention in deniers.items():
        yield Denial(
            id=f"D{number}",
            evidence=evidence,
            said_by=_said_by(scene, anchor, mention),
            certainty=certainty_of(scene.text, anchor.span),
            by=party,
            of=quote(scene, of),
            force=Force(anchor.attributes["force"]),
            item=_item(scene.text, of, evidence, findings),
        )
        number += 1


def _deniers(anchor: Anchor, scene: Scene) -> dict[str, Mention]:
    """Each party that denies, with the mention that stands for it."""
    found: dict[str, Mention] = {}
    for span in anchor.spans(Role.BY):
        for mention in scene.mentions:
            if mention.span == span:
                parties = (mention.party,) if mention.party else mention.parties
                for party in parties or (mention.person or "",):
                    if party:
                        found.setdefault(party, mention)
    return found


def _said_by(scene: Scene, anchor: Anchor, denier: Mention) -> tuple[Source, ...]:
    """Who tells of it, else the person or body that denies; nobody when a state does."""
    told = sources_of(scene, anchor.span)
    if told:
        return told
    words = scene.text[denier.span.start : denier.span.end].lower()
    if words.removeprefix("the ") in _STATE_ITSELF:
        return ()
    if denier.kind in (MentionKind.PERSON, MentionKind.ROLE, MentionKind.ORGAN):
        kind = source_kind(scene.text, denier.span, scene.mentions)
        return (Source(quote(scene, denier.span), kind),)
    return ()


def _item(
    text: str,
    of: Span,
    evidence: Sequence[Quote],
    findings: Sequence[Contact | Commitment | Measure],
) -> str | None:
    """The finding that shares most words with what is denied; the first of equals.

    Where the denied words show their kind ("that they met"), only findings of that kind count.
    """
    denied = _words(text[of.start : of.end])
    plain = set(re.findall(r"\w+", text[of.start : of.end].lower()))
    signs = load_table("reconcile")["denied"].items()
    shown = {kind for kind, words in signs if plain & set(words)}
    if shown:
        findings = [f for f in findings if type(f).__name__.lower() in shown]
    best, most = None, MIN_SHARED_WORDS
    for finding in findings:
        told = _words(" ".join(q.text for q in finding.evidence))
        shared = len(denied & told) / len(denied) if denied else 0.0
        if shared > most:
            best, most = finding.id, shared
    return best


def _words(text: str) -> frozenset[str]:
    return frozenset(m[0].lower()[:6] for m in _WORD.finditer(text))
