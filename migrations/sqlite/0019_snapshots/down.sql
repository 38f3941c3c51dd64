DROP TABLE snapshot_establishments;
DROP TABLE snapshots;
DROP TABLE year_findings;
DROP TABLE resistance_periods;

DROP INDEX consumption_totals_base;
DROP TRIGGER consumption_totals_frozen_update;
DROP TRIGGER consumption_totals_frozen_delete;
ALTER TABLE consumption_totals RENAME TO consumption_totals_before;
CREATE TABLE consumption_totals (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    scope TEXT NOT NULL,
    sector TEXT NOT NULL,
    subsector TEXT NOT NULL,
    atc TEXT NOT NULL,
    route TEXT NOT NULL,
    ddj DOUBLE PRECISION NOT NULL,
    quantity DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, year, period, scope, sector, subsector, atc, route)
);
INSERT INTO consumption_totals (finess, year, period, scope, sector, subsector, atc, route, ddj, quantity)
    SELECT finess, year, period, scope, sector, subsector, atc, route, ddj, quantity FROM consumption_totals_before WHERE base = 0;
DROP TABLE consumption_totals_before;
CREATE INDEX consumption_totals_year ON consumption_totals (year);

DROP INDEX patient_day_totals_base;
DROP TRIGGER patient_day_totals_frozen_update;
DROP TRIGGER patient_day_totals_frozen_delete;
ALTER TABLE patient_day_totals RENAME TO patient_day_totals_before;
CREATE TABLE patient_day_totals (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    scope TEXT NOT NULL,
    sector TEXT NOT NULL,
    subsector TEXT NOT NULL,
    days DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, year, period, scope, sector, subsector)
);
INSERT INTO patient_day_totals (finess, year, period, scope, sector, subsector, days)
    SELECT finess, year, period, scope, sector, subsector, days FROM patient_day_totals_before WHERE base = 0;
DROP TABLE patient_day_totals_before;
CREATE INDEX patient_day_totals_year ON patient_day_totals (year);

DROP INDEX resistance_cells_base;
DROP TRIGGER resistance_cells_frozen_update;
DROP TRIGGER resistance_cells_frozen_delete;
ALTER TABLE resistance_cells RENAME TO resistance_cells_before;
CREATE TABLE resistance_cells (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    method TEXT NOT NULL,
    period TEXT NOT NULL,
    part TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (finess, year, method, period, part)
);
INSERT INTO resistance_cells (finess, year, method, period, part, cells)
    SELECT finess, year, method, period, part, cells FROM resistance_cells_before WHERE base = 0;
DROP TABLE resistance_cells_before;
CREATE INDEX resistance_cells_year ON resistance_cells (year, method, period, part);

DROP INDEX delivered_days_base;
DROP TRIGGER delivered_days_frozen_update;
DROP TRIGGER delivered_days_frozen_delete;
ALTER TABLE delivered_days RENAME TO delivered_days_before;
CREATE TABLE delivered_days (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    sector TEXT NOT NULL,
    days DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, year, period, sector)
);
INSERT INTO delivered_days (finess, year, period, sector, days)
    SELECT finess, year, period, sector, days FROM delivered_days_before WHERE base = 0;
DROP TABLE delivered_days_before;
CREATE INDEX delivered_days_year ON delivered_days (year);

DROP INDEX year_summaries_base;
DROP TRIGGER year_summaries_frozen_update;
DROP TRIGGER year_summaries_frozen_delete;
ALTER TABLE year_summaries RENAME TO year_summaries_before;
CREATE TABLE year_summaries (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (finess, year)
);
INSERT INTO year_summaries (finess, year, summary)
    SELECT finess, year, summary FROM year_summaries_before WHERE base = 0;
DROP TABLE year_summaries_before;
