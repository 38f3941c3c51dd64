//! An alert in numbers, and its isolates one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::{Case, FoundIsolate};
use crate::dto::{AlertContent, AlertIsolate, AlertOrganism, AlertSpecimen};
use crate::import::Date;
use crate::nomenclature::{Organism, organism, specimen};
use crate::resistance::{Carbapenemase, Molecule, Reason};

const SCREENING: &str = "Dépistage";
const UNMAPPED: &str = "Nature à préciser";

/// What the cases of an alert say together. Of one unit; no patient is told.
pub fn content_of(cases: &[&Case<'_>]) -> AlertContent {
    let mut content = AlertContent { patients: patients(cases), ..AlertContent::default() };
    let mut organisms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut specimens: BTreeMap<String, u32> = BTreeMap::new();
    for case in cases {
        content.mechanisms.extend(case.key.mechanism.clone());
        for isolate in &case.isolates {
            organisms.entry(isolate.organism.taxon()).or_default().insert(&case.key.place);
            *specimens.entry(specimen_label(isolate).to_owned()).or_default() += 1;
            content.isolates += 1;
            let reason = isolate.outcome.reason;
            content.screenings += u32::from(reason == Reason::Screening);
            if reason != Reason::KeptPerimeter {
                *content.uncounted.entry(reason.as_str().to_owned()).or_default() += 1;
            }
        }
    }
    content.mechanisms.sort_unstable();
    content.mechanisms.dedup();
    let days = || cases.iter().flat_map(|case| &case.isolates).filter_map(FoundIsolate::day);
    content.first_on = days().min().map(|day| day.to_string());
    content.last_on = days().max().map(|day| day.to_string());
    let placed = cases.iter().find_map(|case| case.placed);
    if let Some((code, label, sector)) = placed {
        code.clone_into(&mut content.unit_code);
        content.unit_label = Some(label.to_owned()).filter(|label| !label.is_empty());
        content.sector = sector.map(str::to_owned);
    } else if let Some(isolate) = cases.iter().find_map(|case| case.isolates.first()) {
        isolate.line.unit_code.clone_into(&mut content.unit_code);
    }
    content.organisms = told(organisms);
    content.specimens = counted(specimens);
    content
}

fn told(organisms: BTreeMap<&str, BTreeSet<&str>>) -> Vec<AlertOrganism> {
    let told = organisms.into_iter().filter_map(|(code, patients)| {
        let Organism { code, name, .. } = organism(code)?;
        let patients = u32::try_from(patients.len()).unwrap_or(u32::MAX);
        Some(AlertOrganism { code: (*code).to_owned(), label: (*name).to_owned(), patients })
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|one| std::cmp::Reverse(one.patients));
    told
}

fn counted(specimens: BTreeMap<String, u32>) -> Vec<AlertSpecimen> {
    let counted = specimens.into_iter().map(|(label, isolates)| AlertSpecimen { label, isolates });
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|one| std::cmp::Reverse(one.isolates));
    counted
}

/// A patient with two types of carbapenemase is one patient.
fn patients(cases: &[&Case<'_>]) -> u32 {
    let places: BTreeSet<&str> = cases.iter().map(|case| case.key.place.as_str()).collect();
    u32::try_from(places.len()).unwrap_or(u32::MAX)
}

fn specimen_label(isolate: &FoundIsolate<'_>) -> &'static str {
    let code = isolate.outcome.specimen.map(|code| code.to_string());
    match code.as_deref().and_then(specimen) {
        Some(known) => known.label,
        None if isolate.outcome.reason == Reason::Screening => SCREENING,
        None => UNMAPPED,
    }
}

/// The isolates of the cases of an alert in the order of time. Patients are numbered in the order of
/// their first isolate; their pseudonyms are told to members alone.
pub fn isolates_of(cases: &[&Case<'_>], is_member: bool) -> Vec<AlertIsolate> {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found: Vec<(&Case<'_>, &FoundIsolate<'_>)> =
        cases.iter().flat_map(|case| case.isolates.iter().map(|one| (*case, one))).collect();
    found.sort_by_key(|(_, isolate)| (isolate.day().is_none(), isolate.day()));
    let mut told = Vec::new();
    for (case, isolate) in found {
        let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
        let patient = *numbers.entry(patient_of(case)).or_insert(next);
        told.push(described(isolate, patient, is_member));
    }
    told
}

fn patient_of<'a>(case: &'a Case<'_>) -> &'a str {
    case.isolates.first().and_then(|isolate| isolate.line.patient.as_deref()).unwrap_or_default()
}

fn described(isolate: &FoundIsolate<'_>, patient: u32, is_member: bool) -> AlertIsolate {
    let FoundIsolate { import_id, line, outcome, organism } = *isolate;
    let enzyme = Carbapenemase::of(outcome.carbapenemase, outcome.carbapenemase_type);
    // Of a day that is not told, the categories of today.
    let year = isolate.day().map_or(i32::MAX, Date::year);
    let result = |molecule: Molecule| {
        let category = outcome.results.of(molecule)?;
        Some((molecule.code().to_owned(), category.code(year).to_owned()))
    };
    AlertIsolate {
        import_id,
        rows: line.rows.to_string(),
        patient,
        pseudonym: line.patient.clone().filter(|_| is_member),
        sampled_on: isolate.day().map(|day| day.to_string()),
        specimen: specimen_label(isolate).to_owned(),
        organism: organism.code.to_owned(),
        organism_label: organism.name.to_owned(),
        carbapenemase: enzyme.is_present(),
        carbapenemase_type: enzyme.kind().map(str::to_owned),
        results: Molecule::all().filter_map(result).collect(),
        counted: outcome.reason == Reason::KeptPerimeter,
        reason: outcome.reason.as_str().to_owned(),
        reason_label: outcome.reason.label().to_owned(),
    }
}
