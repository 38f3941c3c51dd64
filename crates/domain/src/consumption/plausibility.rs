//! Controls of the year as a whole: rates by sector, days against beds and against the SAE.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::evaluate::Evaluation;
use super::figures::Axis;
use super::totals::Scope;
use super::whole_year::{Stake, YearIssue};
use crate::dto::ImportKind;
use crate::french::{decimal, whole};
use crate::import::{Issue, Period, Threshold, days_of_year};
use crate::nomenclature::embedded;

/// Expected DDJ/1000 JH of a sector.
#[derive(Debug, Deserialize)]
struct Bounds {
    sector: String,
    low: f64,
    high: f64,
}

static BOUNDS: LazyLock<Vec<Bounds>> = LazyLock::new(|| {
    csv::Reader::from_reader(embedded::PLAUSIBILITY.as_bytes())
        .into_deserialize()
        .filter_map(Result::ok)
        .collect()
});

/// Findings of CO06. Within the bounds, the sector would have fewer or more DDJ.
pub fn implausible_rates(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    let mut issues = Vec::new();
    let year = Period::year(evaluation.facts.year);
    let days = days_by_sector(evaluation);
    for (sector, rate) in evaluation.totals.rates_by_sector(year) {
        let bounds = BOUNDS.iter().find(|bounds| bounds.sector == sector);
        if let Some(bounds) = bounds.filter(|b| rate < b.low || rate > b.high) {
            let issue = Issue::new(ImportKind::Consumption, "implausible_rate")
                .word("sector", Axis::Sector.label(sector))
                .word("rate", decimal(rate, 1))
                .word("low", whole(bounds.low))
                .word("high", whole(bounds.high));
            let nearest = rate.clamp(bounds.low, bounds.high);
            let days = days.get(sector).copied().unwrap_or(0.0);
            let ddj = (nearest - rate) * days / 1000.0;
            issues.push(YearIssue::of(sector, issue).with(Stake { ddj, days: 0.0 }));
        }
    }
    issues
}

/// Share of the days of its beds that a sector used in a year; nothing without beds.
pub fn occupancy(patient_days: f64, beds: u32, year: i32) -> Option<f64> {
    let available = f64::from(beds) * f64::from(days_of_year(year));
    (available > 0.0).then(|| patient_days / available)
}

/// Findings of JH03 and JH05. There would be as many days as the beds have, or as the SAE counted.
pub fn implausible_days(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    let issue = |reason| Issue::new(ImportKind::PatientDays, reason);
    let by_sector = days_by_sector(evaluation);
    let days: f64 = by_sector.values().sum();
    let declared = &evaluation.facts.declared;
    let per_bed = Threshold::DaysPerBed.value() * (1.0 + Threshold::BedMargin.value() / 100.0);
    let mut issues = Vec::new();
    if declared.beds.is_empty() {
        let beds = declared.registry_beds.filter(|beds| *beds > 0.0 && days > beds * per_bed);
        issues.extend(beds.map(|beds| {
            let issue = too_many(issue("too_many_days"), days, beds, per_bed);
            YearIssue::of("", issue).with(Stake::of_days(beds * per_bed - days))
        }));
    } else {
        issues.extend(by_sector.iter().filter_map(|(sector, days)| {
            let beds = f64::from(declared.beds.get(*sector).copied().unwrap_or(0));
            let named = |reason| issue(reason).word("sector", Axis::Sector.label(sector));
            let told = |issue, days| YearIssue::of(sector, issue).with(Stake::of_days(days));
            if beds == 0.0 && *days > 0.0 {
                let issue = named("days_without_beds").word("days", whole(*days));
                return Some(told(issue, -days));
            }
            let issue = named("too_many_days_in_sector");
            (*days > beds * per_bed)
                .then(|| told(too_many(issue, *days, beds, per_bed), beds * per_bed - days))
        }));
    }
    if let Some(sae) = declared.patient_days.filter(|sae| *sae > 0.0 && days > 0.0) {
        let difference = (days - sae) / sae * 100.0;
        if difference.abs() > Threshold::SaeMargin.value() {
            let issue = issue("days_differ_from_sae")
                .word("days", whole(days))
                .word("sae", whole(sae))
                .word("difference", decimal(difference, 1));
            issues.push(YearIssue::of("", issue).with(Stake::of_days(sae - days)));
        }
    }
    issues
}

fn too_many(issue: Issue, days: f64, beds: f64, per_bed: f64) -> Issue {
    let issue = issue.word("days", whole(days)).word("beds", whole(beds));
    issue.word("limit", whole(beds * per_bed))
}

/// Patient-days of the year in the perimeter `spares`.
fn days_by_sector<'a>(evaluation: &'a Evaluation<'_>) -> BTreeMap<&'a str, f64> {
    let year = Period::year(evaluation.facts.year);
    let mut days: BTreeMap<&str, f64> = BTreeMap::new();
    for (key, number) in &evaluation.totals.days {
        if key.period == year && key.place.scope == Scope::Spares {
            *days.entry(&key.place.sector).or_default() += number;
        }
    }
    days
}
