-- Isolates counted once, by rule of deduplication, period and part: what figures of resistance read.
CREATE TABLE resistance_cells (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    method TEXT NOT NULL,
    period TEXT NOT NULL,
    part TEXT NOT NULL,
    -- Taxon -> isolates before and after, and results by measure, as JSON.
    cells TEXT NOT NULL,
    PRIMARY KEY (finess, year, method, period, part)
);
CREATE INDEX resistance_cells_year ON resistance_cells (year, method, period, part);

-- Patient-days of full hospitalisation as they were delivered, whatever was dispensed.
CREATE TABLE delivered_days (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    sector TEXT NOT NULL,
    days DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (finess, year, period, sector)
);
CREATE INDEX delivered_days_year ON delivered_days (year);
