-- Questions to the figures that a person wants to ask again.
CREATE TABLE saved_analyses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    -- The query of the page of analyses.
    query TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX saved_analyses_name ON saved_analyses (user_id, name);
