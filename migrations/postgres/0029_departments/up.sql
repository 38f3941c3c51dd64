-- INSEE code of the department; none in a collectivity that is not one. The registry is stored anew after the migrations; what was
-- added by hand has the department that its number was given in.
ALTER TABLE establishments ADD COLUMN department TEXT;
UPDATE establishments
SET department = CASE
    WHEN finess LIKE '97%' THEN '97' || substr(finess, 4, 1)
    WHEN finess LIKE '9805%' THEN '976'
    ELSE substr(finess, 1, 2)
END
WHERE source = 'manual' AND region NOT IN ('975', '977', '978', '987', '988');
CREATE INDEX establishments_department ON establishments (department);
