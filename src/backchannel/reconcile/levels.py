"""At which level two sides met, by the offices of those who took part."""

from collections.abc import Iterator, Sequence

from backchannel.reconcile.values import Given, by_support, stand
from backchannel.rules.loading import load_rules, load_table
from backchannel.types import Contact, Value
from backchannel.vocabularies import ContactForm, Standing


def find_levels(contact: Contact) -> Iterator[object]:
    """The highest level that the contact's form and the roles of its people tell, if any."""
    told = [level for role in _roles(contact) if (level := level_of(role))]
    if contact.form is ContactForm.SUMMIT:
        told.append("leader")
    if told:
        yield min(told, key=levels().index)


def _roles(contact: Contact) -> Iterator[str]:
    for participant in contact.parties:
        yield from (person.role.text for person in participant.people if person.role)


def level_of(role: str) -> str | None:
    """The level of an office in a report's words; None when they tell none."""
    words = " ".join(role.split())
    rules = load_rules("levels")
    return next((rule.sets["level"] for rule in rules if rule.pattern.search(words)), None)


def levels() -> tuple[str, ...]:
    """The names of the levels, from the highest."""
    return tuple(load_table("levels")["levels"])


def settle_levels(given: Sequence[Given]) -> tuple[Value, ...]:
    """The level that most origins tell, of equals the higher; a report may name one side only."""
    order = levels()
    ranked = sorted(by_support(given), key=lambda g: (-len(g.origins), order.index(g.text)))
    return stand(ranked[0], ranked, lambda _: Standing.REFINED)
