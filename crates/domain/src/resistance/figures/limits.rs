//! How few isolates make a percentage that is hidden, or shown with a reservation; since when SFP is
//! told; the rules of the computation in words.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dto::RuleText;
use crate::nomenclature::embedded;

#[derive(Debug, Deserialize)]
struct Limit {
    id: &'static str,
    value: i32,
}

static LIMITS: LazyLock<Vec<Limit>> = LazyLock::new(|| embedded::read(embedded::FIGURE_LIMITS));

fn limit(id: &str) -> i32 {
    LIMITS.iter().find(|limit| limit.id == id).map_or(0, |limit| limit.value)
}

fn isolates(id: &str) -> u32 {
    u32::try_from(limit(id)).unwrap_or_default()
}

/// Isolates tested below which a percentage is not shown; its numerator and denominator are.
pub fn hidden_below() -> u32 {
    isolates("hidden_below")
}

/// Isolates tested below which a percentage is to be read with care.
pub fn care_below() -> u32 {
    isolates("care_below")
}

/// The first day of a stay whose isolates were acquired in hospital.
pub fn hospital_from_day() -> i32 {
    limit("hospital_from_day")
}

/// The first year whose middle category is SFP: before, it is I and counts with R.
pub(super) fn increased_since() -> i32 {
    limit("increased_since")
}

static RULES: LazyLock<Vec<RuleText>> = LazyLock::new(|| {
    csv::Reader::from_reader(embedded::RESISTANCE_COMPUTATION.as_bytes())
        .into_deserialize()
        .filter_map(Result::ok)
        .collect()
});

/// The rules behind every figure of resistance, in the order of the computation.
pub fn resistance_computation_rules() -> &'static [RuleText] {
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_rules_are_read_whole() {
        embedded::assert_whole::<Limit>(embedded::FIGURE_LIMITS);
        assert_eq!((hidden_below(), care_below()), (10, 30));
        assert_eq!((increased_since(), hospital_from_day()), (2020, 3));
        let lines = embedded::RESISTANCE_COMPUTATION.lines().count() - 1;
        assert_eq!(resistance_computation_rules().len(), lines);
        assert!(resistance_computation_rules().iter().all(|rule| !rule.source.is_empty()));
    }
}
