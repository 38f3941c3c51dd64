DROP TABLE pseudonym_secrets;
ALTER TABLE users DROP COLUMN last_seen_at;
