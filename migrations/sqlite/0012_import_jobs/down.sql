ALTER TABLE imports DROP COLUMN problem;
