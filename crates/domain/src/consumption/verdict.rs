//! The evaluation told to people: issues row by row, values without reference, main figures.

use std::collections::{BTreeMap, BTreeSet};

use super::coding::Coding;
use super::evaluate::Evaluation;
use super::findings::Finding;
use super::outcome::{Outcome, Reason};
use super::totals::Scope;
use super::units::PlacedUnit;
use crate::dto::{
    ImportKind, IssueGroup, IssueRow, MainFigures, StructureUnit, UnitStatus, Unmatched,
    UnmatchedValue,
};
use crate::import::{Issue, Period, rule};
use crate::nomenclature::{choices, is_antibiotic};

/// Issues by control, counted in rows, the most severe first.
pub fn groups(findings: &[Finding], refused: &[Issue]) -> Vec<IssueGroup> {
    let mut counts: BTreeMap<(ImportKind, &str), u32> = BTreeMap::new();
    let mut of_rows: BTreeSet<(ImportKind, &str)> = BTreeSet::new();
    for finding in findings {
        let case = (finding.issue.kind, finding.issue.reason);
        *counts.entry(case).or_default() += finding.count();
        if !finding.rows.is_empty() {
            of_rows.insert(case);
        }
    }
    for issue in refused {
        *counts.entry((issue.kind, issue.reason)).or_default() += 1;
        of_rows.insert((issue.kind, issue.reason));
    }
    let mut groups: Vec<IssueGroup> = counts
        .into_iter()
        .filter_map(|((kind, reason), count)| {
            let rule = rule(kind, reason)?;
            Some(IssueGroup {
                code: rule.code.clone(),
                reason: reason.to_owned(),
                severity: rule.severity,
                title: rule.title.clone(),
                remedy: rule.remedy.clone(),
                count,
                of_rows: of_rows.contains(&(kind, reason)),
            })
        })
        .collect();
    groups.sort_by(|a, b| (a.severity, &a.code, &a.reason).cmp(&(b.severity, &b.code, &b.reason)));
    groups
}

/// Every issue of every row, the most severe first, then in the order of the file.
///
/// `column` names the column of a field.
pub fn issue_rows(
    findings: &[Finding],
    refused: &[Issue],
    column: impl Fn(&str) -> Option<String>,
) -> Vec<IssueRow> {
    let mut rows: Vec<IssueRow> = refused.iter().map(Issue::to_row).collect();
    for finding in findings {
        let mut row = finding.issue.to_row();
        row.column = finding.field.and_then(&column);
        if finding.rows.is_empty() {
            rows.push(row);
            continue;
        }
        rows.extend(
            finding.rows.iter().map(|number| IssueRow { row: Some(number), ..row.clone() }),
        );
    }
    rows.sort_by(|a, b| (a.severity, a.row, &a.code).cmp(&(b.severity, b.row, &b.code)));
    rows
}

/// Values of the import that led to no reference, the most frequent first.
pub fn unmatched(evaluation: &Evaluation<'_>, kind: ImportKind, import_id: i32) -> Unmatched {
    let mut values: BTreeMap<(bool, String, &str), (Option<String>, u32)> = BTreeMap::new();
    let mut add = |unit: bool, value: &str, label: Option<&str>, reason: Reason, rows: u32| {
        let entry = values.entry((unit, value.to_owned(), reason.as_str())).or_default();
        entry.0 = entry.0.take().or_else(|| label.map(str::to_owned));
        entry.1 += rows;
    };
    if kind == ImportKind::PatientDays {
        let days = evaluation.facts.days.iter().zip(&evaluation.days);
        for (stored, outcome) in days.filter(|(s, _)| s.import_id == import_id) {
            if outcome.reason == Reason::UnknownUnit {
                add(true, &stored.line.unit_code, None, outcome.reason, stored.line.rows.len());
            }
        }
    }
    if kind == ImportKind::Consumption {
        let lines = evaluation.facts.lines.iter().zip(&evaluation.lines);
        for (stored, outcome) in lines.filter(|(s, _)| s.import_id == import_id) {
            let line = &stored.line;
            let label = match &evaluation.codings[outcome.coding] {
                Coding::Coded(drug) => Some(drug.label.as_str()),
                _ => Some(line.drug_label.as_str()).filter(|label| !label.is_empty()),
            };
            match outcome.reason {
                Reason::UnknownUnit => {
                    add(true, &line.unit_code, None, outcome.reason, line.rows.len());
                }
                Reason::QuantityNotANumber => {}
                reason if reason.outcome() == Outcome::Rejected => {
                    add(false, &line.drug_code, label, reason, line.rows.len());
                }
                _ => {}
            }
        }
    }
    let mut unmatched = Unmatched::default();
    for ((unit, value, reason), (label, rows)) in values {
        let side = if unit { &mut unmatched.units } else { &mut unmatched.drugs };
        side.push(UnmatchedValue { value, label, reason: reason.to_owned(), rows });
    }
    unmatched.units.sort_by_key(|value| std::cmp::Reverse(value.rows));
    unmatched.drugs.sort_by_key(|value| std::cmp::Reverse(value.rows));
    unmatched.sectors = evaluation
        .units
        .all
        .iter()
        .filter(|placed| placed.placement.status == UnitStatus::ToAnswer)
        .map(structure_unit)
        .collect();
    unmatched
}

/// A unit as it travels.
pub fn structure_unit(placed: &PlacedUnit<'_>) -> StructureUnit {
    let unit = &placed.unit.line;
    let asked = placed.placement.status == UnitStatus::ToAnswer || placed.answer.is_some();
    StructureUnit {
        unit_code: unit.code.clone(),
        unit_label: unit.label.clone(),
        service_code: unit.service_code.clone(),
        service_label: unit.service_label.clone(),
        pole_code: unit.pole_code.clone(),
        pole_label: unit.pole_label.clone(),
        de_code: unit.de_code.clone(),
        ta_code: unit.ta_code.clone(),
        status: placed.placement.status,
        sector: placed.placement.sector.map(str::to_owned),
        subsector: placed.placement.subsector.map(str::to_owned),
        choices: unit.de_code.as_deref().filter(|_| asked).map(choices).unwrap_or_default(),
        answer: placed.answer.map(str::to_owned),
    }
}

/// The main figures of the perimeter `spares`.
pub fn main_figures(evaluation: &Evaluation<'_>) -> MainFigures {
    let year = Period::year(evaluation.facts.year);
    let counted = |status: UnitStatus| status == UnitStatus::Perimeter;
    let units = evaluation.units.all.iter().filter(|p| counted(p.placement.status)).count();
    let paired: f64 = evaluation
        .totals
        .days
        .iter()
        .filter(|(key, _)| key.period == year && key.place.scope == Scope::Spares)
        .map(|(_, days)| days)
        .sum();
    // Before the consumption is there, the days are still worth showing.
    let delivered = || {
        let days = evaluation.facts.days.iter().zip(&evaluation.days);
        days.filter(|(_, outcome)| outcome.reason == Reason::KeptPerimeter)
            .map(|(stored, _)| f64::from(stored.line.days))
            .sum()
    };
    let ddd: f64 = evaluation
        .totals
        .consumption
        .iter()
        .filter(|(key, _)| key.period == year && key.place.scope == Scope::Spares)
        .filter(|(key, _)| is_antibiotic(&key.atc))
        .map(|(_, total)| total.ddj)
        .sum();
    // An empty sum of floats is −0.
    let plain = |sum: f64| if sum == 0.0 { 0.0 } else { sum };
    MainFigures {
        units: u32::try_from(units).unwrap_or(u32::MAX),
        patient_days: Some(plain(if paired > 0.0 { paired } else { delivered() })),
        ddd: Some(plain(ddd)),
        rate: (paired > 0.0).then(|| 1000.0 * ddd / paired),
        isolates: None,
    }
}
