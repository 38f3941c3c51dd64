-- Why an import that was taken in came to nothing, as JSON.
ALTER TABLE imports ADD COLUMN problem TEXT;
