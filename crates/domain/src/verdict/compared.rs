//! Lines as they are compared with others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::import::{ConsumptionLine, DaysLine, Lines, Period, Unit};
use crate::resistance::{ResistanceEvaluation, Taxon};

/// What a line says, whatever its kind of file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedLine {
    /// Empty for isolates.
    pub unit_code: String,
    /// Code of the drug or of the organism; empty for a unit and for patient-days.
    pub code: String,
    pub label: String,
    /// Empty for a unit of the structure, which is one of the whole year.
    pub period: Option<Period>,
    /// Patient-days, units dispensed, or isolates that count; empty for a unit of the structure.
    pub number: Option<f64>,
    /// What else makes a line another one: DE and TA of a unit.
    pub rest: String,
}

impl From<&Unit> for ComparedLine {
    fn from(unit: &Unit) -> Self {
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        Self {
            unit_code: unit.code.clone(),
            code: String::new(),
            label: unit.label.clone(),
            period: None,
            number: None,
            rest: format!("{} {}", code(&unit.de_code), code(&unit.ta_code)),
        }
    }
}

impl From<&DaysLine> for ComparedLine {
    fn from(line: &DaysLine) -> Self {
        Self {
            unit_code: line.unit_code.clone(),
            code: String::new(),
            label: String::new(),
            period: Some(line.period),
            number: Some(f64::from(line.days)),
            rest: String::new(),
        }
    }
}

impl From<&ConsumptionLine> for ComparedLine {
    fn from(line: &ConsumptionLine) -> Self {
        Self {
            unit_code: line.unit_code.clone(),
            code: line.drug_code.clone(),
            label: line.drug_label.clone(),
            period: Some(line.period),
            number: line.quantity,
            rest: String::new(),
        }
    }
}

/// The lines of a file but isolates. Rows of consumption without a number change no figure, and have none.
pub fn compared(lines: &Lines) -> Vec<ComparedLine> {
    match lines {
        Lines::Structure(units) => units.iter().map(ComparedLine::from).collect(),
        Lines::PatientDays(days) => days.iter().map(ComparedLine::from).collect(),
        Lines::Consumption(lines) => {
            let counted = lines.iter().filter(|line| line.quantity.is_some());
            counted.map(ComparedLine::from).collect()
        }
        Lines::Resistance(_) => Vec::new(),
    }
}

/// The isolates of an evaluation that count, one line per organism. Pseudonyms are those of one secret:
/// isolates are not told apart.
pub fn compared_isolates(
    evaluation: &ResistanceEvaluation<'_>,
    period: Period,
) -> Vec<ComparedLine> {
    let mut numbers = BTreeMap::<Taxon, u32>::new();
    let taxa = evaluation.kept().filter_map(|(_, outcome)| Taxon::of(outcome.organism?.code));
    taxa.for_each(|taxon| *numbers.entry(taxon).or_default() += 1);
    numbers.into_iter().map(|(taxon, number)| of_taxon(taxon, period, number)).collect()
}

/// The isolates of an organism in a period.
pub fn of_taxon(taxon: Taxon, period: Period, number: u32) -> ComparedLine {
    ComparedLine {
        unit_code: String::new(),
        code: taxon.code().to_owned(),
        label: taxon.organism().name.to_owned(),
        period: Some(period),
        number: Some(f64::from(number)),
        rest: String::new(),
    }
}
