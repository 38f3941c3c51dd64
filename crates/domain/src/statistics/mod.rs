//! Measures, intervals and tests of counts, rates, proportions and series: numbers in, numbers out.
//!
//! Every function names the source of its method. What cannot be said is told: `None`, or [`Unsaid`] with
//! the reason. The tests compare with published values or with those of scipy 1.17 and statsmodels 0.15.
//!
//! - One against another: [`rate_ratio`], [`newcombe_interval`]; against what was to be expected:
//!   [`observed_expected`], sector by sector [`standardise`], for its case-mix [`PoissonModel`].
//! - Among peers: [`Funnel`], [`BoxPlot`], [`percentile_rank`], [`robust_score`].
//! - Over time: [`poisson_trend`], [`cochran_armitage`], [`mann_kendall`]; point by point [`u_chart`], [`p_chart`],
//!   [`individuals_chart`]; on from there [`project`].
//! - Two series: [`lagged_associations`]. Many answers at once: [`benjamini_hochberg`].
//!
//! DDD come by whole treatments: their rates vary by more than independent events do, and only
//! [`Variance::Observed`], a funnel with its dispersion or a chart of individuals is fair to them.

#[cfg(test)]
mod any_numbers;
mod association;
mod box_plot;
mod control_chart;
mod counted;
mod distributions;
mod false_discovery;
mod funnel;
#[cfg(test)]
mod laws;
mod observed_expected;
mod poisson_interval;
mod poisson_model;
mod projection;
mod proportion;
mod quantile;
mod range;
mod rate_ratio;
mod robust;
mod standardisation;
mod symmetric;
#[cfg(test)]
mod testing;
mod trend;
mod unsaid;
mod variance;

pub use association::{Association, Lagged, MIN_PAIRS, lagged_associations, spearman};
pub use box_plot::{BoxPlot, BoxZone, MIN_BOX, percentile_rank, percentile_rank_in};
pub use control_chart::{
    ControlChart, ControlPoint, IndividualsChart, MIN_CHART, RunRule, Signal, individuals_chart,
    p_chart, u_chart,
};
pub use counted::Counted;
pub use false_discovery::benjamini_hochberg;
pub use funnel::{Funnel, FunnelKind, FunnelPoint, FunnelZone, MIN_FUNNEL};
pub use observed_expected::{ObservedExpected, observed_expected};
pub use poisson_interval::{byar_interval, poisson_interval};
pub use poisson_model::{Coefficient, Effect, MAX_COLUMNS, PoissonModel};
pub use projection::{Ahead, MIN_FREEDOM, Projected, Projection, project};
pub use proportion::{newcombe_interval, wilson_interval};
pub use quantile::quantile;
pub use rate_ratio::{RateRatio, RatioMethod, exact_rate_ratio, log_normal_rate_ratio, rate_ratio};
pub use robust::{median, robust_score};
pub use standardisation::{LeftOut, Standardised, Stratum, standardise};
pub use trend::{
    Direction, MIN_MONOTONE, MIN_TREND, MIN_TREND_EVENTS, MonotoneTrend, ProportionTrend,
    RateTrend, cochran_armitage, mann_kendall, poisson_trend,
};
pub use unsaid::Unsaid;
pub use variance::Variance;
