//! The trend of a rate.

use super::{Direction, check_counts};
use crate::statistics::counted::Counted;
use crate::statistics::distributions::is_level;
use crate::statistics::poisson_model::PoissonModel;
use crate::statistics::unsaid::Unsaid;
use crate::statistics::variance::Variance;

/// The trend of a rate, log-linear: the same ratio from each step to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateTrend {
    /// From one step to the next: 0.95 for a fall of 5 %.
    pub ratio: f64,
    pub interval: (f64, f64),
    /// Of no trend, two-sided.
    pub p: f64,
    /// 1 where events vary as Poisson; more where points lie farther from the line.
    pub dispersion: f64,
}

impl RateTrend {
    /// What is shown where p is below `alpha`.
    pub fn direction(&self, alpha: f64) -> Direction {
        Direction::of(self.ratio.ln(), self.p, alpha)
    }
}

/// The trend of rates over time, by a log-linear Poisson model whose offset is the logarithm of the denominator
/// (McCullagh and Nelder 1989, Generalized linear models, 2nd edition, chapter 6); tests and intervals are those
/// of Wald.
///
/// Errors: fewer than [`super::MIN_TREND`] points, fewer than [`super::MIN_TREND_EVENTS`] events, times that
/// are all the same, counts or a level out of range, estimates that run away.
pub fn poisson_trend(
    series: &[(f64, Counted)],
    level: f64,
    variance: Variance,
) -> Result<RateTrend, Unsaid> {
    check_counts(series)?;
    if !is_level(level) {
        return Err(Unsaid::OutOfRange);
    }
    // Years are far from 0: without that the two columns would nearly be the same.
    let middle = series.iter().map(|(time, _)| time).sum::<f64>() / series.len() as f64;
    let times: Vec<Vec<f64>> = series.iter().map(|(time, _)| vec![time - middle]).collect();
    let counts: Vec<Counted> = series.iter().map(|(_, one)| *one).collect();
    let model = PoissonModel::fit(&times, &counts)?;
    let effect = model.effect(1, level, variance).ok_or(Unsaid::Unsettled)?;
    let dispersion = model.dispersion;
    Ok(RateTrend { ratio: effect.ratio, interval: effect.interval, p: effect.p, dispersion })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::testing::{close, close_both};

    fn years(events: [f64; 6]) -> Vec<(f64, Counted)> {
        let days = [10.1, 10.4, 9.8, 10.9, 10.0, 9.1];
        let counts = events.into_iter().zip(days).map(|(one, of)| Counted::new(one, of));
        (2019..).map(f64::from).zip(counts).collect()
    }

    #[test]
    fn the_trend_of_a_rate_is_that_of_statsmodels() {
        // statsmodels 0.15, GLM(Poisson, offset); quantiles of scipy 1.17.
        let falling = years([62.0, 58.0, 49.0, 51.0, 40.0, 33.0]);
        let got = poisson_trend(&falling, 0.95, Variance::Nominal).unwrap();
        close(got.ratio, 0.900_802_277, 1e-8);
        close_both(got.interval, (0.840_949_170_7, 0.964_915_325), 1e-8);
        close(got.p, 0.002_900_623_717, 1e-8);
        close(got.dispersion, 0.020_427_259_69, 1e-8);
        assert_eq!(got.direction(0.05), Direction::Falling);

        // More events, farther from the line: Poisson would be far too sure.
        let scattered = years([620.0, 540.0, 660.0, 480.0, 390.0, 410.0]);
        let got = poisson_trend(&scattered, 0.95, Variance::Observed).unwrap();
        close(got.ratio, 0.922_140_300_1, 1e-8);
        close_both(got.interval, (0.821_573_959_1, 1.035_016_658), 1e-8);
        close(got.p, 0.123_109_156_9, 1e-8);
        close(got.dispersion, 14.995_524_64, 1e-8);
        assert_eq!(got.direction(0.05), Direction::NotShown);
        let sure = poisson_trend(&scattered, 0.95, Variance::Nominal).unwrap();
        assert_eq!(sure.direction(0.05), Direction::Falling);
    }

    #[test]
    fn a_trend_that_cannot_be_said_is_told() {
        let series = years([62.0, 58.0, 49.0, 51.0, 40.0, 33.0]);
        let short = Unsaid::TooShort { have: 3, need: 4 };
        assert_eq!(poisson_trend(&series[..3], 0.95, Variance::Observed), Err(short));
        assert_eq!(poisson_trend(&series, 1.0, Variance::Observed), Err(Unsaid::OutOfRange));
        // All the events in the last year: the ratio runs away.
        let burst = years([0.0, 0.0, 0.0, 0.0, 0.0, 33.0]);
        assert_eq!(poisson_trend(&burst, 0.95, Variance::Nominal), Err(Unsaid::Unsettled));
    }
}
