CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    terms_version TEXT NOT NULL,
    terms_accepted_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- One row per refresh token; the tokens of one login share a family.
CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    family TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    revoked_at TIMESTAMP
);
CREATE INDEX sessions_user_id ON sessions (user_id);
CREATE INDEX sessions_family ON sessions (family);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- `finess_legal` may name a legal entity that the registry does not hold.
CREATE TABLE establishments (
    finess TEXT NOT NULL PRIMARY KEY,
    level TEXT NOT NULL,
    finess_legal TEXT NOT NULL,
    name TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    beds INTEGER,
    days INTEGER,
    source TEXT NOT NULL,
    search_key TEXT NOT NULL
);
CREATE INDEX establishments_finess_legal ON establishments (finess_legal);
CREATE INDEX establishments_region_kind ON establishments (region, kind);

CREATE TABLE memberships (
    user_id INTEGER NOT NULL REFERENCES users (id),
    finess TEXT NOT NULL REFERENCES establishments (finess),
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, finess)
);
CREATE INDEX memberships_finess ON memberships (finess);
CREATE UNIQUE INDEX memberships_one_referent ON memberships (finess)
    WHERE role = 'referent' AND state = 'active';

-- Append-only. `import_id` outlives what it names.
CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    finess TEXT NOT NULL REFERENCES establishments (finess),
    at TIMESTAMP NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id),
    action TEXT NOT NULL,
    import_id INTEGER,
    detail TEXT NOT NULL
);
CREATE INDEX journal_finess ON journal (finess, id);
CREATE INDEX journal_user_id ON journal (user_id);

CREATE TRIGGER journal_keeps_entries BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_keeps_text BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
