-- What reconciling finds at each step is kept, so that a new report touches only its neighbourhood. The
-- entries of an older record go: its reports are reconciled anew.
DROP TABLE entry_words;
DROP TABLE evidence;
DROP TABLE entry_parties;
DROP TABLE entries;
DROP TABLE links;
DELETE FROM origins;
CREATE INDEX origins_by_origin ON origins (origin);
CREATE INDEX reports_by_day ON reports (published);
CREATE INDEX reports_by_latest ON reports (latest);

-- What is not settled has come, or was read again, since the last reconciling.
ALTER TABLE reports ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reports_unsettled ON reports (id) WHERE settled = 0;

-- The words of a report stand under its number, by which they are found when they have to go.
ALTER TABLE reports ADD COLUMN number INTEGER;
UPDATE reports SET number = rowid;
CREATE UNIQUE INDEX reports_by_number ON reports (number);
DELETE FROM report_words;
INSERT INTO report_words (rowid, id, title, body)
    SELECT number, id, coalesce(title, name), text FROM reports;

CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    summary TEXT NOT NULL,
    json BLOB NOT NULL
);
CREATE INDEX entries_by_day ON entries (kind, coalesce(earliest, latest) DESC, latest DESC, id);

CREATE TABLE entry_parties (
    entry TEXT NOT NULL REFERENCES entries (id),
    party TEXT NOT NULL,
    PRIMARY KEY (party, entry)
) WITHOUT ROWID;
CREATE INDEX entry_parties_by_entry ON entry_parties (entry);


CREATE TABLE evidence (
    entry TEXT NOT NULL REFERENCES entries (id),
    finding TEXT NOT NULL UNIQUE REFERENCES findings (id),
    PRIMARY KEY (entry, finding)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE entry_words USING fts5 (
    id UNINDEXED, kind UNINDEXED, title, body, tokenize = 'porter unicode61 remove_diacritics 2'
);

-- By which rules the record was reconciled; under others it is reconciled anew.
CREATE TABLE rules (digest TEXT NOT NULL);

-- Origins: two reports with a band in common may share text; those that do are kept, the older first.
CREATE TABLE bands (
    band INTEGER NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (band, report)
) WITHOUT ROWID;

CREATE TABLE shares (
    older TEXT NOT NULL REFERENCES reports (id),
    newer TEXT NOT NULL REFERENCES reports (id),
    is_copy INTEGER NOT NULL,
    PRIMARY KEY (older, newer)
) WITHOUT ROWID;
CREATE INDEX shares_by_newer ON shares (newer);

-- The outlets that publish a report, and those that it credits, with the days of the report.
CREATE TABLE outlets (
    outlet TEXT NOT NULL,
    is_credit INTEGER NOT NULL,
    latest TEXT NOT NULL,
    earliest TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (outlet, is_credit, latest, earliest, report)
) WITHOUT ROWID;

-- Who is told to hold an office, and where an office is told without a name, with the days meant.
CREATE TABLE offices (
    party TEXT NOT NULL,
    is_named INTEGER NOT NULL,
    latest TEXT NOT NULL,
    earliest TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (party, is_named, latest, earliest, role, name, report)
) WITHOUT ROWID;

-- What is told of a finding besides itself: its origin, its people, the standing of its report. Without it
-- the finding has not been reconciled.
ALTER TABLE findings ADD COLUMN told BLOB;

-- The blocks of findings that may be one thing, in the order of their reports.
CREATE TABLE blocks (
    block INTEGER NOT NULL,
    place BLOB NOT NULL,
    PRIMARY KEY (block, place)
) WITHOUT ROWID;

-- Two findings that are one thing, or nearly so, as far as the tests tell; whether they were joined.
CREATE TABLE links (
    "left" TEXT NOT NULL REFERENCES findings (id),
    "right" TEXT NOT NULL REFERENCES findings (id),
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    joins INTEGER NOT NULL,
    PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE INDEX links_by_right ON links ("right");

-- What may be denied: what a denial is compared with, and by which party and days it is found.
CREATE TABLE targets (
    entry TEXT PRIMARY KEY REFERENCES entries (id),
    json BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE target_parties (
    party TEXT NOT NULL,
    latest TEXT NOT NULL,
    earliest TEXT NOT NULL,
    entry TEXT NOT NULL REFERENCES entries (id),
    PRIMARY KEY (party, latest, earliest, entry)
) WITHOUT ROWID;
CREATE INDEX target_parties_by_entry ON target_parties (entry);

-- What each denial denies: the item that its report names, or what fits best.
CREATE TABLE answers (
    denial TEXT PRIMARY KEY REFERENCES findings (id),
    party TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest TEXT NOT NULL,
    item TEXT,
    target TEXT,
    fit REAL,
    origins INTEGER
);
CREATE INDEX answers_by_party ON answers (party, latest);
CREATE INDEX answers_by_item ON answers (item);
CREATE INDEX answers_by_target ON answers (target);
