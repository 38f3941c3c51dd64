-- Roll-ups have a base: 0 is the live one, another number the snapshot of that id.
DROP INDEX consumption_totals_year;
ALTER TABLE consumption_totals RENAME TO consumption_totals_before;
CREATE TABLE consumption_totals (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    scope TEXT NOT NULL,
    sector TEXT NOT NULL,
    subsector TEXT NOT NULL,
    atc TEXT NOT NULL,
    route TEXT NOT NULL,
    ddj DOUBLE PRECISION NOT NULL,
    quantity DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, base, year, period, scope, sector, subsector, atc, route)
);
INSERT INTO consumption_totals (finess, base, year, period, scope, sector, subsector, atc, route, ddj, quantity)
    SELECT finess, 0, year, period, scope, sector, subsector, atc, route, ddj, quantity FROM consumption_totals_before;
DROP TABLE consumption_totals_before;
CREATE INDEX consumption_totals_base ON consumption_totals (base, year);

DROP INDEX patient_day_totals_year;
ALTER TABLE patient_day_totals RENAME TO patient_day_totals_before;
CREATE TABLE patient_day_totals (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    scope TEXT NOT NULL,
    sector TEXT NOT NULL,
    subsector TEXT NOT NULL,
    days DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, base, year, period, scope, sector, subsector)
);
INSERT INTO patient_day_totals (finess, base, year, period, scope, sector, subsector, days)
    SELECT finess, 0, year, period, scope, sector, subsector, days FROM patient_day_totals_before;
DROP TABLE patient_day_totals_before;
CREATE INDEX patient_day_totals_base ON patient_day_totals (base, year);

DROP INDEX resistance_cells_year;
ALTER TABLE resistance_cells RENAME TO resistance_cells_before;
CREATE TABLE resistance_cells (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    method TEXT NOT NULL,
    period TEXT NOT NULL,
    part TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (finess, base, year, method, period, part)
);
INSERT INTO resistance_cells (finess, base, year, method, period, part, cells)
    SELECT finess, 0, year, method, period, part, cells FROM resistance_cells_before;
DROP TABLE resistance_cells_before;
CREATE INDEX resistance_cells_base ON resistance_cells (base, year, method, period, part);

DROP INDEX delivered_days_year;
ALTER TABLE delivered_days RENAME TO delivered_days_before;
CREATE TABLE delivered_days (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    sector TEXT NOT NULL,
    days DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, base, year, period, sector)
);
INSERT INTO delivered_days (finess, base, year, period, sector, days)
    SELECT finess, 0, year, period, sector, days FROM delivered_days_before;
DROP TABLE delivered_days_before;
CREATE INDEX delivered_days_base ON delivered_days (base, year);

ALTER TABLE year_summaries RENAME TO year_summaries_before;
CREATE TABLE year_summaries (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (finess, base, year)
);
INSERT INTO year_summaries (finess, base, year, summary)
    SELECT finess, 0, year, summary FROM year_summaries_before;
DROP TABLE year_summaries_before;
CREATE INDEX year_summaries_base ON year_summaries (base, year);

-- Periods whose isolates were delivered.
CREATE TABLE resistance_periods (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    PRIMARY KEY (finess, base, year, period)
);
CREATE INDEX resistance_periods_base ON resistance_periods (base, year);

-- What is to look at in a year, by the side of the files: `consumption` or `resistance`.
CREATE TABLE year_findings (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    base INTEGER NOT NULL,
    year INTEGER NOT NULL,
    side TEXT NOT NULL,
    -- As JSON.
    findings TEXT NOT NULL,
    PRIMARY KEY (finess, base, year, side)
);
CREATE INDEX year_findings_base ON year_findings (base, year);
INSERT INTO resistance_periods (finess, base, year, period)
    SELECT DISTINCT finess, 0, year, period FROM imports WHERE kind = 'resistance' AND state = 'stored';

-- A frozen base: roll-ups copied under its id. Its digest is that of all their rows.
CREATE TABLE snapshots (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    first_year INTEGER NOT NULL,
    versions TEXT NOT NULL,
    counts TEXT NOT NULL,
    digest TEXT NOT NULL,
    taken_by INTEGER REFERENCES users (id),
    taken_at TIMESTAMP NOT NULL
);
CREATE INDEX snapshots_year ON snapshots (year);
CREATE INDEX snapshots_taken_by ON snapshots (taken_by);

-- The establishments of a frozen base, as they were.
CREATE TABLE snapshot_establishments (
    snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
    finess TEXT NOT NULL REFERENCES establishments (finess),
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (snapshot_id, finess)
);
CREATE INDEX snapshot_establishments_finess ON snapshot_establishments (finess);

-- A snapshot never changes.
CREATE TRIGGER consumption_totals_frozen_update BEFORE UPDATE ON consumption_totals WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER consumption_totals_frozen_delete BEFORE DELETE ON consumption_totals WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER patient_day_totals_frozen_update BEFORE UPDATE ON patient_day_totals WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER patient_day_totals_frozen_delete BEFORE DELETE ON patient_day_totals WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER resistance_cells_frozen_update BEFORE UPDATE ON resistance_cells WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER resistance_cells_frozen_delete BEFORE DELETE ON resistance_cells WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER delivered_days_frozen_update BEFORE UPDATE ON delivered_days WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER delivered_days_frozen_delete BEFORE DELETE ON delivered_days WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER year_summaries_frozen_update BEFORE UPDATE ON year_summaries WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER year_summaries_frozen_delete BEFORE DELETE ON year_summaries WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER resistance_periods_frozen_update BEFORE UPDATE ON resistance_periods WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER resistance_periods_frozen_delete BEFORE DELETE ON resistance_periods WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER year_findings_frozen_update BEFORE UPDATE ON year_findings WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER year_findings_frozen_delete BEFORE DELETE ON year_findings WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER snapshots_frozen_update BEFORE UPDATE ON snapshots
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER snapshots_frozen_delete BEFORE DELETE ON snapshots
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER snapshot_establishments_frozen_update BEFORE UPDATE ON snapshot_establishments
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER snapshot_establishments_frozen_delete BEFORE DELETE ON snapshot_establishments
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
