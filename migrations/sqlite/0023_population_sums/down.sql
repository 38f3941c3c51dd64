DROP TABLE population_changes;
DROP TABLE population_sums;
