DROP INDEX establishments_department;
ALTER TABLE establishments DROP COLUMN department;
