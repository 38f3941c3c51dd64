//! How a figure is carried on, and from how many points: `data/trajectory.csv`, each with its source there.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::nomenclature::embedded;

/// A row of the table.
#[derive(Debug, Deserialize)]
pub struct ParameterRow {
    pub id: &'static str,
    pub value: i32,
    pub source: &'static str,
}

static LINES: LazyLock<Vec<ParameterRow>> = LazyLock::new(|| embedded::read(embedded::TRAJECTORY));

/// The rows of the table, for the methodology.
pub fn trajectory_rows() -> &'static [ParameterRow] {
    &LINES
}

fn value(id: &str) -> i32 {
    LINES.iter().find(|line| line.id == id).map_or(0, |line| line.value)
}

fn number(id: &str) -> usize {
    usize::try_from(value(id)).unwrap_or_default()
}

/// Level of the intervals, such as 0.95.
pub fn level() -> f64 {
    f64::from(value("level_percent")) / 100.0
}

/// What is left of the trend from one year to the next, such as 0.9.
pub fn damping() -> f64 {
    f64::from(value("damping_percent")) / 100.0
}

/// Fewest points that are carried on.
pub fn points_least(quarterly: bool) -> usize {
    number(if quarterly { "quarters_least" } else { "years_least" })
}

/// Fewest years that are carried on.
pub fn years_least() -> i32 {
    value("years_least")
}

/// Years ahead where the target has none to come.
pub fn years_ahead() -> i32 {
    value("years_ahead")
}

pub fn years_ahead_most() -> i32 {
    value("years_ahead_most")
}

/// Points over fewer isolates tested, or DDD, do not count.
pub fn tested_least() -> f64 {
    f64::from(value("tested_least"))
}

/// Points over fewer patient-days do not count.
pub fn days_least() -> f64 {
    f64::from(value("days_least"))
}

/// Fewest events of all points together.
pub fn events_least() -> u64 {
    u64::try_from(value("events_least")).unwrap_or_default()
}

/// The year by which the reductions of the national strategy are to be reached.
pub fn target_year() -> i32 {
    value("target_year")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_whole() {
        embedded::assert_whole::<ParameterRow>(embedded::TRAJECTORY);
        assert_eq!((points_least(false), points_least(true)), (5, 12));
        assert_eq!((years_ahead(), years_ahead_most(), target_year()), (3, 5, 2025));
        assert!((level() - 0.95).abs() < 1e-12 && (damping() - 0.9).abs() < 1e-12);
        assert!((tested_least() - 30.0).abs() < 1e-12 && (days_least() - 1000.0).abs() < 1e-12);
        assert_eq!(events_least(), 10);
    }
}
