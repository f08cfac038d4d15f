"""Names for findings: digests that stay the same whenever and wherever a report is read."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from backchannel.types import Commitment, Contact, Denial, Finding, Measure, Reading, Tally
from backchannel.vocabularies import Kind

KINDS: Mapping[type[Finding], Kind] = {
    Contact: Kind.CONTACT,
    Commitment: Kind.COMMITMENT,
    Measure: Kind.MEASURE,
    Denial: Kind.DENIAL,
    Tally: Kind.TALLY,
}
LETTERS: Mapping[Kind, str] = {
    Kind.CONTACT: "C",
    Kind.COMMITMENT: "K",
    Kind.MEASURE: "M",
    Kind.DENIAL: "D",
    Kind.TALLY: "T",
}


def number_of(*parts: str | int) -> int:
    """A number of 64 bits that stands for the parts."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8)
    return int.from_bytes(digest.digest(), signed=True)


def kind_of(finding: Finding) -> Kind:
    """Which of the five kinds a finding is of."""
    return KINDS[type(finding)]


def name_findings(reading: Reading) -> Mapping[str, str]:
    """The id in the record of each finding, by its id in the report ("C1": "C-3f9a2b81d0c4").

    It rests on the report, the kind, the first words of evidence and, where several findings
    share those, their order.
    """
    names: dict[str, str] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in reading.findings:
        kind = kind_of(finding)
        first = finding.evidence[0]
        place = (reading.report.id, kind.value, str(first.start), str(first.end))
        digest = hashlib.sha256("\x1f".join((*place, str(seen[place]))).encode()).hexdigest()
        names[finding.id] = f"{LETTERS[kind]}-{digest[:12]}"
        seen[place] += 1
    return names
