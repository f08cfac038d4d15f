-- Which outlet a finding is credited to is heeded where its entry is made, not where it is told.
DROP TABLE outlets;
DELETE FROM rules;
