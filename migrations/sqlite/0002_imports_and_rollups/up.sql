-- A file delivered. The counts are those of the last evaluation of the year.
CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    finess TEXT NOT NULL REFERENCES establishments (finess),
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    state TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sheet TEXT NOT NULL,
    header_row INTEGER,
    mapping TEXT NOT NULL,
    blank_rows INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    idempotency_key TEXT,
    created_by INTEGER NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX imports_finess ON imports (finess, year, kind, state);
CREATE INDEX imports_created_by ON imports (created_by);
CREATE UNIQUE INDEX imports_idempotency ON imports (finess, idempotency_key);

-- Rows refused at reading, whatever is delivered later.
CREATE TABLE refused_rows (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    row_number INTEGER NOT NULL,
    column_name TEXT,
    reason TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX refused_rows_import_id ON refused_rows (import_id);

-- Facts: what the files say, and nothing derived.
CREATE TABLE structure_units (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    row_number INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    service_code TEXT,
    service_label TEXT,
    pole_code TEXT,
    pole_label TEXT,
    de_code TEXT,
    ta_code TEXT
);
CREATE INDEX structure_units_import_id ON structure_units (import_id);

CREATE TABLE patient_days (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    period TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    days INTEGER NOT NULL,
    row_numbers TEXT NOT NULL
);
CREATE INDEX patient_days_import_id ON patient_days (import_id);

-- `quantity` is null for the rows whose quantity is no number.
CREATE TABLE consumption_lines (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    period TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    drug_code TEXT NOT NULL,
    drug_label TEXT NOT NULL,
    quantity DOUBLE PRECISION,
    row_numbers TEXT NOT NULL
);
CREATE INDEX consumption_lines_import_id ON consumption_lines (import_id);

-- What the establishment answered: sectors of ambiguous disciplines, its own drugs.
CREATE TABLE sector_answers (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    unit_code TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (finess, unit_code)
);

CREATE TABLE own_drugs (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    atc TEXT NOT NULL,
    route TEXT NOT NULL,
    strength DOUBLE PRECISION,
    unit TEXT,
    PRIMARY KEY (finess, code)
);

-- Roll-ups, replaced with every change of the year's facts. `period` is the year or one quarter.
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
CREATE INDEX consumption_totals_year ON consumption_totals (year);

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
CREATE INDEX patient_day_totals_year ON patient_day_totals (year);

-- State of the year: steps, anomalies, versions.
CREATE TABLE year_summaries (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (finess, year)
);
