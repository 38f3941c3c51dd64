//! What the evaluation found: counts by reason for each import, and issues in French.

use std::collections::{BTreeMap, BTreeSet};

use super::coding::Coding;
use super::evaluate::{Evaluation, LineOutcome};
use super::figures::Axis;
use super::outcome::{Outcome, Reason};
use super::units::PlacedUnit;
use crate::dto::{ImportKind, RowCounts, RowReasons, UnitStatus};
use crate::import::{CORRECTED, ConsumptionLine, EXCLUDED, Issue, Period, RowSet};
use crate::nomenclature::Finding as CodeFinding;

/// One finding: an issue without row, the field it is about, and the rows that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub issue: Issue,
    /// Field of the mapping, to name the column.
    pub field: Option<&'static str>,
    /// None for a finding about the whole file.
    pub rows: RowSet,
}

impl Finding {
    /// About the whole file.
    pub fn of_file(issue: Issue) -> Self {
        Self { issue, field: None, rows: RowSet::default() }
    }

    /// Rows that have it; the file itself counts once.
    pub fn count(&self) -> u32 {
        self.rows.len().max(1)
    }
}

/// Rows by reason of one import, without those refused at reading.
///
/// A row of several periods is in several lines and counts once: as kept when any of it is.
pub fn reasons_of(evaluation: &Evaluation<'_>, kind: ImportKind, import_id: i32) -> RowReasons {
    let mut by_row = ByRow::default();
    match kind {
        // Isolates have an evaluation of their own.
        ImportKind::Resistance => {}
        ImportKind::Structure => {
            for placed in evaluation.units.all.iter().filter(|p| p.unit.import_id == import_id) {
                let mut row = RowSet::default();
                row.push(placed.unit.line.row);
                by_row.add(status_reason(placed.placement.status), &row);
            }
        }
        ImportKind::PatientDays => {
            for (stored, outcome) in evaluation.facts.days.iter().zip(&evaluation.days) {
                if stored.import_id == import_id {
                    by_row.add(outcome.reason, &stored.line.rows);
                }
            }
        }
        ImportKind::Consumption => {
            for (stored, outcome) in evaluation.facts.lines.iter().zip(&evaluation.lines) {
                if stored.import_id == import_id {
                    by_row.add(outcome.reason, &stored.line.rows);
                }
            }
        }
    }
    by_row.counts()
}

/// The reason of each row of a file, by its number.
#[derive(Default)]
struct ByRow(Vec<Option<Reason>>);

impl ByRow {
    fn add(&mut self, reason: Reason, rows: &RowSet) {
        let rank = |reason: Reason| match reason.outcome() {
            Outcome::Kept => 0,
            Outcome::Ignored => 1,
            Outcome::Rejected => 2,
        };
        for row in rows.iter() {
            let row = row as usize;
            if row >= self.0.len() {
                self.0.resize(row + 1, None);
            }
            if self.0[row].is_none_or(|known| rank(reason) < rank(known)) {
                self.0[row] = Some(reason);
            }
        }
    }

    fn counts(self) -> RowReasons {
        let mut reasons = RowReasons::default();
        for reason in self.0.into_iter().flatten() {
            let side = match reason.outcome() {
                Outcome::Kept => &mut reasons.kept,
                Outcome::Ignored => &mut reasons.ignored,
                Outcome::Rejected => &mut reasons.rejected,
            };
            *side.entry(reason.as_str().to_owned()).or_default() += 1;
        }
        reasons
    }
}

/// Adds the rows refused at reading, and those that a person left out, and sums:
/// `read = kept + ignored + rejected`.
pub fn add_refused<'a>(
    mut reasons: RowReasons,
    refused: impl IntoIterator<Item = &'a str>,
    blank: u32,
) -> (RowCounts, RowReasons) {
    for reason in refused {
        let side = match reason {
            // The row counts, or not, by what stands in it now.
            CORRECTED => continue,
            EXCLUDED => &mut reasons.ignored,
            _ => &mut reasons.rejected,
        };
        *side.entry(reason.to_owned()).or_default() += 1;
    }
    let sum = |side: &BTreeMap<String, u32>| side.values().sum::<u32>();
    let (kept, ignored, rejected) =
        (sum(&reasons.kept), sum(&reasons.ignored), sum(&reasons.rejected));
    let counts = RowCounts { read: kept + ignored + rejected, kept, ignored, rejected, blank };
    (counts, reasons)
}

fn status_reason(status: UnitStatus) -> Reason {
    match status {
        UnitStatus::Perimeter => Reason::Perimeter,
        UnitStatus::Ehpad => Reason::Ehpad,
        UnitStatus::Outside => Reason::Outside,
        UnitStatus::Incomplete => Reason::Incomplete,
        UnitStatus::UnknownDe => Reason::UnknownDe,
        UnitStatus::ToAnswer => Reason::ToAnswer,
    }
}

/// Findings about the rows of one import.
pub fn findings_of(evaluation: &Evaluation<'_>, kind: ImportKind, import_id: i32) -> Vec<Finding> {
    match kind {
        ImportKind::Structure => structure_findings(evaluation, import_id),
        ImportKind::PatientDays => days_findings(evaluation, import_id),
        ImportKind::Consumption => consumption_findings(evaluation, import_id),
        // Isolates have an evaluation of their own.
        ImportKind::Resistance => Vec::new(),
    }
}

fn structure_findings(evaluation: &Evaluation<'_>, import_id: i32) -> Vec<Finding> {
    let mut findings = Vec::new();
    for placed in &evaluation.units.all {
        let unit = &placed.unit.line;
        if placed.unit.import_id != import_id {
            continue;
        }
        let mut find = |reason, field, words: Vec<(&'static str, String)>| {
            let mut issue = Issue::new(ImportKind::Structure, reason).word("unit", &unit.code);
            issue.words.extend(words.into_iter().map(|(name, value)| (name.into(), value)));
            let mut rows = RowSet::default();
            rows.push(unit.row);
            findings.push(Finding { issue, field: Some(field), rows });
        };
        let missing = match (&unit.de_code, &unit.ta_code) {
            (None, None) => Some("DE ni TA"),
            (None, Some(_)) => Some("DE"),
            (Some(_), None) => Some("TA"),
            (Some(_), Some(_)) => None,
        };
        if let Some(missing) = missing {
            let field = if unit.de_code.is_none() { "de_code" } else { "ta_code" };
            find("incomplete", field, vec![("missing", missing.to_owned())]);
        }
        if let Some(codes) = unlisted_codes(placed) {
            find("unlisted_code", "de_code", vec![("codes", codes)]);
        }
        let de = || vec![("de", unit.de_code.clone().unwrap_or_default())];
        if placed.placement.status == UnitStatus::ToAnswer {
            find("to_answer", "de_code", de());
        }
        if placed.placement.findings.contains(&CodeFinding::TechnicalBeds) {
            find("technical_discipline", "de_code", de());
        }
    }
    findings
}

/// `DE 952, TA 26`: codes that the national lists do not have.
fn unlisted_codes(placed: &PlacedUnit<'_>) -> Option<String> {
    let unit = &placed.unit.line;
    let unlisted = |finding, name, code: &Option<String>| {
        let code = code.as_ref().filter(|_| placed.placement.findings.contains(&finding))?;
        Some(format!("{name} {code}"))
    };
    let codes: Vec<String> = [
        unlisted(CodeFinding::UnknownDe, "DE", &unit.de_code),
        unlisted(CodeFinding::UnknownTa, "TA", &unit.ta_code),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!codes.is_empty()).then(|| codes.join(", "))
}

fn days_findings(evaluation: &Evaluation<'_>, import_id: i32) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (stored, outcome) in evaluation.facts.days.iter().zip(&evaluation.days) {
        let line = &stored.line;
        let reason = match outcome.reason {
            Reason::UnknownUnit => "unknown_unit",
            Reason::DaysOutOfPerimeter if line.days > 0 => "days_out_of_perimeter",
            _ => continue,
        };
        if stored.import_id == import_id {
            let issue = Issue::new(ImportKind::PatientDays, reason)
                .word("unit", &line.unit_code)
                .word("days", line.days.to_string());
            findings.push(Finding { issue, field: Some("unit_code"), rows: line.rows.clone() });
        }
    }
    findings
}

fn consumption_findings(evaluation: &Evaluation<'_>, import_id: i32) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = evaluation.facts.lines.iter().zip(&evaluation.lines);
    for (stored, outcome) in lines.filter(|(stored, _)| stored.import_id == import_id) {
        let told = line_issue(evaluation, &stored.line, outcome);
        findings.extend(told.map(|(issue, field)| Finding {
            issue,
            field: Some(field),
            rows: stored.line.rows.clone(),
        }));
    }
    findings.extend(negative_totals(evaluation, import_id));
    findings
}

/// What there is to say of a line, and the field that it is about.
pub(super) fn line_issue(
    evaluation: &Evaluation<'_>,
    line: &ConsumptionLine,
    outcome: &LineOutcome,
) -> Option<(Issue, &'static str)> {
    let (reason, field) = match outcome.reason {
        reason @ (Reason::UnknownUnit | Reason::UnitOutOfPerimeter | Reason::UnitWithoutDays) => {
            (reason, "unit_code")
        }
        reason @ Reason::QuantityNotANumber => (reason, "quantity"),
        reason if reason.outcome() == Outcome::Rejected => (reason, "drug_code"),
        reason @ Reason::OtherDrug => (reason, "drug_code"),
        _ => return None,
    };
    // A unit without days is a matter of the patient-days.
    let kind = match reason {
        Reason::UnitWithoutDays => ImportKind::PatientDays,
        _ => ImportKind::Consumption,
    };
    let mut issue = Issue::new(kind, reason.as_str())
        .word("unit", &line.unit_code)
        .word("when", when(&BTreeSet::from([line.period])))
        .word("drug", drug_name(evaluation, outcome.coding, &line.drug_code, &line.drug_label));
    if let Coding::Coded(drug) = &evaluation.codings[outcome.coding] {
        let of_dose = drug.strength.as_ref().map_or("", |(_, unit)| unit);
        let of_ddd = drug.ddd.as_ref().map_or("", |ddd| ddd.unit.symbol());
        issue = issue.word("atc", &drug.atc).word("route", &drug.route);
        issue = issue.word("unit_of_dose", of_dose).word("unit_of_ddd", of_ddd);
    }
    Some((issue, field))
}

fn drug_name(evaluation: &Evaluation<'_>, coding: usize, code: &str, label: &str) -> String {
    let known = match &evaluation.codings[coding] {
        Coding::Coded(drug) => drug.label.as_str(),
        Coding::Other(label) => label.as_str(),
        Coding::Unknown(_) => label,
    };
    if known.is_empty() { code.to_owned() } else { format!("{code} ({known})") }
}

/// Unit and drug whose returns exceed what was dispensed, over the year.
fn negative_totals(evaluation: &Evaluation<'_>, import_id: i32) -> Vec<Finding> {
    let mut sums: BTreeMap<(usize, &str), (f64, RowSet)> = BTreeMap::new();
    for (stored, outcome) in evaluation.facts.lines.iter().zip(&evaluation.lines) {
        if let (Some(unit), Some(quantity)) = (outcome.unit, stored.line.quantity)
            && stored.import_id == import_id
            && outcome.reason.outcome() == Outcome::Kept
        {
            let (sum, rows) = sums.entry((unit, &stored.line.drug_code)).or_default();
            *sum += quantity;
            rows.merge(&stored.line.rows);
        }
    }
    sums.into_iter()
        .filter(|(_, (sum, _))| *sum < 0.0)
        .map(|((unit, drug), (_, rows))| Finding {
            issue: Issue::new(ImportKind::Consumption, "negative_total")
                .word("unit", &evaluation.units.all[unit].unit.line.code)
                .word("drug", drug),
            field: Some("quantity"),
            rows,
        })
        .collect()
}

/// ` au T1 2024, T2 2024` for quarters, nothing for the year.
pub(super) fn when(periods: &BTreeSet<Period>) -> String {
    let quarters: Vec<String> = periods
        .iter()
        .filter(|period| period.quarter.is_some())
        .map(|period| quarter_label(*period))
        .collect();
    if quarters.is_empty() { String::new() } else { format!(" au {}", quarters.join(", ")) }
}

pub(super) fn quarter_label(period: Period) -> String {
    Axis::Quarter.label(&period.to_string())
}
