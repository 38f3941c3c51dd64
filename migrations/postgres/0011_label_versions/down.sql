ALTER TABLE imports DROP COLUMN label_version;
DROP TABLE label_versions;
