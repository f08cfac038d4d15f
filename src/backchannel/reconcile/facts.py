"""The named tests that two findings of any kind are put to; each is a fact about the pair."""

from backchannel.reconcile.ranges import days_between, overlap_of_days, span_in_days
from backchannel.reconcile.told import Told, generic_words

# A contact dated to a weekend and the days around it is still dated closely.
EXACT_DAYS = 3
# Ranges that miss each other by more than this cannot be a weekday or a "next week" misread.
MONTH = 31
# Of fewer words that none is shared is chance.
FEW_WORDS = 5


def share(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter set that stands in the longer; 0 where one is empty."""
    return len(left & right) / (min(len(left), len(right)) or 1)


def is_exact(told: Told) -> bool:
    """Whether it is dated to a few days."""
    length = span_in_days(told.days)
    return length is not None and length <= EXACT_DAYS


def _are_exact(a: Told, b: Told) -> bool:
    return is_exact(a) and is_exact(b)


def _days_of_reports_apart(a: Told, b: Told) -> int | None:
    """How many days apart they were published; None where a report has no date."""
    return abs((a.age[0] - b.age[0]).days) if a.published and b.published else None


# --- How they are told ---


def told_apart_in_one_report(a: Told, b: Told) -> bool:
    """One report tells them as two."""
    return a.report == b.report


def same_words(a: Told, b: Told) -> bool:
    """Two reports tell it in the same sentence: a reprint, or a line carried over."""
    if a.report == b.report:
        return False
    union = a.told_words | b.told_words
    return len(union) > 3 and len(a.told_words & b.told_words) / len(union) >= 0.7


def similar_words(a: Told, b: Told) -> bool:
    """Two reports tell it in much the same words."""
    is_alike = share(a.told_words, b.told_words) >= 0.5
    return a.report != b.report and is_alike and not same_words(a, b)


def hardly_a_word_in_common(a: Told, b: Told) -> bool:
    """Two reports tell it in other words altogether, and in more than a few."""
    are_long = min(len(a.all_words), len(b.all_words)) >= FEW_WORDS
    return are_long and share(a.all_words, b.all_words) < 0.2


def reported_in_one_week(a: Told, b: Told) -> bool:
    """Both were published within a week."""
    days = _days_of_reports_apart(a, b)
    return days is not None and days <= 7


def reported_in_one_month(a: Told, b: Told) -> bool:
    """Both were published within a month."""
    days = _days_of_reports_apart(a, b)
    return days is not None and days <= MONTH


def months_apart(a: Told, b: Told) -> bool:
    """They were told more than three months apart."""
    days = _days_of_reports_apart(a, b)
    return days is not None and days > 3 * MONTH


# --- What they are about ---


def in_the_same_terms(a: Told, b: Told) -> bool:
    """The words of what it is about are shared on both sides: no more, no less."""
    both = len(a.words) + len(b.words)
    return both > 0 and 2 * len(a.words & b.words) / both >= 0.6


def about_the_same(a: Told, b: Told) -> bool:
    """The words of what it is about are mostly shared, and are more than one chance word."""
    shared = a.words & b.words
    return share(a.words, b.words) >= 0.5 and (len(shared) > 1 or a.words == b.words)


def partly_about_the_same(a: Told, b: Told) -> bool:
    """Some words of what it is about are shared."""
    return bool(a.words & b.words) and not about_the_same(a, b)


def about_something_else(a: Told, b: Told) -> bool:
    """No word of what it is about is shared, though both tell more than a name for any such."""
    tell_more = all(t.words and not t.words <= generic_words() for t in (a, b))
    return tell_more and not a.words & b.words


def begin_alike(a: Told, b: Told) -> bool:
    """What they are about begins with one word: of an act mostly the verb."""
    return bool(a.first_words & b.first_words)


# --- When ---


def exact_days_meet(a: Told, b: Told) -> bool:
    """Both are dated to a few days, and the days meet."""
    return _are_exact(a, b) and overlap_of_days(a.days, b.days) is True


def exact_days_apart(a: Told, b: Told) -> bool:
    """Both are dated to a few days, and the days do not meet."""
    return _are_exact(a, b) and overlap_of_days(a.days, b.days) is False


def days_meet(a: Told, b: Told) -> bool:
    """Both are dated, one of them loosely, and can be of one day."""
    return not _are_exact(a, b) and overlap_of_days(a.days, b.days) is True


def days_apart(a: Told, b: Told) -> bool:
    """Both are dated, one of them loosely, and cannot be of one day."""
    return not _are_exact(a, b) and overlap_of_days(a.days, b.days) is False


def more_than_a_month_between(a: Told, b: Told) -> bool:
    """The days on which they happened lie more than a month apart."""
    gap = days_between(a.days, b.days)
    return gap is not None and gap > MONTH
