-- What anybody may read of a definitive frozen base: its figures, some of them hidden, as they were made once.
CREATE TABLE open_editions (
    snapshot_id INTEGER PRIMARY KEY REFERENCES snapshots (id),
    content BLOB NOT NULL,
    digest TEXT NOT NULL,
    withheld INTEGER NOT NULL,
    published_by INTEGER REFERENCES users (id),
    published_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX open_editions_published_by ON open_editions (published_by);
-- Which indicators are open: the last choice counts.
CREATE TABLE open_choices (
    id INTEGER PRIMARY KEY,
    indicators TEXT NOT NULL,
    chosen_by INTEGER REFERENCES users (id),
    chosen_at TIMESTAMP NOT NULL
);
CREATE INDEX open_choices_chosen_by ON open_choices (chosen_by);
