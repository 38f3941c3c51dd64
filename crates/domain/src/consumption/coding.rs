//! Stage 5: from a drug code to ATC, route and DDJ per unit dispensed.

use std::collections::HashMap;

use super::outcome::Reason;
use crate::dto::OwnDrug;
use crate::nomenclature::{
    Ddd, DrugCode, ddd_table, is_antibiotic, is_antifungal, parse_drug_code, reference_drug,
    to_dose_unit,
};

/// An anti-infective with what it takes to value it.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedDrug {
    pub atc: String,
    pub route: String,
    pub label: String,
    pub antifungal: bool,
    /// Active substance per unit dispensed, as the table has it.
    pub strength: Option<(f64, String)>,
    pub ddd: Option<Ddd>,
    /// Active substance per unit dispensed in the unit of the DDD, or why it is not known.
    pub per_unit: Result<f64, Reason>,
}

/// A drug code after the tables.
#[derive(Debug, Clone, PartialEq)]
pub enum Coding {
    /// An anti-infective of the surveillance.
    Coded(CodedDrug),
    /// Another drug, with its label.
    Other(String),
    /// No drug: the reason why.
    Unknown(Reason),
}

/// Codes drugs for one year, each code once.
#[derive(Debug)]
pub struct Coder<'a> {
    year: i32,
    own: &'a HashMap<String, OwnDrug>,
}

impl<'a> Coder<'a> {
    pub fn new(year: i32, own: &'a HashMap<String, OwnDrug>) -> Self {
        Self { year, own }
    }

    /// Looks the code up: the reference table first, then the establishment's.
    pub fn code(&self, drug_code: &str) -> Coding {
        let own = self.own.get(drug_code);
        let reference = reference_drug(drug_code);
        let (atc, route, label) = match (reference, own) {
            (Some(drug), _) => (drug.atc, drug.route, drug.label),
            (None, Some(drug)) => (drug.atc.as_str(), drug.route.as_str(), drug.label.as_str()),
            (None, None) => return Coding::Unknown(why_unknown(drug_code)),
        };
        let antifungal = is_antifungal(atc);
        if !antifungal && !is_antibiotic(atc) {
            return Coding::Other(label.to_owned());
        }
        let from_reference =
            reference.and_then(|drug| Some((drug.strength?, drug.unit?.to_owned())));
        let from_own = || own.and_then(|drug| Some((drug.strength?, drug.unit.clone()?)));
        let strength = from_reference.or_else(from_own).filter(|(amount, _)| *amount > 0.0);
        let ddd = ddd_table(self.year).dose(atc, route, label);
        let per_unit = match (&strength, &ddd) {
            (None, _) => Err(Reason::NoStrength),
            (_, None) => Err(Reason::NoDdd),
            (Some((amount, unit)), Some(ddd)) => {
                to_dose_unit(*amount, unit, ddd.unit).ok_or(Reason::UnitNotConvertible)
            }
        };
        Coding::Coded(CodedDrug {
            atc: atc.to_owned(),
            route: route.to_owned(),
            label: label.to_owned(),
            antifungal,
            strength,
            ddd,
            per_unit,
        })
    }
}

/// Why a code that stands in no table is refused. The key only explains.
fn why_unknown(code: &str) -> Reason {
    match parse_drug_code(code) {
        DrugCode::Missing => Reason::NoCode,
        DrugCode::Cip(_) => Reason::Cip,
        DrugCode::Ucd { key_ok: false, .. } | DrugCode::BadKey(_) => Reason::BadKey,
        DrugCode::Ucd { .. } | DrugCode::Other(_) => Reason::UnknownCode,
    }
}
