"""An entry in one line, in the words of people, without its date and status."""

from collections.abc import Iterable, Mapping

from backchannel.rules.states import party_name
from backchannel.types import Entry
from backchannel.vocabularies import CommitmentKind, Force, Kind, MeasureAction, Standing

COMMITS: Mapping[str, str] = {
    CommitmentKind.PROMISE: "promises",
    CommitmentKind.OFFER: "offers",
    CommitmentKind.AGREEMENT: "agrees with",
    CommitmentKind.REFUSAL: "refuses",
}
ACTS: Mapping[str, str] = {
    MeasureAction.IMPOSE: "imposes",
    MeasureAction.TIGHTEN: "tightens",
    MeasureAction.EXTEND: "extends",
    MeasureAction.EASE: "eases",
    MeasureAction.LIFT: "lifts",
    MeasureAction.THREATEN: "threatens",
}


def summarise(entry: Entry) -> str:
    """The entry in one line: who, what, with or to whom."""
    told = {slot.name: slot.values[0].text for slot in entry.slots}
    match entry.kind:
        case Kind.CONTACT:
            return _contact(told, _parties(entry))
        case Kind.COMMITMENT:
            return _commitment(told)
        case Kind.MEASURE:
            return _measure(told)
        case Kind.DENIAL:
            verb = "denies" if told["force"] == Force.FLAT else "does not confirm"
            return f"{party_name(told['by'])} {verb}: {told['of']}"
        case Kind.TALLY:
            parts = f" = {told['parts']}" if "parts" in told else ""
            return f"{told['of']}: {told.get('total', '?')}{parts}"


def _parties(entry: Entry) -> Iterable[str]:
    slots = (slot for slot in entry.slots if slot.name == "parties")
    return (v.text for slot in slots for v in slot.values if v.standing is Standing.AGREED)


def who_commits(kind: str, debtor: str, creditor: str | None) -> str:
    """Who commits to whom: "Japan refuses North Korea", "North Korea demands of Japan"."""
    owing, owed = party_name(debtor), creditor and party_name(creditor)
    if kind == CommitmentKind.DEMAND:
        return f"{owed} demands of {owing}" if owed else f"demanded of {owing}"
    verb = COMMITS[kind]
    return f"{owing} {verb} {owed}" if owed else f"{owing} {verb.split()[0]}"


def _contact(told: Mapping[str, str], parties: Iterable[str]) -> str:
    secret = "secret " if told.get("secret") == "yes" else ""
    place = f" in {told['place']}" if "place" in told else ""
    topic = f", about {told['topic']}" if "topic" in told else ""
    return f"{', '.join(map(party_name, parties))}: {secret}{told['form']}{place}{topic}"


def _commitment(told: Mapping[str, str]) -> str:
    condition = f" (condition: {told['condition']})" if "condition" in told else ""
    who = who_commits(told["kind"], told["debtor"], told.get("creditor"))
    return f"{who}: {told['act']}{condition}"


def _measure(told: Mapping[str, str]) -> str:
    target = party_name(told["on"]) if "on" in told else ""
    on = f" on {target}" if target and target not in told["what"] else ""
    link = told.get("link", "because").replace("_", " ")
    because = f" ({link}: {told['because']})" if "because" in told else ""
    act = f"{party_name(told['by'])} {ACTS[told['action']]}"
    return f"{act}{on}{':' * bool(on)} {told['what']}{because}"
