-- What people decide; whatever is decided in one go has one number, and an undo that of what it undoes.
-- The links that the program makes are computed anew with the entries.
DROP TABLE judgements;
CREATE TABLE judgements (
    place INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    "left" TEXT NOT NULL,
    "right" TEXT,
    verdict TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL
);

CREATE TABLE links (
    "left" TEXT NOT NULL REFERENCES findings (id),
    "right" TEXT NOT NULL REFERENCES findings (id),
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE INDEX links_by_right ON links ("right");

-- How far an outlet or a source is to be trusted, by people; the last rating counts.
CREATE TABLE ratings (
    place INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    rating TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL
);

-- Reports that were withdrawn: their texts stay away until they are read again.
CREATE TABLE withdrawals (
    place INTEGER PRIMARY KEY,
    report TEXT NOT NULL,
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL
);

-- The entries have a new form: what was reconciled is reconciled again.
DELETE FROM entry_words;
DELETE FROM evidence;
DELETE FROM entry_parties;
DELETE FROM entries;
DELETE FROM origins;
