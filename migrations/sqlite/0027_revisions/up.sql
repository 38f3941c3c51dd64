-- Grows with each change of the roll-ups of an establishment and year: whoever keeps them in memory sees what to read anew.
-- Rows of a frozen base never change.
ALTER TABLE year_summaries ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
DROP INDEX year_summaries_base;
CREATE INDEX year_summaries_base ON year_summaries (base, year, finess, revision);
