-- When the holder of an account showed that its mail is theirs.
ALTER TABLE users ADD COLUMN email_verified_at TIMESTAMP;

-- Links sent by mail that serve once; only their hash is kept.
CREATE TABLE mail_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX mail_links_user_id ON mail_links (user_id);

-- People whom a référent has asked to come, by mail.
CREATE TABLE invitations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    finess TEXT NOT NULL REFERENCES establishments (finess),
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    invited_by INTEGER NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    UNIQUE (finess, email)
);
CREATE INDEX invitations_invited_by ON invitations (invited_by);

-- Mails that wait to be sent, sealed: some hold a link that opens an account.
CREATE TABLE outgoing_mails (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sealed TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMP NOT NULL
);
CREATE INDEX outgoing_mails_next_attempt_at ON outgoing_mails (next_attempt_at);
