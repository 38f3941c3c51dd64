-- What people say of the anomalies of a year: justified or in somebody's hands.
CREATE TABLE anomaly_judgements (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- As it was when somebody spoke about it.
    message TEXT NOT NULL,
    justified BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    owner INTEGER REFERENCES users (id),
    said_by INTEGER NOT NULL REFERENCES users (id),
    said_at TIMESTAMP NOT NULL,
    PRIMARY KEY (finess, year, kind, reason, subject)
);
CREATE INDEX anomaly_judgements_owner ON anomaly_judgements (owner);
CREATE INDEX anomaly_judgements_said_by ON anomaly_judgements (said_by);
