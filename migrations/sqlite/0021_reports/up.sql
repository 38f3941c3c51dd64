-- Reports as they were made, with their documents.
CREATE TABLE reports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    scope TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    perimeter TEXT NOT NULL,
    attachment TEXT NOT NULL,
    title TEXT NOT NULL,
    snapshot_id INTEGER REFERENCES snapshots (id),
    digest TEXT NOT NULL,
    pdf BLOB NOT NULL,
    xlsx BLOB NOT NULL,
    made_by INTEGER NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX reports_scope ON reports (scope, year);
CREATE INDEX reports_digest ON reports (digest);
CREATE INDEX reports_snapshot_id ON reports (snapshot_id);
CREATE INDEX reports_made_by ON reports (made_by);
