"""The tables that are asked by SQLAlchemy; `migrations/` makes all, and a test compares the two."""

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
