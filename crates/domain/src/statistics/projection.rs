//! Where a series would go if it went on as before.

use super::distributions::{is_level, student_bound};
use super::range::is_value;
use super::unsaid::Unsaid;

/// Fewest points: three constants are chosen by six errors.
pub const MIN_PROJECTION: usize = 8;

/// Constants that are tried: of the level, of the trend, and of its damping.
const ALPHAS: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const BETAS: [f64; 7] = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
const DAMPINGS: [f64; 5] = [0.8, 0.85, 0.9, 0.95, 0.98];

/// How many constants are chosen.
const CONSTANTS: usize = 3;

/// A value to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projected {
    pub value: f64,
    pub interval: (f64, f64),
}

/// Values to come, with the constants they were computed with.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The first is one step after the last point.
    pub points: Vec<Projected>,
    /// How fast the level follows the values, from 0 to 1.
    pub alpha: f64,
    /// How fast the trend follows the level, from 0 to 1.
    pub beta: f64,
    /// What is left of the trend from one step to the next, from 0 to 1.
    pub damping: f64,
    /// Standard error of one step, in the unit of the values.
    pub error: f64,
}

/// Projects evenly spaced `values` over `horizon` steps, by exponential smoothing with a damped additive trend
/// (Gardner and McKenzie 1985, Management Science 31:1237), with intervals of `level`.
///
/// The first value is the first level, the first move the first trend; the constants are those of a coarse grid
/// with the least squares of one-step errors from the third value on. Intervals are those of Hyndman et al.
/// (2008, Forecasting with exponential smoothing, chapter 6, class 1) with the quantiles of Student, whose
/// degrees of freedom are the errors less the three constants; values and bounds are kept `within` what is
/// possible, such as 0 and 100 for a percentage.
///
/// Errors: fewer than [`MIN_PROJECTION`] points, or than twice the horizon; a series without any error, such as
/// one that does not move; numbers, bounds, a horizon or a level out of range.
pub fn project(
    values: &[f64],
    horizon: usize,
    level: f64,
    within: (f64, f64),
) -> Result<Projection, Unsaid> {
    // Bounds may be infinite, but not beside each other.
    let ordered = within.0 < within.1;
    let right = values.iter().copied().all(is_value);
    if !right || !ordered || horizon == 0 || !is_level(level) {
        return Err(Unsaid::OutOfRange);
    }
    let need = MIN_PROJECTION.max(horizon.saturating_mul(2));
    if values.len() < need {
        return Err(Unsaid::TooShort { have: values.len(), need });
    }
    let best = best(values)?;
    let freedom = values.len() - 2 - CONSTANTS;
    let error = (best.squares / freedom as f64).sqrt();
    let scale = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    // What rounding leaves of a series that does not move.
    if error <= 1e-12 * scale {
        return Err(Unsaid::Constant);
    }
    let bound = student_bound(level, freedom as f64) * error;
    let clamp = |value: f64| value.max(within.0).min(within.1);
    let mut points = Vec::with_capacity(horizon);
    let mut damped = 0.0;
    let mut power = 1.0;
    let mut variance = 1.0_f64;
    for _ in 0..horizon {
        // Σ dampingʲ, to the next step.
        power *= best.damping;
        damped += power;
        let value = best.level + damped * best.trend;
        let half = bound * variance.sqrt();
        let interval = (clamp(value - half), clamp(value + half));
        points.push(Projected { value: clamp(value), interval });
        variance += (best.alpha * (1.0 + best.beta * damped)).powi(2);
    }
    Ok(Projection { points, alpha: best.alpha, beta: best.beta, damping: best.damping, error })
}

/// A series followed to its end.
struct Smoothed {
    alpha: f64,
    beta: f64,
    damping: f64,
    level: f64,
    trend: f64,
    squares: f64,
}

/// The first of the grid with the least squares.
fn best(values: &[f64]) -> Result<Smoothed, Unsaid> {
    let mut best: Option<Smoothed> = None;
    for alpha in ALPHAS {
        for beta in BETAS {
            for damping in DAMPINGS {
                let tried = smooth(values, alpha, beta, damping);
                let better = best.as_ref().is_none_or(|best| tried.squares < best.squares);
                if tried.squares.is_finite() && better {
                    best = Some(tried);
                }
            }
        }
    }
    best.ok_or(Unsaid::OutOfRange)
}

fn smooth(values: &[f64], alpha: f64, beta: f64, damping: f64) -> Smoothed {
    let mut level = values.first().copied().unwrap_or_default();
    let mut trend = values.get(1).map_or(0.0, |second| second - level);
    let mut squares = 0.0;
    for (index, value) in values.iter().enumerate().skip(1) {
        let expected = level + damping * trend;
        let error = value - expected;
        // The second value is in the first trend.
        if index > 1 {
            squares += error * error;
        }
        level = expected + alpha * error;
        trend = damping * trend + alpha * beta * error;
    }
    Smoothed { alpha, beta, damping, level, trend, squares }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, close_both};
    use super::*;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
    const VALUES: [f64; 10] = [21.0, 22.4, 23.1, 22.8, 24.6, 25.9, 25.1, 26.3, 27.0, 26.1];

    #[test]
    fn projections_are_those_of_statsmodels() {
        // statsmodels 0.15, ExponentialSmoothing(damped_trend=True) with the first states given and the
        // constants fixed; intervals by the closed form of Hyndman and Athanasopoulos (Forecasting, 3rd
        // edition, chapter 8) with t.ppf of scipy 1.17.
        let got = project(&VALUES, 3, 0.95, ANY).unwrap();
        close(got.alpha, 0.1, 1e-12);
        close(got.beta, 0.3, 1e-12);
        close(got.damping, 0.85, 1e-12);
        close(got.error, (3.496_465_350_f64 / 5.0).sqrt(), 1e-8);
        for (point, (value, interval)) in got.points.iter().zip([
            (27.088_079_14, (24.938_462_34, 29.237_695_93)),
            (27.302_148_2, (25.135_669_04, 29.468_627_36)),
            (27.484_106_9, (25.294_649_93, 29.673_563_88)),
        ]) {
            close(point.value, value, 1e-8);
            close_both(point.interval, interval, 1e-8);
        }
        assert_eq!(got.points.len(), 3);
    }

    #[test]
    fn values_are_kept_within_what_is_possible() {
        let got = project(&VALUES, 1, 0.95, (0.0, 27.0)).unwrap();
        let point = got.points[0];
        assert_eq!((point.value, point.interval.1), (27.0, 27.0));
        assert!(point.interval.0 < 25.0);
    }

    #[test]
    fn a_series_too_short_or_without_error_is_told() {
        let short = |have, need| Err(Unsaid::TooShort { have, need });
        assert_eq!(project(&VALUES[..7], 1, 0.95, ANY), short(7, 8));
        assert_eq!(project(&VALUES, 6, 0.95, ANY), short(10, 12));
        assert_eq!(project(&[5.0; 9], 1, 0.95, ANY), Err(Unsaid::Constant));
        assert_eq!(project(&[0.0; 9], 1, 0.95, ANY), Err(Unsaid::Constant));
        for (horizon, level, within) in
            [(0, 0.95, ANY), (1, 1.0, ANY), (1, 0.95, (3.0, 2.0)), (1, 0.95, (f64::NAN, 2.0))]
        {
            assert_eq!(project(&VALUES, horizon, level, within), Err(Unsaid::OutOfRange));
        }
        assert_eq!(project(&[f64::NAN; 9], 1, 0.95, ANY), Err(Unsaid::OutOfRange));
        let huge = [f64::MAX, f64::MIN].repeat(5);
        assert_eq!(project(&huge, 1, 0.95, ANY), Err(Unsaid::OutOfRange));
    }
}
