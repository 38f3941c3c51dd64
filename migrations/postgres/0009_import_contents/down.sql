DROP INDEX isolates_import_id;
CREATE INDEX isolates_import_id ON isolates (import_id, patient);
ALTER TABLE imports DROP COLUMN content_sha256;
