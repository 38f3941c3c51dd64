-- Codes that were corrected in the files of an establishment, offered again when the next file has them.
CREATE TABLE corrections (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    found TEXT NOT NULL,
    meant TEXT NOT NULL,
    used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (finess, kind, field, found)
);
