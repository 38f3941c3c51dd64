//! Where a series of counts would go if it went on as before.

use super::counted::Counted;
use super::distributions::{is_level, student_bound};
use super::funnel::FunnelKind;
use super::symmetric::Cholesky;
use super::unsaid::Unsaid;

/// Degrees of freedom that the years have to leave for their spread: with 1, 2 and 3 of them the bound of Student for
/// 95 % is 12.7, 4.3 and 3.2 standard errors.
pub const MIN_FREEDOM: usize = 3;

/// Steps after which estimates that still move are given up; six are usual.
const MAX_STEPS: usize = 50;

/// Estimates are settled when no predictor moves by more.
const SETTLED: f64 = 1e-10;

/// How far to go on, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// Steps after the last point.
    pub horizon: usize,
    /// What is left of the trend from one step to the next, above 0, at most 1 (not damped).
    pub damping: f64,
    /// Steps after which seasons come back: 4 for quarters, 1 where there are none.
    pub seasons: usize,
    /// Of the intervals.
    pub level: f64,
}

/// A value to come, in events per unit of the denominator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projected {
    pub value: f64,
    /// Of what will be seen, not of its mean.
    pub interval: (f64, f64),
}

/// Values to come, with the trend that they go on from.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The first is one step after the last point.
    pub points: Vec<Projected>,
    /// Ratio of rates, or of odds, from one step to the next, before damping.
    pub ratio: f64,
    /// Pearson's χ² over the degrees of freedom, at least 1: how much more the points vary around their trend than
    /// independent events do.
    pub dispersion: f64,
    /// Points less estimates.
    pub freedom: usize,
}

/// Projects counts by a damped trend (Gardner and McKenzie 1985, Management Science 31:1237) on the scale of the
/// logarithm for rates, of the logit for proportions, so that no value leaves its range. `points` are steps in
/// ascending order, some may be missing.
///
/// Level and trend (and seasons) are those of the whole series, by iteratively reweighted least squares of its
/// counts (McCullagh and Nelder 1989, Generalized linear models, chapters 4, 6 and 9): smoothing constants cannot be
/// chosen by the few errors of a short series, and the damping is given. At step h the predictor is that of the
/// last point plus trend × (φ + φ² + … + φʰ). The variance of what will be seen is dispersion × (that of the
/// predictor + that of a count as large as the last fitted one), the quantile that of Student.
///
/// Errors: fewer points than estimates and [`MIN_FREEDOM`]; no event, or nothing but events; a season without a point
/// (`Redundant`); estimates that run away; numbers out of range.
pub fn project(
    points: &[(i32, Counted)],
    kind: FunnelKind,
    ahead: &Ahead,
) -> Result<Projection, Unsaid> {
    check(points, kind, ahead)?;
    let origin = points.last().map_or(0, |one| one.0);
    let row = |time: f64, step: i32| design(time, step, ahead.seasons);
    let rows: Vec<Vec<f64>> =
        points.iter().map(|(step, _)| row(f64::from(*step) - f64::from(origin), *step)).collect();
    let counts: Vec<Counted> = points.iter().map(|one| one.1).collect();
    let Fit { estimates, information, last, pearson } = fit(&rows, &counts, kind)?;
    let freedom = counts.len() - estimates.len();
    let dispersion = (pearson / freedom as f64).max(1.0);
    let bound = student_bound(ahead.level, freedom as f64);
    let mut damped = 0.0;
    let mut power = 1.0;
    let mut projected = Vec::with_capacity(ahead.horizon);
    for step in (1..).take(ahead.horizon) {
        power *= ahead.damping;
        damped += power;
        let row = row(damped, origin.saturating_add(step));
        let predictor = dot(&row, &estimates);
        let variance = dot(&row, &information.solve(&row)) + 1.0 / last;
        let half = bound * (dispersion * variance).sqrt();
        let at = |predictor: f64| inverse(predictor, kind);
        let interval = (at(predictor - half), at(predictor + half));
        if !interval.1.is_finite() {
            return Err(Unsaid::Unsettled);
        }
        projected.push(Projected { value: at(predictor), interval });
    }
    Ok(Projection { points: projected, ratio: estimates[1].exp(), dispersion, freedom })
}

fn check(points: &[(i32, Counted)], kind: FunnelKind, ahead: &Ahead) -> Result<(), Unsaid> {
    let right = |one: &(i32, Counted)| match kind {
        FunnelKind::Rate => one.1.rate().is_some(),
        FunnelKind::Proportion => one.1.share().is_some(),
    };
    let damped = ahead.damping > 0.0 && ahead.damping <= 1.0;
    let ordered = points.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let ahead_right = ahead.horizon > 0 && ahead.seasons > 0 && damped && is_level(ahead.level);
    if !(points.iter().all(right) && ordered && ahead_right) {
        return Err(Unsaid::OutOfRange);
    }
    let need = ahead.seasons.saturating_add(1 + MIN_FREEDOM);
    if points.len() < need {
        return Err(Unsaid::TooShort { have: points.len(), need });
    }
    if points.iter().all(|one| one.1.events <= 0.0) {
        return Err(Unsaid::TooFewEvents { have: 0, need: 1 });
    }
    let full = |one: &(i32, Counted)| one.1.events >= one.1.denominator;
    if kind == FunnelKind::Proportion && points.iter().all(full) {
        return Err(Unsaid::Constant);
    }
    Ok(())
}

/// Level, trend, and whether the step is in each season but the first.
fn design(time: f64, step: i32, seasons: usize) -> Vec<f64> {
    let cycle = i32::try_from(seasons).unwrap_or(i32::MAX);
    let in_season = |season: i32| f64::from(u8::from(step.rem_euclid(cycle) == season));
    [1.0, time].into_iter().chain((1..cycle).map(in_season)).collect()
}

/// A model at its estimates.
struct Fit {
    estimates: Vec<f64>,
    information: Cholesky,
    /// Information of a count as large as the last fitted one.
    last: f64,
    pearson: f64,
}

fn fit(rows: &[Vec<f64>], counts: &[Counted], kind: FunnelKind) -> Result<Fit, Unsaid> {
    // Half an event is added where the predictor of what was seen would be infinite.
    let mut predictors: Vec<f64> = counts
        .iter()
        .map(|one| match kind {
            FunnelKind::Rate => ((one.events + 0.5) / one.denominator).ln(),
            FunnelKind::Proportion => {
                ((one.events + 0.5) / (one.denominator - one.events + 0.5)).ln()
            }
        })
        .collect();
    for step in 0..MAX_STEPS {
        let (normal, right, pearson) = weighted(rows, counts, &predictors, kind);
        let information = Cholesky::of(&normal).map_err(|column| match step {
            0 => Unsaid::Redundant { column },
            _ => Unsaid::Unsettled,
        })?;
        let estimates = information.solve(&right);
        let better: Vec<f64> = rows.iter().map(|row| dot(row, &estimates)).collect();
        let moved = predictors.iter().zip(&better).map(|(old, new)| (old - new).abs());
        let settled = moved.fold(0.0, f64::max) < SETTLED;
        predictors = better;
        if settled {
            let at_end = counts.last().zip(predictors.last());
            let last = at_end.map_or(0.0, |(one, predictor)| weight(one, *predictor, kind).1);
            return Ok(Fit { estimates, information, last, pearson });
        }
    }
    Err(Unsaid::Unsettled)
}

/// Both sides of the weighted normal equations, and Pearson's χ².
fn weighted(
    rows: &[Vec<f64>],
    counts: &[Counted],
    predictors: &[f64],
    kind: FunnelKind,
) -> (Vec<Vec<f64>>, Vec<f64>, f64) {
    let columns = rows.first().map_or(0, Vec::len);
    let mut normal = vec![vec![0.0; columns]; columns];
    let mut right = vec![0.0; columns];
    let mut pearson = 0.0;
    for ((row, one), predictor) in rows.iter().zip(counts).zip(predictors) {
        let (mean, weight) = weight(one, *predictor, kind);
        let off = one.events - mean;
        let working = predictor + off / weight;
        pearson += off * off / weight;
        for (index, value) in row.iter().enumerate() {
            right[index] += value * weight * working;
            for (cell, other) in normal[index].iter_mut().zip(row) {
                *cell += value * weight * other;
            }
        }
    }
    (normal, right, pearson)
}

/// The mean of a count and its variance, which is its weight: both links are the canonical ones.
fn weight(one: &Counted, predictor: f64, kind: FunnelKind) -> (f64, f64) {
    let rate = inverse(predictor, kind);
    let mean = one.denominator * rate;
    match kind {
        FunnelKind::Rate => (mean, mean),
        FunnelKind::Proportion => (mean, mean * (1.0 - rate)),
    }
}

fn inverse(predictor: f64, kind: FunnelKind) -> f64 {
    match kind {
        FunnelKind::Rate => predictor.exp(),
        FunnelKind::Proportion => 1.0 / (1.0 + (-predictor).exp()),
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests;
