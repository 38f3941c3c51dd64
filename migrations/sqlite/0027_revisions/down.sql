DROP INDEX year_summaries_base;
CREATE INDEX year_summaries_base ON year_summaries (base, year);
ALTER TABLE year_summaries DROP COLUMN revision;
