//! A log-linear model of rates: what a rate is to be where its sectors and its type are known.

mod fit;

use super::distributions::{is_level, normal_beyond, normal_bound, student_beyond, student_bound};
use super::variance::Variance;

/// Most columns of a model, the intercept among them: every sector and every type of establishment.
pub const MAX_COLUMNS: usize = 40;

/// What a column adds to the logarithm of the rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    pub estimate: f64,
    /// Standard error where events are Poisson; times the square root of the dispersion where they are not.
    pub error: f64,
}

/// By what one unit more of a column multiplies the rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    pub ratio: f64,
    pub interval: (f64, f64),
    /// Of a ratio of 1, two-sided.
    pub p: f64,
}

/// ln(events) = ln(denominator) + intercept + Σ coefficient × covariate, events being Poisson.
#[derive(Debug, Clone, PartialEq)]
pub struct PoissonModel {
    /// The intercept, then one for each covariate.
    pub coefficients: Vec<Coefficient>,
    /// Expected events, row by row.
    pub fitted: Vec<f64>,
    /// Twice the log-likelihood that is missing to a perfect fit.
    pub deviance: f64,
    /// Rows less columns; at least 1.
    pub freedom: usize,
    /// Pearson's χ² over the degrees of freedom: 1 where events are Poisson, more where rows differ by more.
    pub dispersion: f64,
}

impl PoissonModel {
    /// What column `column` (0 for the intercept) does to the rate.
    ///
    /// With [`Variance::Observed`] (quasi-Poisson) the error grows with the dispersion, where it is above 1,
    /// and the quantiles are those of Student. Nothing for a column that is not there, nor for a level that is
    /// not between 0 and 1, nor where a ratio is beyond what a number holds.
    pub fn effect(&self, column: usize, level: f64, variance: Variance) -> Option<Effect> {
        let Coefficient { estimate, error } = *self.coefficients.get(column)?;
        if !is_level(level) {
            return None;
        }
        let freedom = self.freedom as f64;
        let (error, bound) = match variance {
            Variance::Nominal => (error, normal_bound(level)),
            Variance::Observed => {
                (error * self.dispersion.max(1.0).sqrt(), student_bound(level, freedom))
            }
        };
        let p = match variance {
            Variance::Nominal => normal_beyond(estimate / error),
            Variance::Observed => student_beyond(estimate / error, freedom),
        };
        let interval = ((estimate - bound * error).exp(), (estimate + bound * error).exp());
        let sound = interval.0.is_finite() && interval.1.is_finite() && p.is_finite();
        sound.then(|| Effect { ratio: estimate.exp(), interval, p })
    }

    /// Events that the model expects of a row over `denominator`; nothing unless there is one covariate for each
    /// column without the intercept.
    pub fn expected(&self, covariates: &[f64], denominator: f64) -> Option<f64> {
        let (intercept, slopes) = self.coefficients.split_first()?;
        if covariates.len() != slopes.len() {
            return None;
        }
        let slopes = slopes.iter().zip(covariates).map(|(slope, value)| slope.estimate * value);
        let events = denominator * (intercept.estimate + slopes.sum::<f64>()).exp();
        (events > 0.0 && events.is_finite()).then_some(events)
    }
}

#[cfg(test)]
mod tests;
