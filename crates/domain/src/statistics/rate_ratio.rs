//! One rate over another.

use super::counted::Counted;
use super::distributions::{
    beta_quantile, binomial_at_most, is_level, normal_beyond, normal_bound,
};

/// Below this number of events on either side the exact interval is taken.
const SMALL: f64 = 30.0;

/// From this number of events on both sides the distribution function is no more exact.
const LARGE: f64 = 1000.0;

/// How an interval was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatioMethod {
    /// Of the logarithm of the ratio, as if it were normal.
    LogNormal,
    /// Of the share of the first events among all, exactly.
    ExactConditional,
}

/// One rate over another, without unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// Nothing where the reference has no event.
    pub ratio: Option<f64>,
    pub low: f64,
    /// Nothing where there is no bound: the reference has no event.
    pub high: Option<f64>,
    /// Of no difference, two-sided.
    pub p: f64,
    pub method: RatioMethod,
}

/// The rate of `studied` over that of `reference`: exact where one of them has fewer than 30 events.
///
/// Nothing where [`exact_rate_ratio`] gives nothing.
pub fn rate_ratio(studied: Counted, reference: Counted, level: f64) -> Option<RateRatio> {
    if studied.events.min(reference.events) < SMALL {
        exact_rate_ratio(studied, reference, level)
    } else {
        log_normal_rate_ratio(studied, reference, level)
    }
}

/// The ratio of two rates with the interval of its logarithm, the variance of which is the sum of the inverses of
/// both counts (Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14).
///
/// Nothing without events on both sides, for denominators that are not above 0, nor for a level that is not
/// between 0 and 1.
pub fn log_normal_rate_ratio(
    studied: Counted,
    reference: Counted,
    level: f64,
) -> Option<RateRatio> {
    let ratio = studied.rate()? / reference.rate()?;
    if studied.events <= 0.0 || reference.events <= 0.0 || !is_level(level) {
        return None;
    }
    let error = (1.0 / studied.events + 1.0 / reference.events).sqrt();
    let factor = (normal_bound(level) * error).exp();
    Some(RateRatio {
        ratio: Some(ratio),
        low: ratio / factor,
        high: Some(ratio * factor).filter(|high| high.is_finite()),
        p: normal_beyond(ratio.ln() / error),
        method: RatioMethod::LogNormal,
    })
}

/// The ratio of two Poisson rates with its exact interval: given their sum, the events of the first are binomial
/// (Przyborowski and Wilenski 1940, Biometrika 31:313), and the bounds of their share are those of Clopper and
/// Pearson (1934, Biometrika 26:404). p is twice the smaller tail, at most 1: it is below 1 - level exactly
/// where the interval leaves 1 out, for whole counts.
///
/// With 1000 events or more on both sides it is [`log_normal_rate_ratio`], from which it would hardly differ. Nothing
/// without any event, for denominators that are not above 0, nor for a level that is not between 0 and 1.
pub fn exact_rate_ratio(studied: Counted, reference: Counted, level: f64) -> Option<RateRatio> {
    let (rate, other) = (studied.rate()?, reference.rate()?);
    let (events, against) = (studied.events, reference.events);
    if events + against <= 0.0 || !is_level(level) {
        return None;
    }
    if events.min(against) >= LARGE {
        return log_normal_rate_ratio(studied, reference, level);
    }
    let tail = (1.0 - level) / 2.0;
    let scale = reference.denominator / studied.denominator;
    let odds = |share: f64| scale * share / (1.0 - share);
    let low = if events > 0.0 { odds(beta_quantile(events, against + 1.0, tail)) } else { 0.0 };
    let high = (against > 0.0).then(|| odds(beta_quantile(events + 1.0, against, 1.0 - tail)));
    let equal = studied.denominator / (studied.denominator + reference.denominator);
    let all = events + against;
    let below = binomial_at_most(events, all, equal);
    let above = binomial_at_most(against, all, 1.0 - equal);
    Some(RateRatio {
        ratio: (against > 0.0).then(|| rate / other),
        low,
        high: high.filter(|high| high.is_finite()),
        p: (2.0 * below.min(above)).min(1.0),
        method: RatioMethod::ExactConditional,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::close;
    use super::*;

    #[test]
    fn exact_ratios_are_those_of_the_beta_quantiles() {
        // scipy 1.17: beta.ppf, binom.cdf; the first two are the example of poisson.test in R (Fay 2010) and the
        // cancers after fluoroscopy of Boice and Monson (1977).
        for (studied, reference, low, high, p) in [
            ((11.0, 800.0), (21.0, 3011.0), 0.858_426_403_4, Some(4.277_265_944), 0.112_017_319_6),
            (
                (41.0, 28_010.0),
                (15.0, 19_017.0),
                1.005_684_063,
                Some(3.609_300_311),
                0.047_660_246_75,
            ),
            ((0.0, 100.0), (4.0, 120.0), 0.0, Some(1.817_840_231), 0.177_037_087_6),
            ((3.0, 50.0), (0.0, 80.0), 0.661_170_168, None, 0.113_791_533_9),
            (
                (2.0, 1000.0),
                (15.0, 1500.0),
                0.022_192_527_15,
                Some(0.860_008_846_2),
                0.024_637_693_19,
            ),
            (
                (900.0, 3e4),
                (1100.0, 3.1e4),
                0.773_299_773_8,
                Some(0.924_156_832_4),
                0.000_198_669_888_7,
            ),
            ((999.0, 1e4), (5e4, 4.9e5), 0.918_677_039_6, Some(1.042_325_593), 0.519_035_536_7),
            ((29.0, 100.0), (9e5, 3.5e6), 0.755_286_038_9, Some(1.619_688_393), 0.567_136_176_1),
        ] {
            let counted = |(events, of): (f64, f64)| Counted::new(events, of);
            let got = exact_rate_ratio(counted(studied), counted(reference), 0.95).unwrap();
            close(got.low, low, 1e-8);
            close(got.p, p, 1e-8);
            match (got.high, high) {
                (Some(got), Some(high)) => close(got, high, 1e-8),
                (got, high) => assert_eq!(got, high),
            }
            assert_eq!(got.ratio.is_some(), high.is_some());
        }
    }

    #[test]
    fn ratios_of_large_counts_are_log_normal() {
        // The formula in scipy 1.17.
        let got =
            log_normal_rate_ratio(Counted::new(41.0, 28_010.0), Counted::new(15.0, 19_017.0), 0.95)
                .unwrap();
        close(got.ratio.unwrap(), 1.855_758_658, 1e-9);
        close(got.low, 1.027_225_998, 1e-9);
        close(got.high.unwrap(), 3.352_563_314, 1e-9);
        close(got.p, 0.040_463_807_31, 1e-9);
        let got =
            rate_ratio(Counted::new(350.0, 12_000.0), Counted::new(298.0, 14_000.0), 0.95).unwrap();
        assert_eq!(got.method, RatioMethod::LogNormal);
        close(got.ratio.unwrap(), 1.370_246_085, 1e-9);
        close(got.low, 1.174_101_077, 1e-9);
        close(got.high.unwrap(), 1.599_159_025, 1e-9);
    }

    #[test]
    fn few_events_are_compared_exactly_and_none_not_at_all() {
        let some = Counted::new(40.0, 1000.0);
        let got = rate_ratio(some, Counted::new(29.0, 900.0), 0.95).unwrap();
        assert_eq!(got.method, RatioMethod::ExactConditional);
        let many = Counted::new(1e6, 1e7);
        assert_eq!(exact_rate_ratio(many, many, 0.95), log_normal_rate_ratio(many, many, 0.95));
        let none = Counted::new(0.0, 900.0);
        assert_eq!(rate_ratio(none, none, 0.95), None);
        assert_eq!(log_normal_rate_ratio(some, none, 0.95), None);
        assert_eq!(rate_ratio(some, Counted::new(4.0, 0.0), 0.95), None);
        assert_eq!(rate_ratio(some, some, 0.0), None);
    }
}
