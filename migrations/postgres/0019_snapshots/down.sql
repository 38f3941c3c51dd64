DROP TABLE snapshot_establishments;
DROP TABLE snapshots;
DROP TABLE year_findings;
DROP TABLE resistance_periods;

DROP TRIGGER consumption_totals_frozen ON consumption_totals;
DROP INDEX consumption_totals_base;
DELETE FROM consumption_totals WHERE base <> 0;
ALTER TABLE consumption_totals DROP CONSTRAINT consumption_totals_pkey;
ALTER TABLE consumption_totals DROP COLUMN base;
ALTER TABLE consumption_totals ADD PRIMARY KEY (finess, year, period, scope, sector, subsector, atc, route);
CREATE INDEX consumption_totals_year ON consumption_totals (year);

DROP TRIGGER patient_day_totals_frozen ON patient_day_totals;
DROP INDEX patient_day_totals_base;
DELETE FROM patient_day_totals WHERE base <> 0;
ALTER TABLE patient_day_totals DROP CONSTRAINT patient_day_totals_pkey;
ALTER TABLE patient_day_totals DROP COLUMN base;
ALTER TABLE patient_day_totals ADD PRIMARY KEY (finess, year, period, scope, sector, subsector);
CREATE INDEX patient_day_totals_year ON patient_day_totals (year);

DROP TRIGGER resistance_cells_frozen ON resistance_cells;
DROP INDEX resistance_cells_base;
DELETE FROM resistance_cells WHERE base <> 0;
ALTER TABLE resistance_cells DROP CONSTRAINT resistance_cells_pkey;
ALTER TABLE resistance_cells DROP COLUMN base;
ALTER TABLE resistance_cells ADD PRIMARY KEY (finess, year, method, period, part);
CREATE INDEX resistance_cells_year ON resistance_cells (year, method, period, part);

DROP TRIGGER delivered_days_frozen ON delivered_days;
DROP INDEX delivered_days_base;
DELETE FROM delivered_days WHERE base <> 0;
ALTER TABLE delivered_days DROP CONSTRAINT delivered_days_pkey;
ALTER TABLE delivered_days DROP COLUMN base;
ALTER TABLE delivered_days ADD PRIMARY KEY (finess, year, period, sector);
CREATE INDEX delivered_days_year ON delivered_days (year);

DROP TRIGGER year_summaries_frozen ON year_summaries;
DROP INDEX year_summaries_base;
DELETE FROM year_summaries WHERE base <> 0;
ALTER TABLE year_summaries DROP CONSTRAINT year_summaries_pkey;
ALTER TABLE year_summaries DROP COLUMN base;
ALTER TABLE year_summaries ADD PRIMARY KEY (finess, year);

DROP FUNCTION refuse_change();
