-- How often the answers of an establishment on its labels have changed.
CREATE TABLE label_versions (
    finess TEXT NOT NULL PRIMARY KEY REFERENCES establishments (finess),
    version INTEGER NOT NULL
);

-- The version that judged an import of resistances last; none before versions were counted.
ALTER TABLE imports ADD COLUMN label_version INTEGER;
