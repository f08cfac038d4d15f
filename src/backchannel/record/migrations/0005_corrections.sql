-- A judgement may say what a slot of an entry is.
ALTER TABLE judgements ADD COLUMN slot TEXT;
ALTER TABLE judgements ADD COLUMN value TEXT;
