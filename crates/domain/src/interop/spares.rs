//! The flat file of the national extracts: one row per isolate and molecule, duplicates told.

use std::borrow::Cow;
use std::collections::HashSet;

use super::codes::{age_class, code_of};
use super::described::Described;
use super::left_out::{Change, LeftOut};
use super::manifest::manifest;
use super::output::Output;
use super::record::Record;
use super::results::{Named, results};
use crate::dto::{ExportLayout, ExportManifest};
use crate::import::Date;
use crate::resistance::{
    Age, Carbapenemase, Category, Decision, ImportOutcome, Isolate, IsolateLine, IsolateOutcome,
    Isolates, Method, Origin, Reason, ResistanceEvaluation, Run, Split, Window, deduplicate,
};

/// The run whose decisions are told: a year, all specimens together.
const RUN: Run = Run { window: Window::Year, split: Split::Together };

/// Writes the isolates of the perimeter, establishment by establishment.
#[derive(Debug, Clone)]
pub struct Spares {
    year: i32,
    output: Output,
    patients: u64,
    isolates: u64,
}

impl Spares {
    /// A file of a year without a row.
    pub fn new(year: i32) -> Self {
        Self { year, output: Output::new(ExportLayout::Spares), patients: 0, isolates: 0 }
    }

    /// The lines of one establishment, in the order of time; counts are whole once they are all taken.
    pub fn rows<'a>(
        &'a mut self,
        evaluation: &'a ResistanceEvaluation<'_>,
        described: &'a Described,
    ) -> impl Iterator<Item = String> + 'a {
        let Isolates { all, origins } = Isolates::of(evaluation);
        let decisions = deduplicate(&all, Method::Spares, RUN);
        self.leave_out(evaluation, &origins);
        let named: Vec<Named> = evaluation
            .imports
            .iter()
            .map(|import| Named::of(import, &evaluation.facts.own_labels))
            .collect();
        let patients_before = self.patients;
        self.patients += u64::from(all.iter().map(|one| one.patient + 1).max().unwrap_or_default());
        self.output.establishments += u32::from(!all.is_empty());
        let each = all.into_iter().zip(origins).zip(decisions);
        each.flat_map(move |((isolate, origin), decision)| {
            let import = &evaluation.imports[origin.import];
            let place = Place {
                import,
                named: &named[origin.import],
                line: &import.delivered.isolates[origin.isolate],
                outcome: &import.isolates[origin.isolate],
            };
            let patient = patients_before + u64::from(isolate.patient) + 1;
            let mut base = self.base(evaluation, described, &place, &isolate, decision);
            base.put("Num_Patient", patient.to_string());
            self.isolate(&place, &base)
        })
    }

    /// What came of all the lines so far.
    pub fn manifest(&self) -> ExportManifest {
        let what = "Les doublons sont dans le fichier, marqués 1 dans suppr_dedoublonnage2";
        manifest(&self.output, self.year, (Method::Spares, what))
    }

    /// Tells the isolates that are not at one of these places.
    fn leave_out(&mut self, evaluation: &ResistanceEvaluation<'_>, origins: &[Origin]) {
        let placed: HashSet<(usize, usize)> =
            origins.iter().map(|origin| (origin.import, origin.isolate)).collect();
        for (import, outcomes) in evaluation.imports.iter().enumerate() {
            let all = outcomes.delivered.isolates.iter().zip(&outcomes.isolates).enumerate();
            for (_, (line, outcome)) in all.filter(|(place, _)| !placed.contains(&(import, *place)))
            {
                let reason = match outcome.reason {
                    Reason::KeptPerimeter => LeftOut::NoRow,
                    reason => LeftOut::Isolate(reason),
                };
                self.output.leave_out(reason, cells(line));
            }
        }
    }

    /// What all rows of an isolate have.
    fn base(
        &mut self,
        evaluation: &ResistanceEvaluation<'_>,
        described: &Described,
        place: &Place<'_>,
        isolate: &Isolate,
        decision: Decision,
    ) -> Record {
        self.isolates += 1;
        let mut base = Record::new(ExportLayout::Spares);
        let sector = isolate.sector.sector().code;
        let flag = if decision.is_kept() { "kept" } else { "duplicate" };
        let specimen = isolate.specimen.to_string();
        let organism = place.outcome.organism.map(|organism| organism.name);
        for (name, code) in [
            ("IdSite", code_of("spares_site", &specimen)),
            ("secteur", code_of("spares_sector", sector)),
            ("bacterie", organism),
            ("nosocomial", code_of("spares_onset", place.line.onset().as_str())),
            ("idactivite", code_of("spares_activity", sector)),
            ("suppr_dedoublonnage2", code_of("spares_flag", flag)),
        ] {
            base.put(name, code.unwrap_or_default());
        }
        if let Age::Years(years) = place.line.age {
            base.put("idtrancheage", age_class(years).unwrap_or_default());
        }
        if let Some(date) = Date::from_days(isolate.day) {
            let day = format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
            base.put("prelevement", day);
        }
        base.put("ligne", self.isolates.to_string());
        let unit = place.outcome.unit.and_then(|unit| evaluation.units.all.get(unit));
        let unit = unit.map(|placed| &placed.unit.line);
        for (name, text) in [
            ("IdEtablissement", Some(described.code.as_str())),
            ("iduf", unit.map(|unit| unit.code.as_str())),
            ("code_de", unit.and_then(|unit| unit.de_code.as_deref())),
            ("code_ta", unit.and_then(|unit| unit.ta_code.as_deref())),
        ] {
            self.put_text(&mut base, name, text.unwrap_or_default());
        }
        base
    }

    fn put_text(&mut self, base: &mut Record, name: &str, text: &str) {
        if !text.is_empty() && !base.put(name, text.to_owned()) {
            self.output.change(Change::CellLost);
        }
    }

    /// The lines of an isolate: its results by molecule, then its phenotypes.
    fn isolate(&mut self, place: &Place<'_>, base: &Record) -> Vec<String> {
        let Place { import, named, line, outcome } = *place;
        let found = results(import, named, line);
        for reason in &found.left_out {
            self.output.rows.leave_out(*reason, 1);
        }
        let mut lines = Vec::with_capacity(found.tested.len() + 2);
        for (code, tested) in &found.tested {
            let category = match tested.category {
                Category::Susceptible => "S",
                Category::Increased => "SFP",
                Category::Resistant => "R",
            };
            lines.extend(self.row(base, code, category));
        }
        let present = Carbapenemase::of(outcome.carbapenemase, outcome.carbapenemase_type);
        let carbapenemase = present.is_present().then_some(true).or(outcome.carbapenemase);
        let own_columns = usize::from(line.esbl.is_some());
        let told = [line.carbapenemase, line.carbapenemase_type];
        for (code, flag, cells) in [
            ("esbl", outcome.esbl, found.esbl + own_columns),
            ("carbapenemase", carbapenemase, found.carbapenemase + told.iter().flatten().count()),
        ] {
            let Some(flag) = flag else {
                self.output.rows.leave_out(LeftOut::PhenotypeUnknown, cells as u64);
                continue;
            };
            self.output.rows.leave_out(LeftOut::Repeated, cells.saturating_sub(1) as u64);
            lines.extend(self.row(base, code, if flag { "true" } else { "false" }));
        }
        if lines.is_empty() {
            self.output.isolates.leave_out(LeftOut::NoRow, 1);
        } else {
            self.output.isolates.write();
        }
        lines
    }

    fn row(&mut self, base: &Record, molecule: &str, result: &str) -> Option<String> {
        let mut record = base.clone();
        let cell = |list, ours| Cow::Borrowed(code_of(list, ours).unwrap_or_default());
        record.put("molecule", cell("spares_molecule", molecule));
        record.put("Resultat", cell("spares_result", result));
        let line = record.line();
        match &line {
            Some(line) => self.output.write(line),
            None => self.output.rows.leave_out(LeftOut::Refused, 1),
        }
        line
    }
}

/// An isolate where it was delivered.
#[derive(Clone, Copy)]
struct Place<'a> {
    import: &'a ImportOutcome<'a>,
    named: &'a Named,
    line: &'a IsolateLine,
    outcome: &'a IsolateOutcome,
}

/// Cells of an isolate that are rows of this layout: results and phenotypes.
fn cells(line: &IsolateLine) -> usize {
    let phenotypes = [line.esbl, line.carbapenemase, line.carbapenemase_type];
    line.results.len() + phenotypes.iter().flatten().count()
}
