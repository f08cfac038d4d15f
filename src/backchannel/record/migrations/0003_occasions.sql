-- What reports tell as having happened, by which an undated report is dated again; no days where the report has none.
CREATE TABLE occasions (
    report TEXT NOT NULL REFERENCES reports (id),
    finding TEXT NOT NULL,
    "key" TEXT NOT NULL,
    country TEXT,
    earliest TEXT,
    latest TEXT,
    PRIMARY KEY (report, finding)
) WITHOUT ROWID;
CREATE INDEX occasions_by_key ON occasions ("key");
