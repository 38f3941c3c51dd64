//! Patient-days as they were delivered: the denominator of densities of isolates.

use std::collections::BTreeMap;

use super::evaluate::Evaluation;
use super::totals::{DaysKey, Place};
use crate::import::Period;

/// Patient-days of the units of the structure by period, each quarter also in its year; unlike those
/// of a rate of consumption they do not depend on what was dispensed.
pub fn delivered_days(evaluation: &Evaluation<'_>) -> BTreeMap<DaysKey, f64> {
    let periods = evaluation.day_periods();
    let mut days: BTreeMap<DaysKey, f64> = BTreeMap::new();
    for (stored, outcome) in evaluation.facts.days.iter().zip(&evaluation.days) {
        let line = &stored.line;
        let Some(unit) = outcome.unit.filter(|_| periods.contains(&line.period)) else { continue };
        let place = Place::of(&evaluation.units.all[unit]);
        let mut add = |period| {
            let key = DaysKey { period, place: place.clone() };
            *days.entry(key).or_default() += f64::from(line.days);
        };
        add(line.period);
        if line.period.quarter.is_some() {
            add(Period::year(line.period.year));
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consumption::{Scope, Stored, YearFacts, evaluate};
    use crate::import::{DaysLine, RowSet, Unit};

    #[test]
    fn days_count_without_any_consumption_and_quarters_make_their_year() {
        let unit = Unit {
            row: 2,
            code: "710".to_owned(),
            label: "Médecine".to_owned(),
            service_code: None,
            service_label: None,
            pole_code: None,
            pole_label: None,
            de_code: Some("108".to_owned()),
            ta_code: Some("03".to_owned()),
        };
        let line = |period: &str, unit_code: &str, days| Stored {
            import_id: 2,
            line: DaysLine {
                unit_code: unit_code.to_owned(),
                period: period.parse().unwrap(),
                days,
                rows: RowSet::default(),
            },
        };
        let facts = YearFacts {
            year: 2024,
            units: vec![Stored { import_id: 1, line: unit }],
            days: vec![
                line("2024-Q1", "710", 300),
                line("2024-Q2", "710", 200),
                line("2024-Q2", "x", 9),
            ],
            ..YearFacts::default()
        };
        let found: Vec<(String, Scope, f64)> = delivered_days(&evaluate(&facts))
            .into_iter()
            .map(|(key, days)| (key.period.to_string(), key.place.scope, days))
            .collect();
        assert_eq!(
            found,
            [
                ("2024".to_owned(), Scope::Spares, 500.0),
                ("2024-Q1".to_owned(), Scope::Spares, 300.0),
                ("2024-Q2".to_owned(), Scope::Spares, 200.0),
            ]
        );
    }
}
