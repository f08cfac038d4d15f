"""Values as a page writes them: days, parties, counts, and the words of the vocabularies."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from backchannel.export.dates import write_day, write_range
from backchannel.reconcile.corrections import correctable, vocabulary
from backchannel.reconcile.rulings import MANY
from backchannel.record.change_lines import (
    in_one_go,
    write_author,
    write_change,
    write_judgement,
    write_judgements,
    write_value,
)
from backchannel.record.lines import ACTS, summarise, who_commits
from backchannel.record.rows import HIT_END, HIT_START, ChannelRow
from backchannel.rules.states import party_name
from backchannel.types import DateRange

# Between the two ends of a channel, and between a party and its organ.
ENDS, ORGAN = " – ", ": "
_PLURALS: Mapping[str, str] = {"entry": "entries", "tally": "tallies", "copy": "copies"}


def plain(value: object) -> str:
    """A word of a vocabulary as people write it: "called_off" is called off."""
    return str(value).replace("_", " ")


def count(number: int, word: str) -> str:
    """A number with its noun: "1 origin", "12 entries"."""
    return f"{number:,} {word if number == 1 else _PLURALS.get(word, f'{word}s')}"


def noun(number: int, word: str) -> str:
    """The noun alone, as it goes with the number."""
    return count(number, word).partition(" ")[2]


def days(range_: DateRange | None) -> Markup:
    """The range in words, which may break only before its second end."""
    first, _, last = write_range(range_).partition(" – ")
    ends = (first, f"– {last}") if last else (first,)
    return Markup(" ").join(Markup('<span class="end">{}</span>').format(e) for e in ends if e)


def squeezed(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def snippet(text: str) -> Markup:
    """The words around a hit, the hit itself marked."""
    safe = str(escape(squeezed(text)))
    return Markup(safe.replace(HIT_START, "<mark>").replace(HIT_END, "</mark>"))


def web_address(url: str | None) -> str | None:
    """The address of a report where it leads to a web page: any other scheme may run a program."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def write_channel(channel: str) -> str:
    """A channel as people write it: "Japan, Foreign Ministry – North Korea"."""
    ends = (end.split(ORGAN, 1) for end in channel.split(ENDS))
    return ENDS.join(", ".join((party_name(party), *organ)) for party, *organ in ends)


def name_channel(row: ChannelRow) -> str:
    """A channel as it stands in an address: "JPN: Foreign Ministry – PRK"."""
    ends = ((row.left, row.left_organ), (row.right, row.right_organ))
    return ENDS.join(ORGAN.join(filter(None, end)) for end in ends)


FILTERS = {
    "plain": plain,
    "days": days,
    "day": write_day,
    "party": party_name,
    "squeezed": squeezed,
    "snippet": snippet,
    "web_address": web_address,
}
GLOBALS = {
    "count": count,
    "noun": noun,
    "written": write_value,
    "write_change": write_change,
    "write_author": write_author,
    "write_judgement": write_judgement,
    "write_judgements": write_judgements,
    "in_one_go": in_one_go,
    "vocabulary": vocabulary,
    "correctable": correctable,
    "MANY": MANY,
    "name_channel": name_channel,
    "summary": summarise,
    "who_commits": who_commits,
    "ACTS": ACTS,
}
