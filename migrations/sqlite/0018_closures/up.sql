-- What the national team says of the collection of a year.
CREATE TABLE campaigns (
    year INTEGER NOT NULL PRIMARY KEY,
    opens_on TEXT NOT NULL,
    deadline TEXT NOT NULL,
    message TEXT NOT NULL,
    updated_by INTEGER NOT NULL REFERENCES users (id),
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX campaigns_updated_by ON campaigns (updated_by);

-- A later deadline for one establishment.
CREATE TABLE campaign_extensions (
    year INTEGER NOT NULL REFERENCES campaigns (year),
    finess TEXT NOT NULL REFERENCES establishments (finess),
    until TEXT NOT NULL,
    PRIMARY KEY (year, finess)
);
CREATE INDEX campaign_extensions_finess ON campaign_extensions (finess);

-- Each closing of a year, and its reopening if any; the year is closed while the last one has no `reopened_at`.
CREATE TABLE closures (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    waivers TEXT NOT NULL,
    figures TEXT NOT NULL,
    closed_by INTEGER NOT NULL REFERENCES users (id),
    closed_at TIMESTAMP NOT NULL,
    reopening_reason TEXT,
    asked_by INTEGER REFERENCES users (id),
    asked_at TIMESTAMP,
    reopened_by INTEGER REFERENCES users (id),
    reopened_at TIMESTAMP
);
CREATE INDEX closures_finess_year ON closures (finess, year);
CREATE INDEX closures_closed_by ON closures (closed_by);
CREATE INDEX closures_asked_by ON closures (asked_by);
CREATE INDEX closures_reopened_by ON closures (reopened_by);
