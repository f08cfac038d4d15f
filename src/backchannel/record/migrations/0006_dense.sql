-- For dense records. What reconciling keeps is made anew: its tables may be emptied.
-- Which outlet a finding is credited to is heeded where its entry is made, not where it is told.
DROP TABLE outlets;

-- Findings that are told to be of these days alone: they are no candidates for those of others.
DROP TABLE blocks;
CREATE TABLE blocks (
    block INTEGER NOT NULL,
    place BLOB NOT NULL,
    earliest TEXT,
    latest TEXT,
    PRIMARY KEY (block, place)
) WITHOUT ROWID;

-- What may be denied, and who held an office when, each with all that a first look needs. Long and open ranges of
-- days stand apart (`days.reaches`).
DROP TABLE target_parties;
CREATE TABLE target_parties (
    party TEXT NOT NULL,
    is_long INTEGER NOT NULL,
    latest TEXT NOT NULL,
    earliest TEXT NOT NULL,
    entry TEXT NOT NULL REFERENCES entries (id),
    kind TEXT NOT NULL,
    parties TEXT NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (party, is_long, latest, earliest, entry)
) WITHOUT ROWID;
CREATE INDEX target_parties_by_entry ON target_parties (entry);

DROP TABLE offices;
CREATE TABLE offices (
    party TEXT NOT NULL,
    is_named INTEGER NOT NULL,
    is_long INTEGER NOT NULL,
    latest TEXT NOT NULL,
    earliest TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (party, is_named, is_long, latest, earliest, role, name, report)
) WITHOUT ROWID;
CREATE INDEX offices_by_holder ON offices (party, is_named, role, name, latest, earliest);

-- Few reports are undated, and most occasions of a dense record have few keys.
CREATE INDEX occasions_undated ON occasions ("key") WHERE earliest IS NULL;

DELETE FROM rules;
