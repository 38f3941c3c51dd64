//! What a file makes of its year, beside what is plausible and beside the year before.

use std::collections::BTreeSet;

use super::evaluate::Evaluation;
use super::figures::change;
use super::findings::{Finding, quarter_label};
use super::plausibility::implausible_rates;
use super::previous::{PreviousYear, days_by_unit};
use crate::dto::ImportKind;
use crate::french::{decimal, whole};
use crate::import::{Issue, Period, RowSet, Threshold};
use crate::nomenclature::families;

/// Findings of ST06, JH04, CO06 and CO07 about the file of a period.
///
/// A rate is made of consumption and of days: the file of either may be what changes it.
pub fn findings_of_period(
    evaluation: &Evaluation<'_>,
    kind: ImportKind,
    period: Period,
    previous: Option<&PreviousYear>,
) -> Vec<Finding> {
    let mut findings = match (kind, previous) {
        (ImportKind::Structure, Some(previous)) => changed_units(evaluation, previous),
        (ImportKind::PatientDays, Some(previous)) => changed_days(evaluation, period, previous),
        _ => Vec::new(),
    };
    if matches!(kind, ImportKind::PatientDays | ImportKind::Consumption) {
        let implausible = implausible_rates(evaluation).into_iter();
        findings.extend(implausible.map(|found| Finding::of_file(found.issue)));
        findings.extend(previous.into_iter().flat_map(|it| changed_rates(evaluation, period, it)));
    }
    findings
}

fn changed_units(evaluation: &Evaluation<'_>, previous: &PreviousYear) -> Vec<Finding> {
    let issue = |reason, code: &str| {
        let issue = Issue::new(ImportKind::Structure, reason).word("unit", code);
        issue.word("year", previous.year.to_string())
    };
    let find = |code: &String| evaluation.units.find(code);
    let known: BTreeSet<usize> = previous.units.iter().filter_map(find).collect();
    let new = evaluation.units.all.iter().enumerate().filter(|(index, _)| !known.contains(index));
    let new = new.map(|(_, placed)| {
        let unit = &placed.unit.line;
        let rows = RowSet::from_iter([unit.row]);
        Finding { issue: issue("new_unit", &unit.code), field: Some("unit_code"), rows }
    });
    let gone = previous.units.iter().filter(|code| find(code).is_none());
    new.chain(gone.map(|code| Finding::of_file(issue("gone_unit", code)))).collect()
}

fn changed_days(
    evaluation: &Evaluation<'_>,
    period: Period,
    previous: &PreviousYear,
) -> Vec<Finding> {
    let days = days_by_unit(evaluation, period);
    let before = previous.before(period).map(|before| &before.days);
    let Some(before) = before.filter(|before| !before.is_empty() && !days.is_empty()) else {
        return Vec::new();
    };
    let of_unit = |(code, before): (&String, &f64)| {
        // A unit that is gone is told with the structure.
        let unit = &evaluation.units.all[evaluation.units.find(code)?].unit.line.code;
        Some((format!("UF {unit}"), *before, days.get(unit).copied().unwrap_or(0.0)))
    };
    let all = ("Ensemble des UF".to_owned(), before.values().sum(), days.values().sum());
    let told = std::iter::once(all).chain(before.iter().filter_map(of_unit));
    told.filter_map(|(what, before, now)| {
        let change = far(Threshold::DaysChange, before, now)?;
        let issue = Issue::new(ImportKind::PatientDays, "days_changed").word("what", what);
        let issue = issue.word("days", whole(now)).word("before", whole(before));
        Some(Finding::of_file(with_moments(issue, period).word("change", change)))
    })
    .collect()
}

fn changed_rates(
    evaluation: &Evaluation<'_>,
    period: Period,
    previous: &PreviousYear,
) -> Vec<Finding> {
    let rates = evaluation.totals.rates_by_family(period);
    let before = previous.before(period).map(|before| &before.rates);
    let Some(before) = before.filter(|_| !rates.is_empty()) else { return Vec::new() };
    families()
        .iter()
        .filter_map(|family| {
            let before = *before.get(family.code)?;
            let now = rates.get(family.code).copied().unwrap_or(0.0);
            let change = far(Threshold::RateChange, before, now)?;
            let issue = Issue::new(ImportKind::Consumption, "rate_changed");
            let issue = issue.word("what", family.label);
            let issue = issue.word("rate", decimal(now, 1)).word("before", decimal(before, 1));
            Some(Finding::of_file(with_moments(issue, period).word("change", change)))
        })
        .collect()
}

/// The change in %, where it is beyond a threshold: `+35,0`.
fn far(threshold: Threshold, before: f64, now: f64) -> Option<String> {
    let change = change(Some(before), Some(now)).filter(|it| it.abs() > threshold.value())?;
    let sign = if change > 0.0 { "+" } else { "" };
    Some(format!("{sign}{}", decimal(change, 1)))
}

/// Says when: the period, and the same one of the year before.
pub fn with_moments(issue: Issue, period: Period) -> Issue {
    let before = Period { year: period.year - 1, ..period };
    issue.word("when", moment(period)).word("before_when", moment(before))
}

/// `en 2024`, `au T1 2024`.
fn moment(period: Period) -> String {
    match period.quarter {
        None => format!("en {}", period.year),
        Some(_) => format!("au {}", quarter_label(period)),
    }
}
