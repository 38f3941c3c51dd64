//! Rates of molecules over a year: what slips and outliers are looked for in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::effect::Rate;
use crate::consumption::{Axis, Code, Scope, Totals};
use crate::import::Period;
use crate::nomenclature::is_antibiotic;

/// A molecule by its ATC code and route.
pub type MoleculeKey = (Code, Code);

/// What an establishment used of each molecule in a year, in the perimeter `spares`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct MoleculeRates {
    /// DDJ of each antibiotic.
    pub ddj: BTreeMap<MoleculeKey, f64>,
    /// Patient-days.
    pub days: f64,
}

impl MoleculeRates {
    pub fn of(totals: &Totals, year: i32) -> Self {
        let period = Period::year(year);
        let mut ddj: BTreeMap<MoleculeKey, f64> = BTreeMap::new();
        for (key, total) in &totals.consumption {
            let counts = key.period == period && key.place.scope == Scope::Spares;
            if counts && is_antibiotic(&key.atc) {
                *ddj.entry((key.atc.clone(), key.route.clone())).or_default() += total.ddj;
            }
        }
        Self { ddj, days: Rate::of(totals, year).days }
    }

    /// DDJ/1000 JH of a molecule; zero where it was not used, nothing without patient-days.
    pub fn rate(&self, molecule: &MoleculeKey) -> Option<f64> {
        let ddj = self.ddj.get(molecule).copied().unwrap_or(0.0);
        (self.days > 0.0).then(|| 1000.0 * ddj / self.days)
    }

    /// DDJ/1000 JH of each molecule that was used; none without patient-days.
    pub fn rates(&self) -> impl Iterator<Item = (&MoleculeKey, f64)> {
        let used = self.ddj.iter().filter(|_| self.days > 0.0);
        used.map(|(molecule, ddj)| (molecule, 1000.0 * ddj / self.days))
    }

    /// The sums of all antibiotics.
    pub fn all(&self) -> Rate {
        Rate { ddj: self.ddj.values().sum(), days: self.days }
    }
}

/// As it is kept: JSON has no keys of two parts.
#[derive(Serialize, Deserialize)]
struct Kept {
    molecules: Vec<(Code, Code, f64)>,
    days: f64,
}

impl From<Kept> for MoleculeRates {
    fn from(kept: Kept) -> Self {
        let ddj = kept.molecules.into_iter().map(|(atc, route, ddj)| ((atc, route), ddj));
        Self { ddj: ddj.collect(), days: kept.days }
    }
}

impl From<MoleculeRates> for Kept {
    fn from(rates: MoleculeRates) -> Self {
        let molecules = rates.ddj.into_iter().map(|((atc, route), ddj)| (atc, route, ddj));
        Self { molecules: molecules.collect(), days: rates.days }
    }
}

/// `Amoxicilline (orale)`.
pub(super) fn name((atc, route): &MoleculeKey) -> String {
    format!("{} ({})", Axis::Atc.label(atc), Axis::Route.label(route).to_lowercase())
}

/// What decisions know a molecule by.
pub(super) fn subject((atc, route): &MoleculeKey) -> String {
    format!("{atc} {route}")
}
