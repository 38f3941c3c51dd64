-- Patients of a unit with an organism that people have to be told of. No patient is named.
CREATE TABLE alerts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    definition TEXT NOT NULL,
    -- The code of the unit, as cases compare it.
    unit TEXT NOT NULL,
    -- Numbers, dates and labels that the isolates in force give, or last gave, as JSON.
    content TEXT NOT NULL,
    -- Whether isolates in force still show it.
    found BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    -- What people wrote in the draft of the report, field by field, as JSON.
    draft TEXT NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    -- Whether the people of the establishment were told by mail.
    told BOOLEAN NOT NULL
);
CREATE INDEX alerts_finess ON alerts (finess, year);

-- The cases that an alert has told of: fingerprints, from which no patient is read.
CREATE TABLE alert_cases (
    alert_id INTEGER NOT NULL REFERENCES alerts (id),
    place TEXT NOT NULL,
    -- Type of carbapenemase, empty where none is told.
    mechanism TEXT NOT NULL,
    PRIMARY KEY (alert_id, place, mechanism)
);

-- What people decided about alerts, one row for each decision; the last one counts.
CREATE TABLE alert_decisions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    alert_id INTEGER NOT NULL REFERENCES alerts (id),
    state TEXT NOT NULL,
    note TEXT,
    reported_on DATE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX alert_decisions_alert_id ON alert_decisions (alert_id);
CREATE INDEX alert_decisions_user_id ON alert_decisions (user_id);
