DROP TABLE delivered_days;
DROP TABLE resistance_cells;
