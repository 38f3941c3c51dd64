-- Findings that somebody acknowledged when an import was stored. They stay with its entry, also once it
-- is cancelled or replaced.
CREATE TABLE acknowledgements (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    comment TEXT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (import_id, code, reason)
);
CREATE INDEX acknowledgements_user_id ON acknowledgements (user_id);
