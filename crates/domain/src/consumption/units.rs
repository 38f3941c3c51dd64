//! The units of a structure: how each counts, and finding one by its code.

use std::collections::{BTreeMap, HashMap};

use super::facts::Stored;
use crate::dto::UnitStatus;
use crate::import::Unit;
use crate::nomenclature::{Placement, classify};

/// A unit and how it counts.
#[derive(Debug, Clone)]
pub struct PlacedUnit<'a> {
    pub unit: &'a Stored<Unit>,
    pub placement: Placement,
    /// Answer given for an ambiguous DE.
    pub answer: Option<&'a str>,
}

impl PlacedUnit<'_> {
    /// In one of the two perimeters.
    pub fn counts(&self) -> bool {
        matches!(self.placement.status, UnitStatus::Perimeter | UnitStatus::Ehpad)
    }
}

/// The units of a year by code.
#[derive(Debug)]
pub struct Units<'a> {
    pub all: Vec<PlacedUnit<'a>>,
    exact: HashMap<&'a str, usize>,
    /// Numeric codes without their leading zeros; `None` when several units share one.
    bare: HashMap<&'a str, Option<usize>>,
}

impl<'a> Units<'a> {
    /// Places the units of a structure, with the answers given for ambiguous ones.
    pub fn of(structure: &'a [Stored<Unit>], given: &'a BTreeMap<String, String>) -> Self {
        let answers: HashMap<&str, &str> =
            given.iter().map(|(unit, answer)| (bare(unit), answer.as_str())).collect();
        let mut units = Self { all: Vec::new(), exact: HashMap::new(), bare: HashMap::new() };
        for stored in structure {
            let unit = &stored.line;
            let exact = given.get(&unit.code).map(String::as_str);
            let answer = exact.or_else(|| answers.get(bare(&unit.code)).copied());
            let placement = classify(unit.de_code.as_deref(), unit.ta_code.as_deref(), answer);
            let index = units.all.len();
            units.exact.insert(&unit.code, index);
            units.bare.entry(bare(&unit.code)).and_modify(|i| *i = None).or_insert(Some(index));
            units.all.push(PlacedUnit { unit: stored, placement, answer });
        }
        units
    }

    /// Index of the unit with this code; a numeric code is also found without its lost zeros,
    /// when exactly one unit fits.
    pub fn find(&self, code: &str) -> Option<usize> {
        let found = || self.bare.get(bare(code)).copied().flatten();
        self.exact.get(code).copied().or_else(found)
    }
}

/// A numeric code without leading zeros; any other code as it is.
fn bare(code: &str) -> &str {
    let numeric = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if numeric { code.trim_start_matches('0') } else { code }
}
