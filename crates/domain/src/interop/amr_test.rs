//! `AMRTEST` of EARS-Net: one row per isolate of blood or cerebrospinal fluid and antibiotic.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::codes::{Pathogen, code_of, pathogen_of};
use super::described::{Described, Laboratory};
use super::isolate::{put_markers, put_patient};
use super::left_out::LeftOut;
use super::manifest::manifest;
use super::output::Output;
use super::record::Record;
use super::results::{Named, Tested, results};
use super::value::{Told, told};
use crate::dto::{ExportCovered, ExportLayout, ExportManifest};
use crate::import::Moment;
use crate::resistance::{
    Category, ImportOutcome, IsolateLine, IsolateOutcome, Method, Reason, ResistanceEvaluation,
};

/// Writes the isolates that EARS-Net asks for, establishment by establishment.
///
/// Wards outside of the perimeter are in it: EARS-Net covers whoever has a blood culture taken. All isolates of
/// a patient are written, unless [`AmrTest::first_isolates_only`] was asked for.
#[derive(Debug, Clone)]
pub struct AmrTest {
    year: i32,
    output: Output,
    first_only: bool,
    /// Patients and isolates of each laboratory so far.
    numbers: BTreeMap<String, Numbers>,
    covered: ExportCovered,
}

#[derive(Debug, Clone, Copy, Default)]
struct Numbers {
    patients: u64,
    isolates: u64,
}

/// An isolate that EARS-Net asks for, where it was delivered.
struct Asked<'a> {
    import: usize,
    line: &'a IsolateLine,
    outcome: &'a IsolateOutcome,
    sampled: Moment,
    specimen: &'static str,
    pathogen: &'static Pathogen,
}

impl Asked<'_> {
    /// A patient and a pathogen.
    fn key(&self) -> (&str, &'static str) {
        (self.line.patient.as_deref().unwrap_or_default(), self.pathogen.code)
    }
}

impl AmrTest {
    /// A file of a year without a row.
    pub fn new(year: i32) -> Self {
        Self {
            year,
            output: Output::new(ExportLayout::Amrtest),
            first_only: false,
            numbers: BTreeMap::new(),
            covered: ExportCovered::default(),
        }
    }

    /// The same file with the first isolate of a patient and pathogen alone.
    #[must_use]
    pub fn first_isolates_only(self) -> Self {
        Self { first_only: true, ..self }
    }

    /// The lines of one establishment, in the order of time; counts are whole once they are all taken.
    pub fn rows<'a>(
        &'a mut self,
        evaluation: &'a ResistanceEvaluation<'_>,
        described: &'a Described,
    ) -> impl Iterator<Item = String> + 'a {
        let mut asked = self.asked(evaluation);
        let laboratory = described.laboratory.as_ref().filter(|one| one.is_known());
        if laboratory.is_none() {
            for isolate in asked.drain(..) {
                self.output.leave_out(LeftOut::NoLaboratory, isolate.line.results.len());
            }
        }
        if self.first_only {
            self.keep_first(&mut asked);
        }
        let named: Vec<Named> = evaluation
            .imports
            .iter()
            .map(|import| Named::of(import, &evaluation.facts.own_labels))
            .collect();
        let mut patients: HashMap<&'a str, u64> = HashMap::new();
        let mut counted: HashSet<(u64, &'static str)> = HashSet::new();
        let mut is_first_row = true;
        asked.into_iter().flat_map(move |isolate| {
            let Some(laboratory) = laboratory else { return Vec::new() };
            let import = &evaluation.imports[isolate.import];
            let unit = isolate.outcome.unit.and_then(|unit| evaluation.units.all.get(unit));
            let patient = isolate.line.patient.as_deref().unwrap_or_default();
            let numbers = self.numbers.entry(laboratory.code.clone()).or_default();
            let next = numbers.patients + 1;
            let patient = *patients.entry(patient).or_insert(next);
            numbers.patients = numbers.patients.max(patient);
            numbers.isolates += 1;
            let id = IsolateId { laboratory, patient, isolate: numbers.isolates };
            let mut base = base(&isolate, &id);
            if let Some(change) = put_patient(&mut base, import, isolate.line, unit) {
                self.output.change(change);
            }
            let (lines, resistant) =
                self.isolate(&isolate, &id, &base, (import, &named[isolate.import]));
            if !lines.is_empty() && counted.insert((patient, isolate.pathogen.code)) {
                self.output.groups.count(isolate.pathogen.code, &resistant);
            }
            if is_first_row && !lines.is_empty() {
                is_first_row = false;
                self.output.establishments += 1;
                self.covered.add(described);
            }
            lines
        })
    }

    /// The establishments of which a row is in the file so far: what a coverage is judged by.
    pub const fn covered(&self) -> &ExportCovered {
        &self.covered
    }

    /// What came of all the lines so far.
    pub fn manifest(&self) -> ExportManifest {
        let dedup = if self.first_only {
            (Method::FirstIsolate, "Les autres isolats ne sont pas dans le fichier")
        } else {
            (Method::None, "L’ECDC retient le premier isolat par patient, espèce et année")
        };
        manifest(&self.output, self.year, dedup)
    }

    /// The isolates that EARS-Net asks for, in the order of time; the others are told.
    fn asked<'a>(&mut self, evaluation: &'a ResistanceEvaluation<'_>) -> Vec<Asked<'a>> {
        let mut asked = Vec::new();
        for (import, outcomes) in evaluation.imports.iter().enumerate() {
            for (line, outcome) in outcomes.delivered.isolates.iter().zip(&outcomes.isolates) {
                match asked_for(import, line, outcome) {
                    Ok(isolate) => asked.push(isolate),
                    Err(reason) => self.output.leave_out(reason, line.results.len()),
                }
            }
        }
        asked.sort_by_key(|isolate| isolate.sampled);
        asked
    }

    fn keep_first(&mut self, asked: &mut Vec<Asked<'_>>) {
        let mut seen: HashSet<(String, &'static str)> = HashSet::new();
        asked.retain(|isolate| {
            let (patient, pathogen) = isolate.key();
            let first = seen.insert((patient.to_owned(), pathogen));
            if !first {
                self.output.leave_out(LeftOut::NotFirst, isolate.line.results.len());
            }
            first
        });
    }

    /// The lines of an isolate, and of each antibiotic in them whether it is R.
    fn isolate(
        &mut self,
        isolate: &Asked<'_>,
        id: &IsolateId<'_>,
        base: &Record,
        (import, named): (&ImportOutcome<'_>, &Named),
    ) -> (Vec<String>, BTreeMap<&'static str, bool>) {
        let found = results(import, named, isolate.line);
        for reason in &found.left_out {
            self.output.rows.leave_out(*reason, 1);
        }
        let markers = found.esbl + found.carbapenemase;
        self.output.rows.leave_out(LeftOut::Marker, markers as u64);
        let mut lines = Vec::with_capacity(found.tested.len());
        let mut resistant = BTreeMap::new();
        for (antibiotic, tested) in found.tested {
            if !isolate.pathogen.asks(antibiotic) {
                self.output.rows.leave_out(LeftOut::AntibioticNotAsked, 1);
            } else if tested.uncertain {
                self.output.rows.leave_out(LeftOut::Uncertain, 1);
            } else if let Some(line) = self.row(isolate, id, base.clone(), (antibiotic, &tested)) {
                lines.push(line);
                resistant.insert(antibiotic, tested.category == Category::Resistant);
            }
        }
        if lines.is_empty() {
            self.output.isolates.leave_out(LeftOut::NoRow, 1);
        } else {
            self.output.isolates.write();
        }
        (lines, resistant)
    }

    fn row(
        &mut self,
        isolate: &Asked<'_>,
        id: &IsolateId<'_>,
        mut record: Record,
        (antibiotic, tested): (&'static str, &Tested<'_>),
    ) -> Option<String> {
        let sir = sir(tested.category);
        record.put("RecordId", id.record(isolate, antibiotic));
        record.put("Antibiotic", antibiotic);
        record.put("SIR", sir);
        let (value, change) = told(tested.mark);
        match value {
            Some(Told::Mic { sign, value }) => {
                record.put("ResultMICSign", sign);
                record.put("ResultMICValue", value);
                record.put("ResultMICSIR", sir);
            }
            Some(Told::Zone(value)) => {
                record.put("ResultZoneValue", value);
                record.put("ResultZoneSIR", sir);
            }
            None => {}
        }
        let line = record.line();
        match &line {
            Some(line) => self.output.write(line),
            None => self.output.rows.leave_out(LeftOut::Refused, 1),
        }
        if let Some(change) = change.filter(|_| line.is_some()) {
            self.output.change(change);
        }
        line
    }
}

/// Whether EARS-Net asks for an isolate, or why not.
fn asked_for<'a>(
    import: usize,
    line: &'a IsolateLine,
    outcome: &'a IsolateOutcome,
) -> Result<Asked<'a>, LeftOut> {
    if !matches!(outcome.reason, Reason::KeptPerimeter | Reason::UnitOutOfPerimeter) {
        return Err(LeftOut::Isolate(outcome.reason));
    }
    let sampled = line.sampled.moment().ok_or(LeftOut::Isolate(Reason::BadDate))?;
    let specimen = outcome.specimen.map(|code| code.to_string()).unwrap_or_default();
    let specimen = code_of("tessy_specimen", &specimen).ok_or(LeftOut::SpecimenNotAsked)?;
    let organism = outcome.organism.map_or("", |organism| organism.code);
    let pathogen = pathogen_of(organism).ok_or(LeftOut::OrganismNotAsked)?;
    Ok(Asked { import, line, outcome, sampled, specimen, pathogen })
}

/// The numbers of an isolate in its laboratory.
struct IsolateId<'a> {
    laboratory: &'a Laboratory,
    patient: u64,
    isolate: u64,
}

impl IsolateId<'_> {
    /// Unique within laboratory and year: `24-000012`.
    fn isolate(&self, sampled: Moment) -> String {
        format!("{:02}-{:06}", sampled.date.year().rem_euclid(100), self.isolate)
    }

    /// The parts that the ECDC recommends, and the isolate.
    fn record(&self, isolate: &Asked<'_>, antibiotic: &str) -> String {
        let Asked { pathogen, specimen, sampled, .. } = isolate;
        let (laboratory, patient) = (&self.laboratory.code, self.patient);
        let (pathogen, date) = (pathogen.code, sampled.date);
        let isolate = self.isolate(*sampled);
        format!("FR-{laboratory}-{patient}-{pathogen}-{specimen}-{antibiotic}-{date}-{isolate}")
    }
}

/// What all rows of an isolate have, but for the patient.
fn base(isolate: &Asked<'_>, id: &IsolateId<'_>) -> Record {
    let mut base = Record::new(ExportLayout::Amrtest);
    base.put("Status", "NEW/UPDATE");
    base.put("DateUsedForStatistics", isolate.sampled.date.to_string());
    base.put("LaboratoryCode", id.laboratory.code.clone());
    base.put("PatientCounter", id.patient.to_string());
    base.put("IsolateId", id.isolate(isolate.sampled));
    base.put("HospitalId", id.laboratory.hospital_id());
    base.put("Specimen", isolate.specimen);
    base.put("Pathogen", isolate.pathogen.code);
    base.put("ReferenceGuidelinesSIR", "EUCAST");
    put_markers(&mut base, isolate.pathogen.code, isolate.outcome);
    base
}

fn sir(category: Category) -> &'static str {
    let ours = match category {
        Category::Susceptible => "S",
        Category::Increased => "SFP",
        Category::Resistant => "R",
    };
    code_of("tessy_sir", ours).unwrap_or_default()
}
