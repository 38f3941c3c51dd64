//! Control charts: whether a process moved, point by point.

mod attributes;
mod individuals;
mod rules;

pub use attributes::{p_chart, u_chart};
pub use individuals::{IndividualsChart, individuals_chart};
pub use rules::{RunRule, Signal};

/// Fewest points: the run of eight on one side needs them.
pub const MIN_CHART: usize = 8;

/// A point with its own limits, three standard errors from the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ControlPoint {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Distance to the centre in standard errors; limits that were cut at 0 or 1 do not change it.
    pub z: f64,
}

/// Points around a centre, in the order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlChart {
    /// Mean of the values, or all events over all denominators.
    pub center: f64,
    pub points: Vec<ControlPoint>,
    pub signals: Vec<Signal>,
}

impl ControlChart {
    fn of(center: f64, points: Vec<ControlPoint>) -> Self {
        let signals = rules::signals(&points);
        Self { center, points, signals }
    }
}
