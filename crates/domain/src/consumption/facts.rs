//! What an establishment delivered for a year: the only input of every figure.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::dto::OwnDrug;
use crate::import::{ConsumptionLine, DaysLine, Unit};

/// A line and the import it came with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored<T> {
    pub import_id: i32,
    pub line: T,
}

/// Everything stored about one establishment and year.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct YearFacts {
    pub year: i32,
    /// Structure in force: that of the year, or the last one before.
    pub units: Vec<Stored<Unit>>,
    /// Unit code -> DE with its letter, or sector.
    pub answers: BTreeMap<String, String>,
    /// The establishment's drugs by code.
    pub own_drugs: HashMap<String, OwnDrug>,
    pub days: Vec<Stored<DaysLine>>,
    pub lines: Vec<Stored<ConsumptionLine>>,
    pub declared: Declared,
}

/// What the establishment declares elsewhere, to compare with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Declared {
    /// Beds of full hospitalisation by sector, as entered for the year.
    pub beds: BTreeMap<String, u32>,
    /// Those of the perimeter in the registry, for a year without any entered.
    pub registry_beds: Option<f64>,
    /// Patient-days of the SAE.
    pub patient_days: Option<f64>,
}

impl YearFacts {
    /// Puts the lines in a fixed order: sums do not depend on the order of imports.
    pub fn sort(&mut self) {
        self.units.sort_by(|a, b| a.line.code.cmp(&b.line.code));
        self.days.sort_by(|a, b| {
            (a.line.period, &a.line.unit_code).cmp(&(b.line.period, &b.line.unit_code))
        });
        self.lines.sort_by(|a, b| {
            let key = |l: &ConsumptionLine| (l.period, l.quantity.is_none());
            (key(&a.line), &a.line.unit_code, &a.line.drug_code).cmp(&(
                key(&b.line),
                &b.line.unit_code,
                &b.line.drug_code,
            ))
        });
    }
}
