DROP TABLE own_labels;
ALTER TABLE imports DROP COLUMN pseudonym_version;
DROP TABLE isolates;
DROP TABLE import_labels;
