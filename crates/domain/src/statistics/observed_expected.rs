//! What was seen against what was to be expected.

use super::counted::Counted;
use super::distributions::{is_level, poisson_at_most};
use super::poisson_interval::poisson_interval;

/// Observed events over expected ones, without unit: 1 where they are the same (a standardised ratio).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObservedExpected {
    pub observed: f64,
    pub expected: f64,
    pub ratio: f64,
    /// Exact, of the observed events; the expected ones count as known.
    pub interval: (f64, f64),
    /// Of a ratio of 1, two-sided.
    pub p: f64,
}

/// Observed over expected events with the exact Poisson interval (Garwood 1936; Breslow and Day 1987, Statistical
/// methods in cancer research II, section 2.3). p is twice the smaller tail of the Poisson distribution, at most 1.
///
/// Nothing unless the observed events are 0 or, like the expected ones, from 1e-12 to 1e12, and the level is
/// between 0 and 1.
pub fn observed_expected(observed: f64, expected: f64, level: f64) -> Option<ObservedExpected> {
    let ratio = Counted::new(observed, expected).rate()?;
    if !is_level(level) {
        return None;
    }
    let (low, high) = poisson_interval(observed, level);
    let interval = (low / expected, high / expected);
    let below = poisson_at_most(observed, expected);
    let above = 1.0 - poisson_at_most(observed - 1.0, expected);
    let finite = low.is_finite() && interval.1.is_finite();
    finite.then(|| ObservedExpected {
        observed,
        expected,
        ratio,
        interval,
        p: (2.0 * below.min(above)).clamp(0.0, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, close_both};
    use super::*;

    #[test]
    fn ratios_and_intervals_are_those_of_the_chi_squared_quantiles() {
        // scipy 1.17: chi2.ppf, poisson.cdf.
        for (observed, expected, ratio, interval, p) in [
            (15.0, 8.33, 1.800_720_288, (1.007_849_476, 2.970_014_27), 0.047_135_151_16),
            (0.0, 2.5, 0.0, (0.0, 1.475_551_782), 0.164_169_997_2),
            (5.0, 5.2, 0.961_538_461_5, (0.312_208_921_2, 2.243_910_015), 1.0),
            (120.0, 150.0, 0.8, (0.663_279_504_2, 0.956_603_902_5), 0.013_109_536_4),
            (12_000.0, 11_800.0, 1.016_949_153, (0.998_834_357_6, 1.035_309_985), 0.066_811_869),
        ] {
            let got = observed_expected(observed, expected, 0.95).unwrap();
            close(got.ratio, ratio, 1e-8);
            close_both(got.interval, interval, 1e-6);
            close(got.p, p, 1e-6);
        }
    }

    #[test]
    fn nothing_is_said_without_anything_expected() {
        for (observed, expected, level) in
            [(3.0, 0.0, 0.95), (-1.0, 2.0, 0.95), (f64::NAN, 2.0, 0.95), (3.0, 2.0, 1.0)]
        {
            assert_eq!(observed_expected(observed, expected, level), None);
        }
    }
}
