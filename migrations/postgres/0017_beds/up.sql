-- Beds of full hospitalisation as an establishment says them, by sector and year.
CREATE TABLE beds (
    finess TEXT NOT NULL REFERENCES establishments (finess),
    year INTEGER NOT NULL,
    sector TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (finess, year, sector)
);
