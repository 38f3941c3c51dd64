-- Sums over the establishments of a region, of a type, of both, and of all of them: what figures of many are read from.
CREATE TABLE population_sums (
    base INTEGER NOT NULL,
    -- `consumption`, or the rule of deduplication of resistances.
    side TEXT NOT NULL,
    -- A star where they are of all regions, or of all types.
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    -- Part of the isolates; empty for consumption, and for what resistances have beside their cells.
    part TEXT NOT NULL,
    -- As JSON.
    sums TEXT NOT NULL,
    PRIMARY KEY (base, side, region, kind, year, period, part)
);

-- Roll-ups that changed since their sums were made: sums of these establishments are made anew from what is below them.
CREATE TABLE population_changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    base INTEGER NOT NULL,
    side TEXT NOT NULL,
    year INTEGER NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX population_changes_place ON population_changes (base, side, year);

-- Frozen bases that have no sums yet; roll-ups of the live one are made anew with the schema.
INSERT INTO population_changes (base, side, year, region, kind)
    SELECT DISTINCT copied.base, sides.side, copied.year, members.region, members.kind
    FROM (SELECT base, finess, year FROM year_summaries WHERE base <> 0
          UNION SELECT base, finess, year FROM resistance_periods WHERE base <> 0) AS copied
    JOIN snapshot_establishments AS members ON members.snapshot_id = copied.base AND members.finess = copied.finess
    CROSS JOIN (SELECT 'consumption' AS side UNION ALL SELECT 'spares' UNION ALL SELECT 'first_isolate' UNION ALL SELECT 'none')
        AS sides;

CREATE TRIGGER population_sums_frozen_update BEFORE UPDATE ON population_sums WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER population_sums_frozen_delete BEFORE DELETE ON population_sums WHEN OLD.base <> 0
    BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
