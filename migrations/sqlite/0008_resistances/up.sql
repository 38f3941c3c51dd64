-- The labels of a file of resistances, each once.
CREATE TABLE import_labels (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    place INTEGER NOT NULL,
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (import_id, place)
);

-- Isolates as delivered, in the laboratory's own words: labels by their places. `patient` is a
-- pseudonym; days count from 1899-12-30. `faults` names the cells that hold no date or no age.
-- `results` are pairs of places, antibiotic and mark, two bytes each, the low one first.
CREATE TABLE isolates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    row_numbers TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    patient TEXT,
    sampled_day INTEGER,
    sampled_minute INTEGER NOT NULL,
    admitted_day INTEGER,
    admitted_minute INTEGER NOT NULL,
    age INTEGER,
    faults TEXT NOT NULL,
    sex INTEGER,
    sample_rank INTEGER,
    isolate_no TEXT,
    specimen INTEGER,
    organism INTEGER,
    esbl INTEGER,
    carbapenemase INTEGER,
    carbapenemase_type INTEGER,
    results BLOB NOT NULL
);
CREATE INDEX isolates_import_id ON isolates (import_id, patient);

-- The secret that made the pseudonyms of an import.
ALTER TABLE imports ADD COLUMN pseudonym_version INTEGER;

-- What the labels of an establishment stand for; a label without code is ignored.
CREATE TABLE own_labels (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    code TEXT,
    PRIMARY KEY (finess, field, label)
);
