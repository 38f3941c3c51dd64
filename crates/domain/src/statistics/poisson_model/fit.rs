//! The fit of the model.

use super::{Coefficient, MAX_COLUMNS, PoissonModel};
use crate::statistics::counted::Counted;
use crate::statistics::range::is_value;
use crate::statistics::symmetric::Cholesky;
use crate::statistics::unsaid::Unsaid;

/// Steps after which estimates that still move are given up; six are usual.
const MAX_STEPS: usize = 50;

/// Estimates are settled when no fitted mean moves by more than this part of it: each step squares the error.
const SETTLED: f64 = 1e-9;

impl PoissonModel {
    /// Fits the model by iteratively reweighted least squares (McCullagh and Nelder 1989, Generalized linear
    /// models, 2nd edition, section 2.5; dispersion: chapter 9, quasi-likelihood).
    ///
    /// `covariates` has one row for each of `counts`, without the intercept, all of one length. Shares that sum to 1
    /// need one of them left out, else the last is [`Unsaid::Redundant`].
    pub fn fit(covariates: &[Vec<f64>], counts: &[Counted]) -> Result<Self, Unsaid> {
        let columns = covariates.first().map_or(1, |row| row.len() + 1);
        check(covariates, counts, columns)?;
        let design: Vec<Vec<f64>> =
            covariates.iter().map(|row| [&[1.0], row.as_slice()].concat()).collect();
        let offsets: Vec<f64> = counts.iter().map(|one| one.denominator.ln()).collect();

        let mut fitted: Vec<f64> = counts.iter().map(|one| one.events + 0.1).collect();
        for step in 0..MAX_STEPS {
            let (normal, right) = weighted(&design, counts, &offsets, &fitted);
            // Later, what is lost is the weight of rows whose means vanish.
            let cholesky = Cholesky::of(&normal).map_err(|column| match step {
                0 => Unsaid::Redundant { column },
                _ => Unsaid::Unsettled,
            })?;
            let estimates = cholesky.solve(&right);
            let better: Vec<f64> = design
                .iter()
                .zip(&offsets)
                .map(|(row, offset)| (offset + predictor(row, &estimates)).exp())
                .collect();
            let settled =
                fitted.iter().zip(&better).all(|(old, new)| (new / old - 1.0).abs() < SETTLED);
            fitted = better;
            if settled {
                let (normal, _) = weighted(&design, counts, &offsets, &fitted);
                return Self::told(&normal, &estimates, counts, fitted);
            }
        }
        Err(Unsaid::Unsettled)
    }

    /// The model at its estimates; `normal` is their information matrix.
    fn told(
        normal: &[Vec<f64>],
        estimates: &[f64],
        counts: &[Counted],
        fitted: Vec<f64>,
    ) -> Result<Self, Unsaid> {
        let cholesky = Cholesky::of(normal).map_err(|_| Unsaid::Unsettled)?;
        let errors = cholesky.inverse_diagonal();
        let freedom = counts.len() - estimates.len();
        let pearson: f64 =
            counts.iter().zip(&fitted).map(|(one, mean)| (one.events - mean).powi(2) / mean).sum();
        Ok(Self {
            coefficients: estimates
                .iter()
                .zip(errors)
                .map(|(estimate, square)| Coefficient { estimate: *estimate, error: square.sqrt() })
                .collect(),
            deviance: deviance(counts, &fitted),
            fitted,
            freedom,
            dispersion: pearson / freedom as f64,
        })
    }
}

/// Refuses what no model can be fitted to.
fn check(covariates: &[Vec<f64>], counts: &[Counted], columns: usize) -> Result<(), Unsaid> {
    let even =
        covariates.len() == counts.len() && covariates.iter().all(|row| row.len() + 1 == columns);
    let numbers = covariates.iter().flatten().copied().all(is_value);
    if !even || !numbers || counts.iter().any(|one| one.rate().is_none()) {
        return Err(Unsaid::OutOfRange);
    }
    if columns > MAX_COLUMNS {
        return Err(Unsaid::TooManyColumns { have: columns, most: MAX_COLUMNS });
    }
    if counts.len() <= columns {
        return Err(Unsaid::TooShort { have: counts.len(), need: columns + 1 });
    }
    if counts.iter().all(|one| one.events <= 0.0) {
        return Err(Unsaid::TooFewEvents { have: 0, need: 1 });
    }
    Ok(())
}

/// Both sides of the weighted normal equations: weights are the fitted means.
fn weighted(
    design: &[Vec<f64>],
    counts: &[Counted],
    offsets: &[f64],
    fitted: &[f64],
) -> (Vec<Vec<f64>>, Vec<f64>) {
    let columns = design.first().map_or(0, Vec::len);
    let mut normal = vec![vec![0.0; columns]; columns];
    let mut right = vec![0.0; columns];
    for (((row, one), offset), mean) in design.iter().zip(counts).zip(offsets).zip(fitted) {
        let working = mean.ln() - offset + (one.events - mean) / mean;
        // Most columns are levels that a row does not have: what they would add is 0.
        for (index, value) in row.iter().enumerate().filter(|(_, value)| value.abs() > 0.0) {
            right[index] += value * mean * working;
            for (cell, other) in normal[index].iter_mut().zip(row) {
                *cell += value * mean * other;
            }
        }
    }
    (normal, right)
}

fn predictor(row: &[f64], estimates: &[f64]) -> f64 {
    row.iter().zip(estimates).map(|(value, estimate)| value * estimate).sum()
}

fn deviance(counts: &[Counted], fitted: &[f64]) -> f64 {
    let missing = |events: f64, mean: f64| {
        let ratio = if events > 0.0 { events * (events / mean).ln() } else { 0.0 };
        2.0 * (ratio - (events - mean))
    };
    let sum: f64 = counts.iter().zip(fitted).map(|(one, mean)| missing(one.events, *mean)).sum();
    sum.max(0.0)
}
