"""A source stands under one name, however a report calls it."""

import dataclasses

import pytest

from backchannel.record.credits import credited
from backchannel.types import Mention, Source
from backchannel.vocabularies import MentionKind, SourceKind
from tests import factory

TEXT = (
    "The envoy, MARIA OLSEN, met Sudmark. Olsen, the sources and Norland said so; "
    "They, too, and Sudman news."
)


def mention(words: str, person: str | None = None, party: str | None = None) -> Mention:
    kind = MentionKind.PERSON if person else MentionKind.PARTY
    return Mention(factory.quote(TEXT, words).span, kind, party=party, person=person)


READING = dataclasses.replace(
    factory.make_reading(factory.make_report(TEXT)),
    mentions=(
        mention("MARIA OLSEN", person="MARIA OLSEN", party="NOR"),
        mention("Olsen,", person="MARIA OLSEN", party="NOR"),
        mention("Norland", party="NOR"),
        mention("Sudmark", party="PRK"),
    ),
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The envoy, MARIA OLSEN", "Maria Olsen"),
        ("Olsen,", "Maria Olsen"),
        ("the sources", "sources"),
        ("Sudmark", "North Korea"),
        ("the sources and Norland", "sources and Norland"),
        ("Sudman news", "Sudman news"),
        ("They", None),
    ],
    ids=[
        "with an office",
        "by surname",
        "unnamed",
        "a party",
        "several",
        "no article",
        "a pronoun",
    ],
)
def test_a_source_is_credited_by_name(words: str, name: str | None) -> None:
    source = Source(factory.quote(TEXT, words), SourceKind.OFFICIAL)
    assert credited(source, READING) == name
