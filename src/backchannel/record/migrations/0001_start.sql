-- Reports, their readings and findings: each report comes in one transaction and stays.
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    agency TEXT,
    url TEXT,
    published TEXT,
    retrieved TEXT,
    earliest TEXT,
    latest TEXT,
    text TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE INDEX reports_by_name ON reports (name);

CREATE TABLE readings (
    report TEXT PRIMARY KEY REFERENCES reports (id),
    json BLOB NOT NULL
);

CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    json BLOB NOT NULL
);
CREATE INDEX findings_by_report ON findings (report);

CREATE TABLE credits (
    finding TEXT NOT NULL REFERENCES findings (id),
    source TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX credits_by_finding ON credits (finding);

-- What is reconciled from all readings: replaced as a whole. A report without an origin has not
-- been reconciled yet.
CREATE TABLE origins (
    report TEXT PRIMARY KEY REFERENCES reports (id),
    origin TEXT NOT NULL REFERENCES reports (id)
);

CREATE TABLE entries (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    summary TEXT NOT NULL,
    json BLOB NOT NULL
);
CREATE INDEX entries_by_day ON entries (kind, latest, earliest);

CREATE TABLE entry_parties (
    entry TEXT NOT NULL REFERENCES entries (id),
    party TEXT NOT NULL,
    PRIMARY KEY (party, entry)
) WITHOUT ROWID;

CREATE TABLE evidence (
    entry TEXT NOT NULL REFERENCES entries (id),
    finding TEXT NOT NULL UNIQUE REFERENCES findings (id),
    PRIMARY KEY (entry, finding)
) WITHOUT ROWID;

-- Decisions: added, never changed.
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    "left" TEXT NOT NULL,
    "right" TEXT,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL
);
CREATE UNIQUE INDEX judgements_once
    ON judgements ("left", coalesce("right", ''), verdict, reasons, who);

-- Full-text search; porter lets "meeting" find "meetings".
CREATE VIRTUAL TABLE report_words USING fts5 (
    id UNINDEXED, title, body, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE entry_words USING fts5 (
    id UNINDEXED, kind UNINDEXED, title, body, tokenize = 'porter unicode61 remove_diacritics 2'
);
