//! Cases: the patients of each unit with an organism of a definition.
//!
//! Every isolate that can be read is looked at, also those that count in no figure: screening, units out of
//! the perimeter, no antibiogram. Left out are rows that repeat another one, those of another
//! period (they come with its file), and those without a patient.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::definition::{Definition, definitions};
use crate::hex;
use crate::import::Date;
use crate::nomenclature::Organism;
use crate::resistance::{IsolateLine, IsolateOutcome, Reason, ResistanceEvaluation};

/// What makes two cases one: patient, definition and unit, then the type of carbapenemase.
///
/// The same patient with another type is another case. A type that is not told fits any.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseKey {
    /// SHA-256 of the pseudonym, the definition and the unit: who has the isolates knows it again,
    /// and nobody reads a patient from it.
    pub place: String,
    pub mechanism: Option<String>,
}

impl CaseKey {
    /// Whether both may be the same case.
    pub(super) fn fits(&self, other: &Self) -> bool {
        self.place == other.place
            && (self.mechanism == other.mechanism
                || self.mechanism.is_none()
                || other.mechanism.is_none())
    }
}

/// An isolate of a case.
#[derive(Debug, Clone, Copy)]
pub struct FoundIsolate<'a> {
    pub import_id: i32,
    pub line: &'a IsolateLine,
    pub outcome: &'a IsolateOutcome,
    pub organism: &'static Organism,
}

impl FoundIsolate<'_> {
    /// Day of the sampling, when it is readable.
    pub fn day(&self) -> Option<Date> {
        Some(self.line.sampled.moment()?.date)
    }

    /// By day, those without one last. Rows only order isolates that are alike.
    fn order(&self) -> impl Ord + use<> {
        let (day, outcome) = (self.day(), self.outcome);
        let found = (self.organism.code, outcome.specimen, outcome.carbapenemase_type);
        (day.is_none(), day, found, self.line.rows.to_string())
    }
}

/// A patient of a unit with an organism of a definition.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    pub key: CaseKey,
    pub definition: &'static Definition,
    /// Code of the unit, without the zeros that spreadsheets lose.
    pub unit: String,
    /// In the structure in force: code, label, sector.
    pub placed: Option<(&'a str, &'a str, Option<&'static str>)>,
    /// At least one, in the order of time.
    pub isolates: Vec<FoundIsolate<'a>>,
}

/// The cases of a year, by definition and unit, then in the order of time.
pub fn cases_of<'a>(evaluation: &'a ResistanceEvaluation<'_>) -> Vec<Case<'a>> {
    type Place<'a> = (usize, String, &'a str);
    let mut found: BTreeMap<Place<'a>, Vec<FoundIsolate<'a>>> = BTreeMap::new();
    for import in &evaluation.imports {
        let delivered = import.delivered;
        for (line, outcome) in delivered.isolates.iter().zip(&import.isolates) {
            let in_period = line
                .sampled
                .moment()
                .is_none_or(|at| delivered.period.holds(at.date.year(), at.date.month()));
            let (Some(patient), Some(organism)) = (line.patient.as_deref(), outcome.organism)
            else {
                continue;
            };
            if outcome.reason == Reason::ExactDuplicate || !in_period {
                continue;
            }
            let fitting = definitions().iter().enumerate().filter(|(_, one)| one.fits(outcome));
            for (number, _) in fitting {
                let isolate =
                    FoundIsolate { import_id: delivered.import_id, line, outcome, organism };
                let place = (number, unit_key(evaluation, line, outcome), patient);
                found.entry(place).or_default().push(isolate);
            }
        }
    }
    let cases = found.into_iter().flat_map(|((number, unit, patient), isolates)| {
        let definition = &definitions()[number];
        let place = place(patient, definition, &unit);
        by_mechanism(definition, isolates).into_iter().map(move |(mechanism, isolates)| Case {
            key: CaseKey { place: place.clone(), mechanism: mechanism.map(str::to_owned) },
            definition,
            unit: unit.clone(),
            placed: placed(evaluation, &isolates),
            isolates,
        })
    });
    let mut cases: Vec<Case<'a>> = cases.collect();
    let number = |case: &Case<'_>| {
        definitions().iter().position(|definition| definition.id == case.definition.id)
    };
    let day = |case: &Case<'_>| case.isolates.first().and_then(FoundIsolate::day);
    cases.sort_by_cached_key(|case| {
        (number(case), case.unit.clone(), day(case).is_none(), day(case), case.key.clone())
    });
    cases
}

/// The unit as cases compare it: that of the structure when it has it, without leading zeros.
fn unit_key(
    evaluation: &ResistanceEvaluation<'_>,
    line: &IsolateLine,
    outcome: &IsolateOutcome,
) -> String {
    let placed = outcome.unit.and_then(|unit| evaluation.units.all.get(unit));
    let code = placed.map_or(line.unit_code.as_str(), |placed| placed.unit.line.code.as_str());
    let numeric = code.bytes().all(|byte| byte.is_ascii_digit());
    let bare = if numeric { code.trim_start_matches('0') } else { code };
    if bare.is_empty() { code.to_owned() } else { bare.to_owned() }
}

fn placed<'a>(
    evaluation: &'a ResistanceEvaluation<'_>,
    isolates: &[FoundIsolate<'_>],
) -> Option<(&'a str, &'a str, Option<&'static str>)> {
    let unit = isolates.iter().find_map(|isolate| isolate.outcome.unit)?;
    let placed = evaluation.units.all.get(unit)?;
    let line = &placed.unit.line;
    Some((&line.code, &line.label, placed.placement.sector))
}

fn place(patient: &str, definition: &Definition, unit: &str) -> String {
    let mut digest = Sha256::new();
    for part in [patient, definition.id, unit] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    hex(&digest.finalize())
}

/// The isolates of a patient by type of carbapenemase; those without a type are of the first one told.
fn by_mechanism<'a>(
    definition: &Definition,
    mut isolates: Vec<FoundIsolate<'a>>,
) -> BTreeMap<Option<&'static str>, Vec<FoundIsolate<'a>>> {
    isolates.sort_by_cached_key(FoundIsolate::order);
    let told = |isolate: &FoundIsolate<'_>| definition.mechanism(isolate.outcome);
    let first = isolates.iter().find_map(told);
    let mut parted: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for isolate in isolates {
        parted.entry(told(&isolate).or(first)).or_default().push(isolate);
    }
    parted
}
