"""The named tests that two findings of one kind are put to; each is a fact about the pair."""

from backchannel.reconcile.told import Told
from backchannel.types import Commitment, Contact, DateRange, Denial, Measure, Tally
from backchannel.vocabularies import CommitmentKind, ContactStatus, MeasureAction, MeasureStatus

# A contact dated to a weekend and the days around it is still dated closely.
EXACT_DAYS = 3


def span_in_days(days: DateRange | None) -> int | None:
    """How many days a range covers; None where it is open."""
    if days is None or days.earliest is None or days.latest is None:
        return None
    return (days.latest - days.earliest).days + 1


def overlap_of_days(left: DateRange | None, right: DateRange | None) -> bool | None:
    """Whether two ranges can be one day; None where one is unknown."""
    if left is None or right is None:
        return None
    starts_in_time = not (left.latest and right.earliest and right.earliest > left.latest)
    ends_in_time = not (right.latest and left.earliest and left.earliest > right.latest)
    return starts_in_time and ends_in_time


def _share(left: frozenset[str], right: frozenset[str]) -> float | None:
    """The share of the shorter set that stands in the longer; None where one is empty."""
    if not left or not right:
        return None
    return len(left & right) / min(len(left), len(right))


def _are_exact(a: Told, b: Told) -> bool:
    lengths = [span_in_days(t.days) for t in (a, b)]
    return all(n is not None and n <= EXACT_DAYS for n in lengths)


def _days_between(a: Told, b: Told) -> int | None:
    """How many days apart they were published; None where a report has no date."""
    return abs((a.age[0] - b.age[0]).days) if a.published and b.published else None


# --- Of all kinds ---


def same_words(a: Told, b: Told) -> bool:
    """Two reports tell it in the same sentence: a reprint, or a line carried over."""
    if a.report == b.report:
        return False
    union = a.told_words | b.told_words
    return len(union) > 3 and len(a.told_words & b.told_words) / len(union) >= 0.7


def similar_words(a: Told, b: Told) -> bool:
    """Two reports tell it in much the same words."""
    share = _share(a.told_words, b.told_words)
    return a.report != b.report and not same_words(a, b) and (share or 0) >= 0.5


def told_apart_in_one_report(a: Told, b: Told) -> bool:
    """One report tells them as two."""
    return a.report == b.report


def reported_in_one_week(a: Told, b: Told) -> bool:
    """Both were published within a week."""
    days = _days_between(a, b)
    return days is not None and days <= 7


def reported_in_one_month(a: Told, b: Told) -> bool:
    """Both were published within a month."""
    days = _days_between(a, b)
    return days is not None and days <= 31


def in_the_same_terms(a: Told, b: Told) -> bool:
    """The words of what it is about are shared on both sides: no more, no less."""
    both = len(a.words) + len(b.words)
    return both > 0 and 2 * len(a.words & b.words) / both >= 0.6


def about_the_same(a: Told, b: Told) -> bool:
    """The words of what it is about are mostly shared, and are more than one chance word."""
    shared = a.words & b.words
    return (_share(a.words, b.words) or 0) >= 0.5 and (len(shared) > 1 or a.words == b.words)


def partly_about_the_same(a: Told, b: Told) -> bool:
    """Some words of what it is about are shared."""
    return bool(a.words & b.words) and not about_the_same(a, b)


def about_something_else(a: Told, b: Told) -> bool:
    """No word of what it is about is shared, though both tell it."""
    return _share(a.words, b.words) == 0


def exact_days_meet(a: Told, b: Told) -> bool:
    """Both are dated to a few days, and the days meet."""
    return _are_exact(a, b) and overlap_of_days(a.days, b.days) is True


def days_meet(a: Told, b: Told) -> bool:
    """Both are dated, one of them loosely, and can be of one day."""
    return not _are_exact(a, b) and overlap_of_days(a.days, b.days) is True


def days_apart(a: Told, b: Told) -> bool:
    """Both are dated, finely or not, and cannot be of one day."""
    return overlap_of_days(a.days, b.days) is False


def months_apart(a: Told, b: Told) -> bool:
    """They were told more than three months apart."""
    days = _days_between(a, b)
    return days is not None and days > 92


# --- Contacts ---


def same_parties(a: Told, b: Told) -> bool:
    """The very same parties took part."""
    return a.parties == b.parties


def parties_within(a: Told, b: Told) -> bool:
    """One report names all the parties of the other, and more."""
    return a.parties < b.parties or b.parties < a.parties


def _place(told: Told) -> tuple[str, str | None] | None:
    if not isinstance(told.finding, Contact) or told.finding.place is None:
        return None
    return told.finding.place.name.text.casefold(), told.finding.place.country


def same_place(a: Told, b: Told) -> bool:
    """Both name one place, in the same words."""
    left, right = _place(a), _place(b)
    return left is not None and right is not None and left[0] == right[0]


def places_apart(a: Told, b: Told) -> bool:
    """The places lie in different countries."""
    left, right = _place(a), _place(b)
    return bool(left and right and left[1] and right[1] and left[1] != right[1])


def _surnames(told: Told) -> frozenset[str]:
    if not isinstance(told.finding, Contact):
        return frozenset()
    people = (person for party in told.finding.parties for person in party.people)
    # Either end can be the family name: Kim Jong Un, Junichi Ihara.
    names = (person.name.text.casefold().split() for person in people if person.name)
    return frozenset(end for name in names if name for end in (name[0], name[-1]))


def share_a_person(a: Told, b: Told) -> bool:
    """Somebody took part in both."""
    return bool(_surnames(a) & _surnames(b))


def same_form(a: Told, b: Told) -> bool:
    """Both are meetings, or calls, or talks."""
    left, right = a.finding, b.finding
    return isinstance(left, Contact) and isinstance(right, Contact) and left.form == right.form


def both_secret(a: Told, b: Told) -> bool:
    """Both are called secret."""
    left, right = a.finding, b.finding
    return isinstance(left, Contact) and isinstance(right, Contact) and left.secret and right.secret


def one_past_one_refused(a: Told, b: Told) -> bool:
    """One took place, the other was refused."""
    pair = {t.finding.status for t in (a, b) if isinstance(t.finding, Contact)}
    return pair == {ContactStatus.HELD, ContactStatus.REFUSED}


def over_before_the_other(a: Told, b: Told) -> bool:
    """One had taken place when it was reported; the other is of a later day."""
    return _was_over_before(a, b) or _was_over_before(b, a)


def _was_over_before(one: Told, other: Told) -> bool:
    is_held = isinstance(one.finding, Contact) and one.finding.status is ContactStatus.HELD
    reported, start = one.published and one.published.latest, other.days and other.days.earliest
    return bool(is_held and reported and start and reported < start)


# --- Commitments ---


def _commitments(a: Told, b: Told) -> tuple[Commitment, Commitment] | None:
    left, right = a.finding, b.finding
    both = isinstance(left, Commitment) and isinstance(right, Commitment)
    return (left, right) if both else None  # type: ignore[return-value]


def same_debtor(a: Told, b: Told) -> bool:
    """One party would act in both."""
    pair = _commitments(a, b)
    return pair is not None and pair[0].debtor == pair[1].debtor


def different_debtors(a: Told, b: Told) -> bool:
    """Two parties would act."""
    return not same_debtor(a, b)


def same_creditor(a: Told, b: Told) -> bool:
    """Both are owed to one party."""
    pair = _commitments(a, b)
    return (
        pair is not None and pair[0].creditor is not None and pair[0].creditor == pair[1].creditor
    )


def different_creditors(a: Told, b: Told) -> bool:
    """They are owed to two parties."""
    pair = _commitments(a, b)
    return pair is not None and None is not pair[0].creditor != pair[1].creditor is not None


ASKED, REFUSED = {CommitmentKind.DEMAND}, {CommitmentKind.REFUSAL}


def opposite_speech_acts(a: Told, b: Told) -> bool:
    """One gives, asks or refuses what the other does not."""
    pair = _commitments(a, b)
    if pair is None:
        return False
    left, right = (next((g for g in (ASKED, REFUSED) if c.kind in g), None) for c in pair)
    return left is not right


def begin_alike(a: Told, b: Told) -> bool:
    """What they are about begins with one word: of an act mostly the verb."""
    return bool(a.first_words & b.first_words)


def same_deadline(a: Told, b: Told) -> bool:
    """Both are due within the same days."""
    pair = _commitments(a, b)
    return pair is not None and overlap_of_days(pair[0].deadline, pair[1].deadline) is True


# --- Measures ---


def _measures(a: Told, b: Told) -> tuple[Measure, Measure] | None:
    left, right = a.finding, b.finding
    both = isinstance(left, Measure) and isinstance(right, Measure)
    return (left, right) if both else None  # type: ignore[return-value]


def same_taker(a: Told, b: Told) -> bool:
    """One party takes both measures."""
    pair = _measures(a, b)
    return pair is not None and pair[0].by == pair[1].by


def different_takers(a: Told, b: Told) -> bool:
    """Two parties take them."""
    return not same_taker(a, b)


def same_target(a: Told, b: Told) -> bool:
    """Both are on one party."""
    pair = _measures(a, b)
    return pair is not None and pair[0].on is not None and pair[0].on == pair[1].on


def different_targets(a: Told, b: Told) -> bool:
    """They are on two parties."""
    pair = _measures(a, b)
    return pair is not None and None is not pair[0].on != pair[1].on is not None


SOFTER = {MeasureAction.EASE, MeasureAction.LIFT}


def opposite_actions(a: Told, b: Told) -> bool:
    """One hardens what the other softens."""
    pair = _measures(a, b)
    return pair is not None and (pair[0].action in SOFTER) != (pair[1].action in SOFTER)


def done_days_apart(a: Told, b: Told) -> bool:
    """Both were taken, on days that do not meet."""
    pair = _measures(a, b)
    if pair is None or any(m.status is not MeasureStatus.DONE for m in pair):
        return False
    return overlap_of_days(a.days, b.days) is False


# --- Denials and tallies ---


def same_denier(a: Told, b: Told) -> bool:
    """One party denies both."""
    left, right = a.finding, b.finding
    return isinstance(left, Denial) and isinstance(right, Denial) and left.by == right.by


def different_deniers(a: Told, b: Told) -> bool:
    """Two parties deny."""
    return not same_denier(a, b)


def same_total(a: Told, b: Told) -> bool:
    """Both count the same number."""
    left, right = a.finding, b.finding
    both = isinstance(left, Tally) and isinstance(right, Tally)
    return both and left.total is not None and left.total == right.total  # type: ignore[union-attr]


def same_counts(a: Told, b: Told) -> bool:
    """Both break into the same numbers."""
    left, right = a.finding, b.finding
    if not isinstance(left, Tally) or not isinstance(right, Tally):
        return False
    counts = [sorted(part.count for part in tally.parts) for tally in (left, right)]
    return bool(counts[0]) and counts[0] == counts[1]
