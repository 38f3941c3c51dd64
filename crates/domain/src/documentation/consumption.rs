//! From dispensed units to DDJ, to a rate and to a share.

use std::collections::HashMap;

use crate::consumption::{
    Coder, Coding, DaysKey, Place, Question, Scope, Total, TotalKey, Totals, analyse,
    broad_spectrum,
};
use crate::dto::{Figure, OwnDrug, Perimeter, Versions};
use crate::import::Period;
use crate::nomenclature::{Ddd, family};

/// The year whose tables value the example.
pub const YEAR: i32 = 2024;

/// Patient-days of the unit of the example.
pub const PATIENT_DAYS: f64 = 1250.0;

/// A line of consumption, valued.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkedDose {
    pub label: &'static str,
    pub atc: String,
    pub route: String,
    /// Dispensed, returns taken off.
    pub units: f64,
    /// Active substance in one unit, in the unit of the dose.
    pub strength: f64,
    pub dose: Ddd,
    pub ddj: f64,
    /// Whether it is in the numerator of the broad-spectrum share.
    pub is_broad: bool,
}

/// A drug of the example.
struct Dispensed {
    label: &'static str,
    atc: &'static str,
    route: &'static str,
    units: f64,
    strength: f64,
    unit: &'static str,
}

const fn dispensed(
    (label, atc, route): (&'static str, &'static str, &'static str),
    units: f64,
    (strength, unit): (f64, &'static str),
) -> Dispensed {
    Dispensed { label, atc, route, units, strength, unit }
}

const DISPENSED: [Dispensed; 6] = [
    dispensed(("Amoxicilline 500 mg, gélule", "J01CA04", "O"), 600.0, (500.0, "mg")),
    dispensed(("Amoxicilline-acide clavulanique 1 g, flacon", "J01CR02", "P"), 120.0, (1.0, "g")),
    dispensed(("Ceftriaxone 1 g, flacon", "J01DD04", "P"), 90.0, (1.0, "g")),
    dispensed(("Pipéracilline-tazobactam 4 g, flacon", "J01CR05", "P"), 70.0, (4.0, "g")),
    dispensed(("Cotrimoxazole 800 mg/160 mg, comprimé", "J01EE01", "O"), 40.0, (800.0, "mg")),
    dispensed(("AmBisome 50 mg, flacon (liposomale)", "J02AA01", "P"), 21.0, (50.0, "mg")),
];

/// The lines of the unit; a drug that the tables do not value is left out.
pub fn worked_doses() -> Vec<WorkedDose> {
    let own = DISPENSED.iter().map(|drug| (drug.label.to_owned(), own(drug))).collect();
    DISPENSED.iter().filter_map(|drug| worked(drug, &own)).collect()
}

fn own(drug: &Dispensed) -> OwnDrug {
    OwnDrug {
        code: drug.label.to_owned(),
        label: drug.label.to_owned(),
        atc: drug.atc.to_owned(),
        route: drug.route.to_owned(),
        strength: Some(drug.strength),
        unit: Some(drug.unit.to_owned()),
    }
}

fn worked(drug: &Dispensed, own: &HashMap<String, OwnDrug>) -> Option<WorkedDose> {
    let Coding::Coded(coded) = Coder::new(YEAR, own).code(drug.label) else { return None };
    let (strength, dose) = (coded.per_unit.ok()?, coded.ddd?);
    Some(WorkedDose {
        label: drug.label,
        units: drug.units,
        strength,
        dose,
        ddj: drug.units * strength / dose.value,
        is_broad: family("ECDC_LARGE")
            .is_some_and(|broad| broad.contains(&coded.atc, &coded.route)),
        atc: coded.atc,
        route: coded.route,
    })
}

/// The rate of antibiotics of the unit, in DDJ/1000 JH.
pub fn worked_rate() -> Figure {
    analyse(&totals(), &question(), &Versions::default()).totals.rate
}

/// The broad-spectrum share of the unit, in %.
pub fn worked_share() -> Figure {
    broad_spectrum(&totals(), &question(), &Versions::default())
}

fn question() -> Question {
    Question::year(YEAR, Perimeter::Spares)
}

fn totals() -> Totals {
    let period = Period::year(YEAR);
    let place = Place { scope: Scope::Spares, sector: "MED".into(), subsector: "".into() };
    let consumption = worked_doses().into_iter().map(|line| {
        let key = TotalKey {
            period,
            place: place.clone(),
            atc: line.atc.into(),
            route: line.route.into(),
        };
        (key, Total { ddj: line.ddj, quantity: line.units * line.strength })
    });
    Totals {
        consumption: consumption.collect(),
        days: [(DaysKey { period, place: place.clone() }, PATIENT_DAYS)].into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_example_is_valued_and_can_be_checked_by_hand() {
        let lines = worked_doses();
        let ddj: Vec<f64> = lines.iter().map(|line| (line.ddj * 100.0).round() / 100.0).collect();
        // 600 × 0.5 ÷ 1.5; 120 × 1 ÷ 3; 90 × 1 ÷ 2; 70 × 4 ÷ 14; 40 × 0.8 ÷ 1.6; 21 × 0.05 ÷ 0.21
        assert_eq!(ddj, [200.0, 40.0, 45.0, 20.0, 20.0, 5.0]);
    }

    #[test]
    fn the_rate_leaves_antifungals_out_and_the_share_is_of_j01() {
        let rate = worked_rate();
        assert!((rate.numerator - 325.0).abs() < 0.5, "{rate:?}");
        assert!(rate.value.is_some_and(|value| (value - 260.0).abs() < 0.5), "{rate:?}");
        let share = worked_share();
        assert!((share.numerator - 65.0).abs() < 0.5, "{share:?}");
        assert!(share.value.is_some_and(|value| (value - 20.0).abs() < 0.5), "{share:?}");
    }
}
