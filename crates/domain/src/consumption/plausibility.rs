//! Controls of the year as a whole: rates by sector, days against beds and against the SAE.

use std::sync::LazyLock;

use serde::Deserialize;

use super::evaluate::Evaluation;
use super::totals::Scope;
use crate::dto::ImportKind;
use crate::french::{decimal, whole};
use crate::import::{Issue, Period, Threshold};
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

/// Findings of CO06.
pub fn implausible_rates(evaluation: &Evaluation<'_>) -> Vec<Issue> {
    let mut issues = Vec::new();
    let year = Period::year(evaluation.facts.year);
    for (sector, rate) in evaluation.totals.rates_by_sector(year) {
        let bounds = BOUNDS.iter().find(|bounds| bounds.sector == sector);
        if let Some(bounds) = bounds.filter(|b| rate < b.low || rate > b.high) {
            issues.push(
                Issue::new(ImportKind::Consumption, "implausible_rate")
                    .word("sector", super::figures::Axis::Sector.label(sector))
                    .word("rate", decimal(rate, 1))
                    .word("low", whole(bounds.low))
                    .word("high", whole(bounds.high)),
            );
        }
    }
    issues
}

/// Findings of JH03 and JH05.
pub fn implausible_days(evaluation: &Evaluation<'_>) -> Vec<Issue> {
    let mut issues = Vec::new();
    let year = Period::year(evaluation.facts.year);
    let days: f64 = evaluation
        .totals
        .days
        .iter()
        .filter(|(key, _)| key.period == year && key.place.scope == Scope::Spares)
        .map(|(_, days)| days)
        .sum();
    let declared = evaluation.facts.declared;
    let days_per_bed = Threshold::DaysPerBed.value() * (1.0 + Threshold::BedMargin.value() / 100.0);
    if let Some(beds) = declared.beds.filter(|beds| *beds > 0.0 && days > beds * days_per_bed) {
        issues.push(
            Issue::new(ImportKind::PatientDays, "too_many_days")
                .word("days", whole(days))
                .word("beds", whole(beds))
                .word("limit", whole(beds * days_per_bed)),
        );
    }
    if let Some(sae) = declared.patient_days.filter(|sae| *sae > 0.0 && days > 0.0) {
        let difference = (days - sae) / sae * 100.0;
        if difference.abs() > Threshold::SaeMargin.value() {
            issues.push(
                Issue::new(ImportKind::PatientDays, "days_differ_from_sae")
                    .word("days", whole(days))
                    .word("sae", whole(sae))
                    .word("difference", decimal(difference, 1)),
            );
        }
    }
    issues
}
