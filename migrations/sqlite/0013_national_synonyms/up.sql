-- What the national team said of synonyms, one row for each decision; the last one on a label and a
-- code counts. Labels are in their plain form.
CREATE TABLE synonym_decisions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    code TEXT,
    accepted BOOLEAN NOT NULL,
    establishments INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX synonym_decisions_user_id ON synonym_decisions (user_id);
