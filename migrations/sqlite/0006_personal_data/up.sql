-- The last login or renewal: accounts long unused are closed.
ALTER TABLE users ADD COLUMN last_seen_at TIMESTAMP;
-- Of those who are there already nobody knows: their time begins now.
UPDATE users SET last_seen_at = CURRENT_TIMESTAMP;

-- Secrets that make pseudonyms of patient identifiers, sealed. The highest version is in force.
CREATE TABLE pseudonym_secrets (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    version INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (finess, version)
);

-- The messages of these cases say the class of what stands in the cell.
UPDATE refused_rows SET words = '[["class","valeur"]]'
WHERE reason IN ('bad_period', 'days_not_a_number') AND words = '[]';
