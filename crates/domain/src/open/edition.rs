//! An edition: rows, each number of which may be hidden.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::place::OpenPlace;
use crate::dto::Versions;

/// Figures of some years, as anybody may read them. It never changes once it is made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// Versions of the rules, by year.
    pub versions: BTreeMap<i32, Versions>,
    pub days: Vec<DaysRow>,
    pub consumption: Vec<ConsumptionRow>,
    pub resistance: Vec<ResistanceRow>,
}

/// Patient-days of a place and year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DaysRow {
    pub place: OpenPlace,
    pub year: i32,
    /// Code of a sector; all of them together without.
    pub sector: Option<String>,
    /// Nothing where it is hidden.
    pub patient_days: Option<f64>,
}

/// Doses of a family of molecules. A family without a row was not consumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsumptionRow {
    pub place: OpenPlace,
    pub year: i32,
    pub sector: Option<String>,
    /// Code of a family.
    pub family: String,
    /// DDJ, unrounded; nothing where it is hidden.
    pub ddd: Option<f64>,
}

/// Isolates of an organism and how many resist. Without a row there were none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResistanceRow {
    pub place: OpenPlace,
    pub year: i32,
    /// Code of an organism or a group.
    pub organism: String,
    /// `all`, `invasive`, `specimen:1`: as [`crate::resistance::Part`] writes it.
    pub part: String,
    /// Code of a molecule, a class or a phenotype.
    pub antibiotic: String,
    /// Isolates after deduplication (rule of SPARES); nothing where it is hidden, like those that follow.
    pub isolates: Option<u32>,
    pub tested: Option<u32>,
    /// Resistant; before 2020 with the intermediate.
    pub resistant: Option<u32>,
    /// The same of the establishments that have patient-days: the numerators of densities. Of all
    /// isolates alone.
    pub isolates_with_days: Option<u32>,
    pub resistant_with_days: Option<u32>,
    /// Patient-days of the same establishments.
    pub patient_days: Option<f64>,
}

/// How much of an edition shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    pub numbers: u32,
    pub hidden: u32,
}

impl Edition {
    /// Years that have figures, the first one first.
    pub fn years(&self) -> Vec<i32> {
        let days = self.days.iter().map(|row| row.year);
        let years: BTreeSet<i32> = days.chain(self.resistance.iter().map(|row| row.year)).collect();
        years.into_iter().collect()
    }

    /// The places that have a figure, the nation first.
    pub fn places(&self) -> Vec<OpenPlace> {
        let mut places: Vec<OpenPlace> = self.days.iter().map(|row| row.place.clone()).collect();
        places.extend(self.resistance.iter().map(|row| row.place.clone()));
        places.sort();
        places.dedup();
        places
    }

    /// Numbers, and those of them that are hidden.
    pub fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        let mut count = |is_hidden: bool| {
            shown.numbers += 1;
            shown.hidden += u32::from(is_hidden);
        };
        self.days.iter().for_each(|row| count(row.patient_days.is_none()));
        self.consumption.iter().for_each(|row| count(row.ddd.is_none()));
        for row in &self.resistance {
            for number in [row.isolates, row.tested, row.resistant] {
                count(number.is_none());
            }
        }
        shown
    }
}
