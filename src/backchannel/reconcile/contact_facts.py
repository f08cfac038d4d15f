"""The named tests that two contacts are put to besides those of all kinds."""

from collections.abc import Callable

from backchannel.reconcile.people import same_person
from backchannel.reconcile.told import Told
from backchannel.types import Contact
from backchannel.vocabularies import ContactForm, ContactStatus


def _both(holds: Callable[[Contact], object], a: Told, b: Told) -> bool:
    """Whether something holds of both contacts."""
    return all(isinstance(t.finding, Contact) and holds(t.finding) for t in (a, b))


# --- Who ---


def same_parties(a: Told, b: Told) -> bool:
    """The very same parties took part."""
    return a.parties == b.parties


def parties_within(a: Told, b: Told) -> bool:
    """One report names all the parties of the other, and more."""
    return a.parties < b.parties or b.parties < a.parties


def share_a_group(a: Told, b: Told) -> bool:
    """A group of states, a movement or talks of as many sides (six-party talks) are in both."""
    return bool(a.groups & b.groups)


def share_a_person(a: Told, b: Told) -> bool:
    """Somebody took part in both."""
    return any(same_person(one, other) for one in a.people for other in b.people)


def different_people(a: Told, b: Told) -> bool:
    """Both name people, and nobody took part in both."""
    return bool(a.people and b.people) and not share_a_person(a, b)


# --- Where ---


def same_place(a: Told, b: Told) -> bool:
    """One is told of the place where the other is."""
    return any(
        bool(one.place_words) and one.place_words <= other.place_words | other.told_words
        for one, other in ((a, b), (b, a))
    )


def places_apart(a: Told, b: Told) -> bool:
    """The places lie in different countries."""
    left, right = (t.finding.place if isinstance(t.finding, Contact) else None for t in (a, b))
    return bool(left and right and left.country and right.country and left.country != right.country)


# --- What ---


def same_form(a: Told, b: Told) -> bool:
    """Both are meetings, or calls, or talks."""
    left, right = a.finding, b.finding
    return isinstance(left, Contact) and isinstance(right, Contact) and left.form == right.form


def one_by_wire(a: Told, b: Told) -> bool:
    """One is a call or a message, the other is not."""
    forms = [t.finding.form for t in (a, b) if isinstance(t.finding, Contact)]
    by_wire = [form in (ContactForm.CALL, ContactForm.MESSAGE) for form in forms]
    return any(by_wire) and not all(by_wire)


def same_round(a: Told, b: Told) -> bool:
    """Both are told as the same round or session of a series."""
    return bool(a.rounds & b.rounds)


def different_rounds(a: Told, b: Told) -> bool:
    """They are told as two rounds or sessions of a series."""
    return bool(a.rounds and b.rounds) and not a.rounds & b.rounds


def both_to_come(a: Told, b: Told) -> bool:
    """Neither had taken place when it was told."""
    to_come = (ContactStatus.PLANNED, ContactStatus.PROPOSED, ContactStatus.POSSIBLE)
    return _both(lambda contact: contact.status in to_come, a, b)


def both_undated(a: Told, b: Told) -> bool:
    """Neither says when."""
    return a.days is None and b.days is None


def over_before_the_other(a: Told, b: Told) -> bool:
    """One had taken place when it was reported; the other is of a later day."""
    return _was_over_before(a, b) or _was_over_before(b, a)


def _was_over_before(one: Told, other: Told) -> bool:
    is_held = isinstance(one.finding, Contact) and one.finding.status is ContactStatus.HELD
    reported, start = one.published and one.published.latest, other.days and other.days.earliest
    is_later = bool(reported and start and reported < start)
    # Read wrongly where it is itself dated after its report.
    is_sure = not (reported and one.days and one.days.earliest and one.days.earliest > reported)
    return is_held and is_later and is_sure


def long_before_the_other_was_told(a: Told, b: Told) -> bool:
    """One is dated more than a week before an undated plan was told."""
    return _is_older_than_plan(a, b) or _is_older_than_plan(b, a)


def _is_older_than_plan(one: Told, plan: Told) -> bool:
    is_plan = both_to_come(plan, plan) and plan.days is None
    ended, told = one.days and one.days.latest, plan.published and plan.published.earliest
    return is_plan and bool(ended and told and (told - ended).days > 7)
