-- Fingerprint of what an import says, whatever its file looks like; none for earlier imports.
ALTER TABLE imports ADD COLUMN content_sha256 TEXT NOT NULL DEFAULT '';

-- Isolates are read by import alone.
DROP INDEX isolates_import_id;
CREATE INDEX isolates_import_id ON isolates (import_id);
