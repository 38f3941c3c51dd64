-- What the ECDC calls the laboratory of an establishment; asked for there, never computed.
CREATE TABLE laboratories (
    finess TEXT NOT NULL PRIMARY KEY REFERENCES establishments (finess),
    code TEXT NOT NULL,
    -- Letters of the establishment among those of the laboratory.
    hospital TEXT NOT NULL
);
CREATE UNIQUE INDEX laboratories_code ON laboratories (code, hospital);

-- Files of isolates that left for others: one row tells of all the establishments that they took from.
CREATE TABLE isolate_exports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL,
    year INTEGER NOT NULL,
    study TEXT,
    -- FINESS, each after a blank and before one.
    establishments TEXT NOT NULL,
    -- As JSON.
    manifests TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX isolate_exports_made_by ON isolate_exports (made_by);
