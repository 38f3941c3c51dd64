-- The columns of the last import with the same headers: the next file of the same software needs no
-- choice. Names of columns are familiar ones only, like those of imports.
CREATE TABLE column_profiles (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    kind TEXT NOT NULL,
    header_key TEXT NOT NULL,
    sheet TEXT NOT NULL,
    header_row INTEGER NOT NULL,
    mapping TEXT NOT NULL,
    used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (finess, kind, header_key)
);
