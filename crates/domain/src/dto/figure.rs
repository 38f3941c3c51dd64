//! A figure that can be opened: value, numerator, denominator, interval, versions.

use serde::{Deserialize, Serialize};

/// A number with all it takes to check it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// `null` where it may not be shown; `notes` says why.
    pub value: Option<f64>,
    /// Zero where a few establishments would be recognised, like the denominator.
    pub numerator: f64,
    pub denominator: f64,
    /// For example `DDJ/1000 JH` or `%`.
    pub unit: String,
    pub interval: Option<Interval>,
    pub versions: Versions,
    /// French sentences: reservations, or why there is no value.
    pub notes: Vec<String>,
}

impl Figure {
    /// The low and the high bound of its interval.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        self.interval.as_ref().map(|interval| (interval.low, interval.high))
    }
}

/// A confidence interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    /// 0.95
    pub level: f64,
    /// For example `poisson_exact`.
    pub method: String,
}

/// Versions of the rules and tables a figure was computed with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Versions {
    /// Rules of the perimeter and of the computation.
    pub rules: String,
    /// ATC/DDD table in force for the year.
    pub ddd: String,
    /// Drug tables.
    pub drugs: String,
    /// DE, TA and sector lists.
    pub nomenclatures: String,
}
