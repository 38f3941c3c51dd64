ALTER TABLE sessions DROP COLUMN strong;
DROP TABLE identities;
