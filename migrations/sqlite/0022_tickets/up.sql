-- Requests for help, with what the screen showed when somebody asked.
CREATE TABLE tickets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    asked_by INTEGER NOT NULL REFERENCES users (id),
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    screen TEXT,
    finess TEXT REFERENCES establishments (finess),
    year INTEGER,
    import_id INTEGER REFERENCES imports (id),
    -- Codes of controls, as JSON.
    rules TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    -- The last message, or the closing.
    last_at TIMESTAMP NOT NULL
);
CREATE INDEX tickets_asked_by ON tickets (asked_by);
CREATE INDEX tickets_finess ON tickets (finess);
CREATE INDEX tickets_import_id ON tickets (import_id);
CREATE INDEX tickets_state ON tickets (state, last_at);

CREATE TABLE ticket_messages (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    written_by INTEGER NOT NULL REFERENCES users (id),
    text TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX ticket_messages_ticket_id ON ticket_messages (ticket_id);
CREATE INDEX ticket_messages_written_by ON ticket_messages (written_by);
