//! The rules of the computation in words, as data: what the opening of a figure quotes.

use std::sync::LazyLock;

use crate::dto::RuleText;
use crate::nomenclature::embedded;

static RULES: LazyLock<Vec<RuleText>> = LazyLock::new(|| {
    csv::Reader::from_reader(embedded::COMPUTATION.as_bytes())
        .into_deserialize()
        .filter_map(Result::ok)
        .collect()
});

/// The rules behind every rate, in the order of the computation.
pub fn computation_rules() -> &'static [RuleText] {
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_read_with_its_source() {
        let lines = embedded::COMPUTATION.lines().count() - 1;
        assert_eq!(computation_rules().len(), lines);
        assert!(computation_rules().iter().all(|rule| !rule.source.is_empty()));
    }
}
