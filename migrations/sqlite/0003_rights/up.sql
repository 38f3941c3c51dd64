-- Rights beyond one establishment: `national`, or `region:` and the INSEE code of a region.
CREATE TABLE grants (
    user_id INTEGER NOT NULL REFERENCES users (id),
    scope TEXT NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, scope)
);

-- The version of the charter that the référent signed, and when.
CREATE TABLE charter_signatures (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    version TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id),
    signed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (finess, version)
);
CREATE INDEX charter_signatures_user_id ON charter_signatures (user_id);

-- Browser or program of a login, as it names itself.
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';

-- Failed logins in a row, by a hash of the mail, whether or not it has an account.
CREATE TABLE login_failures (
    mail_hash TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP
);

-- Keys that sign tokens, sealed by the secret of the configuration. The two newest are good.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- Tokens for scripts; the token itself is kept by its holder alone.
CREATE TABLE tokens (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    jti TEXT NOT NULL UNIQUE,
    finess TEXT NOT NULL REFERENCES establishments (finess),
    user_id INTEGER NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    revoked_at TIMESTAMP
);
CREATE INDEX tokens_finess ON tokens (finess);
CREATE INDEX tokens_user_id ON tokens (user_id);

-- The second factor of an account; it counts once confirmed. A step of time serves once.
CREATE TABLE second_factors (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id),
    sealed TEXT NOT NULL,
    confirmed_at TIMESTAMP,
    last_step BIGINT NOT NULL
);
CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Each entry of an establishment carries the hash of the one before in its own. Those from before
-- the chain have none.
ALTER TABLE journal ADD COLUMN request_id TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT '';
