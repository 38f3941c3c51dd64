//! A log-linear model of rates: what a rate is to be where its sectors and its type are known.

use super::counted::Counted;
use super::distributions::{is_level, normal_beyond, normal_bound, student_beyond, student_bound};
use super::symmetric::Cholesky;
use super::unsaid::Unsaid;
use super::variance::Variance;

/// Most columns of a model, the intercept among them.
pub const MAX_COLUMNS: usize = 20;

/// Steps after which estimates that still move are given up; six are usual.
const MAX_STEPS: usize = 50;

/// A fitted mean below this part of the events is that of a group without any: its coefficient runs away.
const VANISHED: f64 = 1e-8;

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
    /// Fits the model by iteratively reweighted least squares (McCullagh and Nelder 1989, Generalized linear
    /// models, 2nd edition, section 2.5; dispersion: section 6.2.2, quasi-likelihood).
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
        let mut before = f64::INFINITY;
        for step in 0..MAX_STEPS {
            let (normal, right) = weighted(&design, counts, &offsets, &fitted);
            // Later, what is lost is the weight of rows whose means vanish.
            let cholesky = Cholesky::of(&normal).map_err(|column| match step {
                0 => Unsaid::Redundant { column },
                _ => Unsaid::Unsettled,
            })?;
            let estimates = cholesky.solve(&right);
            fitted = design
                .iter()
                .zip(&offsets)
                .map(|(row, offset)| (offset + predictor(row, &estimates)).exp())
                .collect();
            let deviance = deviance(counts, &fitted);
            if !deviance.is_finite() {
                return Err(Unsaid::Unsettled);
            }
            if (deviance - before).abs() < 1e-12 * (deviance + 0.1) {
                let (normal, _) = weighted(&design, counts, &offsets, &fitted);
                return Self::told(&normal, &estimates, counts, fitted, deviance);
            }
            before = deviance;
        }
        Err(Unsaid::Unsettled)
    }

    fn told(
        normal: &[Vec<f64>],
        estimates: &[f64],
        counts: &[Counted],
        fitted: Vec<f64>,
        deviance: f64,
    ) -> Result<Self, Unsaid> {
        let mean = Counted::pooled(counts).events / counts.len() as f64;
        if fitted.iter().any(|one| *one < VANISHED * mean) {
            return Err(Unsaid::Unsettled);
        }
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
            fitted,
            deviance,
            freedom,
            dispersion: pearson / freedom as f64,
        })
    }

    /// What column `column` (0 for the intercept) does to the rate.
    ///
    /// With [`Variance::Observed`] (quasi-Poisson) the error grows with the dispersion, where it is above 1, and the quantiles are those
    /// of Student. Nothing for a column that is not there, nor for a level that is not between 0 and 1, nor where a
    /// ratio is beyond what a number holds.
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

/// Refuses what no model can be fitted to.
fn check(covariates: &[Vec<f64>], counts: &[Counted], columns: usize) -> Result<(), Unsaid> {
    let even =
        covariates.len() == counts.len() && covariates.iter().all(|row| row.len() + 1 == columns);
    let numbers = covariates.iter().flatten().all(|value| value.is_finite());
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
        for (index, value) in row.iter().enumerate() {
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
    if sum.is_finite() { sum.max(0.0) } else { sum }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, close_both};
    use super::*;

    fn counts(events: &[f64], denominators: &[f64]) -> Vec<Counted> {
        events.iter().zip(denominators).map(|(one, of)| Counted::new(*one, *of)).collect()
    }

    #[test]
    fn the_randomised_trial_of_dobson_is_fitted_as_r_fits_it() {
        // Dobson 1990, p. 93; the example of glm() in the manual of R: estimates, errors, residual deviance.
        let trial = counts(&[18.0, 17.0, 15.0, 20.0, 10.0, 20.0, 25.0, 13.0, 12.0], &[1.0; 9]);
        let level = |value: usize| f64::from(u8::from(value == 1));
        let rows: Vec<Vec<f64>> = (0..9)
            .map(|at| {
                let (outcome, treatment) = (at % 3, at / 3);
                vec![
                    level(outcome),
                    level(outcome.wrapping_sub(1)),
                    level(treatment),
                    level(treatment.wrapping_sub(1)),
                ]
            })
            .collect();
        let model = PoissonModel::fit(&rows, &trial).unwrap();
        for (got, (estimate, error)) in model.coefficients.iter().zip([
            (3.045, 0.1709),
            (-0.4543, 0.2022),
            (-0.2930, 0.1927),
            (0.0, 0.2000),
            (0.0, 0.2000),
        ]) {
            close(got.estimate, estimate, 2e-4);
            close(got.error, error, 5.1e-5);
        }
        close(model.deviance, 5.1291, 1e-5);
        assert_eq!(model.freedom, 4);
    }

    /// Eight establishments: two sector shares and a type.
    fn case_mix() -> (Vec<Vec<f64>>, Vec<Counted>) {
        let rows = [
            [0.1, 0.3, 0.0],
            [0.2, 0.1, 1.0],
            [0.05, 0.6, 0.0],
            [0.3, 0.2, 1.0],
            [0.15, 0.4, 1.0],
            [0.0, 0.8, 0.0],
            [0.25, 0.25, 0.0],
            [0.12, 0.5, 1.0],
        ];
        let events = [410.0, 822.0, 120.0, 1200.0, 610.0, 95.0, 505.0, 433.0];
        let denominators = [1.2, 1.9, 0.6, 2.5, 1.5, 0.7, 1.1, 1.3];
        (rows.iter().map(|row| row.to_vec()).collect(), counts(&events, &denominators))
    }

    #[test]
    fn a_model_with_an_offset_is_that_of_statsmodels() {
        // statsmodels 0.15, GLM(Poisson, offset).
        let (rows, events) = case_mix();
        let model = PoissonModel::fit(&rows, &events).unwrap();
        for (got, (estimate, error)) in model.coefficients.iter().zip([
            (5.827_350_955, 0.087_979_903_86),
            (1.519_798_007, 0.272_506_517_9),
            (-0.683_244_399_1, 0.135_394_597_7),
            (0.073_723_792_59, 0.038_401_746_04),
        ]) {
            close(got.estimate, estimate, 1e-8);
            close(got.error, error, 1e-8);
        }
        close(model.dispersion, 11.477_524_82, 1e-8);
        close(model.deviance, 47.023_423_51, 1e-8);
        close(model.fitted[0], 386.325_003_2, 1e-8);
        close(model.expected(&rows[0], 1.2).unwrap(), 386.325_003_2, 1e-8);
        assert_eq!(model.expected(&rows[0][1..], 1.2), None);
        assert_eq!(model.effect(4, 0.95, Variance::Nominal), None);
        assert_eq!(model.effect(1, 1.0, Variance::Observed), None);
    }

    #[test]
    fn two_groups_give_the_log_normal_rate_ratio() {
        let groups = counts(&[20.0, 30.0, 41.0, 9.0], &[100.0, 110.0, 90.0, 30.0]);
        let rows = [vec![0.0], vec![0.0], vec![1.0], vec![1.0]];
        let model = PoissonModel::fit(&rows, &groups).unwrap();
        let got = model.effect(1, 0.95, Variance::Nominal).unwrap();
        let right = super::super::log_normal_rate_ratio(
            Counted::new(50.0, 120.0),
            Counted::new(50.0, 210.0),
            0.95,
        )
        .unwrap();
        close(got.ratio, right.ratio.unwrap(), 1e-9);
        close_both(got.interval, (right.low, right.high.unwrap()), 1e-9);
        close(got.p, right.p, 1e-9);
    }

    #[test]
    fn what_cannot_be_fitted_is_told() {
        let (rows, events) = case_mix();
        let fit = PoissonModel::fit;
        let with = |extra: fn(&[f64]) -> f64| -> Vec<Vec<f64>> {
            rows.iter().map(|row| [row.as_slice(), &[extra(row)]].concat()).collect()
        };
        let redundant = with(|row| 1.0 - row[0] - row[1]);
        assert_eq!(fit(&redundant, &events), Err(Unsaid::Redundant { column: 4 }));
        assert_eq!(fit(&with(|_| f64::NAN), &events), Err(Unsaid::OutOfRange));
        assert_eq!(fit(&rows[1..], &events), Err(Unsaid::OutOfRange));
        assert_eq!(fit(&rows[..4], &events[..4]), Err(Unsaid::TooShort { have: 4, need: 5 }));
        assert_eq!(fit(&[], &[]), Err(Unsaid::TooShort { have: 0, need: 2 }));
        let wide = vec![vec![1.0; 20]; 30];
        let many = Unsaid::TooManyColumns { have: 21, most: 20 };
        assert_eq!(fit(&wide, &[Counted::new(1.0, 1.0); 30]), Err(many));
        let none = [Counted::new(0.0, 1.0); 8];
        assert_eq!(fit(&rows, &none), Err(Unsaid::TooFewEvents { have: 0, need: 1 }));
        // A group without any event.
        let empty = counts(&[20.0, 30.0, 0.0, 0.0], &[1.0; 4]);
        let groups = [vec![0.0], vec![0.0], vec![1.0], vec![1.0]];
        assert_eq!(fit(&groups, &empty), Err(Unsaid::Unsettled));
    }
}
