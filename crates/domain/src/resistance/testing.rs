//! Isolates made up for tests.

use super::antibiogram::{Antibiogram, Category, Molecule};
use super::isolates::{Carbapenemase, Isolate, Isolates, Origin, SectorId};
use super::quarter::Quarter;
use super::taxon::Taxon;
use crate::import::Date;

/// An isolate of *E. coli* in urine, of the first patient, on that day of 2024 (1 = 1 January), with
/// results as `OFX:S CTX:R`.
pub fn isolate(day: i32, results: &str) -> Isolate {
    let date = Date::from_days(45_291 + day).unwrap();
    Isolate {
        results: antibiogram(results),
        patient: 0,
        day: 45_291 + day,
        quarter: Quarter::of(date),
        taxon: Taxon::of("ESCCOL").unwrap(),
        specimen: 2,
        sector: SectorId::of("MED").unwrap(),
        esbl: false,
        carbapenemase: Carbapenemase::ABSENT,
        implausible: false,
    }
}

pub fn antibiogram(results: &str) -> Antibiogram {
    let mut antibiogram = Antibiogram::default();
    for result in results.split_whitespace() {
        let (molecule, category) = result.split_once(':').unwrap();
        antibiogram.put(Molecule::of(molecule).unwrap(), Category::of(category).unwrap());
    }
    antibiogram
}

/// The isolates as a list, which are in the order of time.
pub fn list(all: Vec<Isolate>) -> Isolates {
    let origin = |isolate| Origin { import: 0, isolate };
    let origins = (0..all.len()).map(origin).collect();
    Isolates { all, origins }
}
