//! Figures made up for tests.

use crate::dto::{Figure, Interval, PeriodPoint, Versions};

/// A rate with its interval, valued by a DDD table.
pub fn figure(value: f64, ddd: &str) -> Figure {
    Figure {
        value: Some(value),
        numerator: value,
        denominator: 1000.0,
        unit: "DDJ/1000 JH".to_owned(),
        interval: Some(Interval {
            low: value - 1.0,
            high: value + 1.0,
            level: 0.95,
            method: "poisson_exact".to_owned(),
        }),
        versions: Versions { ddd: ddd.to_owned(), ..Versions::default() },
        notes: Vec::new(),
    }
}

/// The rate of a period.
pub fn at(period: &str, value: f64, ddd: &str) -> PeriodPoint {
    PeriodPoint { period: period.to_owned(), figure: figure(value, ddd) }
}
