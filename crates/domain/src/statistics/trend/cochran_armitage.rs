//! The trend of a proportion.

use super::{Direction, check_counts, enough_events};
use crate::statistics::counted::Counted;
use crate::statistics::distributions::normal_beyond;
use crate::statistics::unsaid::Unsaid;

/// The trend of a proportion, linear.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProportionTrend {
    /// Difference of shares from one step to the next: -0.01 for a fall of one point of percent.
    pub slope: f64,
    /// Its distance from 0 in standard errors.
    pub z: f64,
    /// Of no trend, two-sided.
    pub p: f64,
}

impl ProportionTrend {
    /// What is shown where p is below `alpha`.
    pub fn direction(&self, alpha: f64) -> Direction {
        Direction::of(self.slope, self.p, alpha)
    }
}

/// The test of Cochran and Armitage for a linear trend of proportions over time, without correction of continuity
/// (Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375); z² is the χ² of `prop.trend.test` in R.
///
/// Errors: fewer than [`super::MIN_TREND`] points, fewer than [`super::MIN_TREND_EVENTS`] events or trials
/// without event, times that are all the same, counts that are no proportions.
pub fn cochran_armitage(series: &[(f64, Counted)]) -> Result<ProportionTrend, Unsaid> {
    if series.iter().any(|(_, one)| one.share().is_none()) {
        return Err(Unsaid::OutOfRange);
    }
    check_counts(series)?;
    let all = Counted::pooled(series.iter().map(|(_, one)| one));
    enough_events(all.denominator - all.events)?;
    let share = all.events / all.denominator;
    let moment: f64 = series.iter().map(|(time, one)| time * one.denominator).sum();
    let middle = moment / all.denominator;
    let product: f64 = series
        .iter()
        .map(|(time, one)| (time - middle) * (one.events - one.denominator * share))
        .sum();
    let square: f64 =
        series.iter().map(|(time, one)| one.denominator * (time - middle).powi(2)).sum();
    let z = product / (share * (1.0 - share) * square).sqrt();
    let slope = product / square;
    if !(z.is_finite() && slope.is_finite()) {
        return Err(Unsaid::OutOfRange);
    }
    Ok(ProportionTrend { slope, z, p: normal_beyond(z) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::testing::close;

    #[test]
    fn the_trend_of_the_smokers_is_that_of_the_manual_of_r() {
        // Fleiss 1981, p. 139, in the example of prop.trend.test: X-squared = 8.2249, p-value = 0.004132.
        let smokers = [(83.0, 86.0), (90.0, 93.0), (129.0, 136.0), (70.0, 82.0)];
        let series: Vec<(f64, Counted)> = (1..)
            .map(f64::from)
            .zip(smokers.map(|(events, of)| Counted::new(events, of)))
            .collect();
        let got = cochran_armitage(&series).unwrap();
        close(got.z.powi(2), 8.2249, 1e-5);
        close(got.p, 0.004_132, 1e-6);
        // The least squares weighted by patients, in numpy 2.4.
        close(got.slope, -0.033_415_626_41, 1e-9);
        assert_eq!(got.direction(0.05), Direction::Falling);
        // Years instead of ranks change nothing.
        let years: Vec<_> = series.iter().map(|(time, one)| (time + 2018.0, *one)).collect();
        close(cochran_armitage(&years).unwrap().z, got.z, 1e-9);
    }

    #[test]
    fn proportions_that_are_all_0_or_1_have_no_trend() {
        let series = |events: f64| -> Vec<(f64, Counted)> {
            (0..5).map(|time| (f64::from(time), Counted::new(events, 20.0))).collect()
        };
        let none = |have| Err(Unsaid::TooFewEvents { have, need: 10 });
        assert_eq!(cochran_armitage(&series(0.0)), none(0));
        assert_eq!(cochran_armitage(&series(20.0)), none(0));
        assert_eq!(cochran_armitage(&series(21.0)), Err(Unsaid::OutOfRange));
        let level = cochran_armitage(&series(5.0)).unwrap();
        assert_eq!((level.slope, level.direction(0.05)), (0.0, Direction::NotShown));
    }
}
