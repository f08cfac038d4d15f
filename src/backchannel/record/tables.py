"""The tables as SQLAlchemy knows them; `migrations/` makes them, and a test compares the two."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()


def _decided() -> tuple[Column[str], ...]:
    """What is kept with all that people decide."""
    return tuple(Column(name, Text, nullable=False) for name in ("why", "who", "when"))


reports = Table(
    "reports",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("agency", Text),
    Column("url", Text),
    Column("published", Text),  # the day stated with the report
    Column("retrieved", Text),
    Column("earliest", Text),  # the days in which it was published, stated or inferred
    Column("latest", Text),
    Column("text", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("number", Integer, unique=True),  # that of its words
)

readings = Table(
    "readings",
    METADATA,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("json", LargeBinary, nullable=False),
)

findings = Table(
    "findings",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),  # what the reading calls it: "C1"
    Column("json", LargeBinary, nullable=False),
    Column("told", LargeBinary),  # what reconciling adds; None until then
)

credits = Table(
    "credits",
    METADATA,
    Column("finding", ForeignKey("findings.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

origins = Table(
    "origins",
    METADATA,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("origin", ForeignKey("reports.id"), nullable=False),
)

entries = Table(
    "entries",
    METADATA,
    Column("number", Integer, primary_key=True),  # that of its words
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("summary", Text, nullable=False),
    Column("json", LargeBinary, nullable=False),
)

entry_parties = Table(
    "entry_parties",
    METADATA,
    Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("party", Text, primary_key=True),
)

evidence = Table(
    "evidence",
    METADATA,
    Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("finding", ForeignKey("findings.id"), primary_key=True),
)

judgements = Table(
    "judgements",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text),
    Column("verdict", Text, nullable=False),
    *_decided(),
    Column("slot", Text),  # what is corrected, and to what
    Column("value", Text),
)

# Pairs that are one thing, or nearly so, as far as the tests tell; `joins` where they were joined.
links = Table(
    "links",
    METADATA,
    Column("left", ForeignKey("findings.id"), primary_key=True),
    Column("right", ForeignKey("findings.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("joins", Boolean, nullable=False),
)

ratings = Table(
    "ratings",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("rating", Text, nullable=False),
    *_decided(),
)

withdrawals = Table(
    "withdrawals",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("report", Text, nullable=False),
    Column("name", Text, nullable=False),
    *_decided(),
)

# By which an undated report is dated again; no days where the report has none.
occasions = Table(
    "occasions",
    METADATA,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("finding", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("country", Text),
    Column("earliest", Text),
    Column("latest", Text),
)

report_words = Table(
    "report_words", METADATA, Column("id", Text), Column("title", Text), Column("body", Text)
)

entry_words = Table(
    "entry_words",
    METADATA,
    Column("id", Text),
    Column("kind", Text),
    Column("title", Text),
    Column("body", Text),
)

# --- What reconciling keeps of each step, so that a new report touches only its neighbourhood -----
# Days without an end are kept as the first or last there are, so that ranges can be compared.

rules = Table("rules", METADATA, Column("digest", Text, nullable=False))

bands = Table(
    "bands",
    METADATA,
    Column("band", Integer, primary_key=True),
    Column("report", Text, primary_key=True),
)

shares = Table(
    "shares",
    METADATA,
    Column("older", ForeignKey("reports.id"), primary_key=True),
    Column("newer", ForeignKey("reports.id"), primary_key=True),
    Column("is_copy", Boolean, nullable=False),
)

offices = Table(
    "offices",
    METADATA,
    Column("party", Text, primary_key=True),
    Column("is_named", Boolean, primary_key=True),
    Column("latest", Text, primary_key=True),
    Column("earliest", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("name", Text, primary_key=True),  # empty where nobody is named
    Column("report", Text, primary_key=True),
)

blocks = Table(
    "blocks",
    METADATA,
    Column("block", Integer, primary_key=True),
    Column("place", LargeBinary, primary_key=True),
)

targets = Table(
    "targets",
    METADATA,
    Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("json", LargeBinary, nullable=False),
)

target_parties = Table(
    "target_parties",
    METADATA,
    Column("party", Text, primary_key=True),
    Column("latest", Text, primary_key=True),
    Column("earliest", Text, primary_key=True),
    Column("entry", ForeignKey("entries.id"), primary_key=True),
)

answers = Table(
    "answers",
    METADATA,
    Column("denial", ForeignKey("findings.id"), primary_key=True),
    Column("party", Text, nullable=False),  # who denies
    Column("earliest", Text, nullable=False),
    Column("latest", Text, nullable=False),
    Column("item", Text),  # of its own report
    Column("target", Text),
    Column("fit", Float),
    Column("origins", Integer),
)
