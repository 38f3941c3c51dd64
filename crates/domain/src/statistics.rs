//! Confidence intervals, quantiles, and measures that outliers do not move.

use statrs::distribution::{Continuous, ContinuousCDF, Gamma, Normal};
use statrs::function::gamma::ln_gamma;

/// Above this number of events the approximation of Wilson and Hilferty is right to 1e-7, and the
/// search of `statrs` starts too far from the quantile to find it.
const LARGE: f64 = 10_000.0;

/// Exact confidence interval of a Poisson mean, for `events` seen and a `level` such as 0.95.
///
/// The number of events need not be whole (DDD are not); none at all gives a low bound of 0.
/// Arguments out of range give bounds that are no numbers.
pub fn poisson_interval(events: f64, level: f64) -> (f64, f64) {
    if !events.is_finite() || events < 0.0 || !(0.0..1.0).contains(&level) {
        return (f64::NAN, f64::NAN);
    }
    let tail = (1.0 - level) / 2.0;
    let low = if events > 0.0 { gamma_quantile(events, tail) } else { 0.0 };
    (low, gamma_quantile(events + 1.0, 1.0 - tail))
}

/// Wilson's score interval of a proportion, for `events` among `trials` and a `level` such as 0.95
/// (Wilson 1927, without correction of continuity). Bounds are shares, from 0 to 1.
///
/// Arguments out of range give bounds that are no numbers.
pub fn wilson_interval(events: f64, trials: f64, level: f64) -> (f64, f64) {
    if !(trials > 0.0 && (0.0..=trials).contains(&events) && (0.0..1.0).contains(&level)) {
        return (f64::NAN, f64::NAN);
    }
    let square = Normal::standard().inverse_cdf(f64::midpoint(1.0, level)).powi(2);
    let middle = events + square / 2.0;
    let half = (square * (events * (trials - events) / trials + square / 4.0)).sqrt();
    // Rounding must not leave the bound of a share that is 0 or 1 beside it.
    let low = if events > 0.0 { (middle - half) / (trials + square) } else { 0.0 };
    let high = if events < trials { (middle + half) / (trials + square) } else { 1.0 };
    (low, high)
}

/// The middle of some values; nothing of none.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { f64::midpoint(sorted[middle - 1], upper) })
}

/// Distance of `value` from the median of others, in units of 1.4826 times their median absolute deviation
/// (Hampel 1974: the standard deviation, where values are normal). A deviation below a twentieth of the median
/// counts as that twentieth. Nothing where the others are none, or are all zero.
pub fn robust_score(value: f64, others: &[f64]) -> Option<f64> {
    let center = median(others)?;
    let deviations: Vec<f64> = others.iter().map(|other| (other - center).abs()).collect();
    let spread = (1.4826 * median(&deviations)?).max(center.abs() / 20.0);
    (spread > 0.0).then(|| (value - center) / spread)
}

/// Quantile of values in ascending order, for a `probability` from 0 to 1: type 7 of Hyndman and Fan (1996), the one of
/// R and of spreadsheets. The value at rank `(n - 1) × probability`, counted from 0, on the line between its neighbours.
///
/// Nothing without values, or for a probability out of range.
pub fn quantile(ascending: &[f64], probability: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&probability) {
        return None;
    }
    let rank = last as f64 * probability;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to the last"
    )]
    let below = rank.floor() as usize;
    let low = *ascending.get(below)?;
    let high = *ascending.get((below + 1).min(last))?;
    Some(low + (high - low) * rank.fract())
}

/// Quantile of the gamma distribution with scale 1.
fn gamma_quantile(shape: f64, probability: f64) -> f64 {
    if shape > LARGE {
        let z = Normal::standard().inverse_cdf(probability);
        return shape * (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).powi(3);
    }
    let Ok(gamma) = Gamma::new(shape, 1.0) else { return f64::NAN };
    if shape < 1.0 { left_of_one(&gamma, probability) } else { gamma.inverse_cdf(probability) }
}

/// The quantile for a shape below 1, where the search of `statrs` fails near 0.
///
/// The first term of the series is a lower bound; the distribution function is concave, so that
/// the steps of Newton rise from there to the quantile without passing it.
fn left_of_one(gamma: &Gamma, probability: f64) -> f64 {
    let shape = gamma.shape();
    let mut quantile = ((probability.ln() + ln_gamma(shape + 1.0)) / shape).exp();
    // Below, the other terms change nothing to the first eight digits.
    if quantile > 1e-8 {
        for _ in 0..50 {
            quantile += (probability - gamma.cdf(quantile)) / gamma.pdf(quantile);
        }
    }
    quantile
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Within 1e-6 of the true value, relatively.
    #[track_caller]
    fn check(events: f64, level: f64, expected: (f64, f64)) {
        let close = |got: f64, right: f64| (got - right).abs() <= 1e-6 * right;
        let (low, high) = poisson_interval(events, level);
        assert!(
            close(low, expected.0) && close(high, expected.1),
            "{events}: {low} {high}, not {expected:?}"
        );
    }

    #[test]
    fn intervals_are_those_of_the_gamma_quantiles() {
        // Values of scipy.stats.gamma.ppf.
        check(0.0, 0.95, (0.0, 3.688_879_454));
        check(0.01, 0.95, (3.522_686e-161, 3.709_880_072));
        check(0.3, 0.95, (3.185_679_03e-6, 4.293_777_111));
        check(0.6, 0.95, (0.001_773_718_607, 4.859_161_09));
        check(0.99, 0.95, (0.024_277_533_75, 5.554_286_791));
        check(1.0, 0.95, (0.025_317_807_98, 5.571_643_391));
        check(2.5, 0.95, (0.415_605_806_7, 8.006_382_137));
        check(10.0, 0.95, (4.795_388_696, 18.390_356_04));
        check(10.5, 0.95, (5.141_448_891, 19.037_813_63));
        check(10.5, 0.99, (4.016_826_71, 22.090_637_62));
        check(999.5, 0.95, (938.488_516_5, 1_063.436_646));
        check(4_627.0, 0.95, (4_494.628_888, 4_762.279_795));
        check(9_999.0, 0.95, (9_803.962_267, 10_196.941_82));
        check(10_000.5, 0.95, (9_805.447_567, 10_198.456_52));
        check(37_959.8, 0.95, (37_578.882_86, 38_343.616_47));
        check(37_959.8, 0.99, (37_459.822_52, 38_464.540_67));
        check(165_693.268_7, 0.95, (164_896.404_3, 166_493.029_7));
        check(25_000_000.0, 0.95, (24_990_201.13, 25_009_801.77));
    }

    #[test]
    fn intervals_of_proportions_are_those_of_wilson() {
        // Values of scipy.stats.binomtest(events, trials).proportion_ci(level, "wilson").
        for (events, trials, level, low, high) in [
            (0.0, 1.0, 0.95, 0.0, 0.793_450_685_6),
            (1.0, 1.0, 0.95, 0.206_549_314_4, 1.0),
            (0.0, 10.0, 0.95, 0.0, 0.277_532_799_9),
            (0.0, 10.0, 0.99, 0.0, 0.398_854_093_3),
            (5.0, 10.0, 0.95, 0.236_593_090_5, 0.763_406_909_5),
            (14.0, 185.0, 0.95, 0.045_610_830_69, 0.123_003_937_6),
            (14.0, 185.0, 0.99, 0.039_008_898_34, 0.141_724_867_9),
            (57.0, 783.0, 0.95, 0.056_610_170_77, 0.093_155_016_99),
            (8_227.0, 66_974.0, 0.95, 0.120_374_315_6, 0.125_346_375),
            (1.0, 100_000.0, 0.95, 1.765_247_730e-6, 5.664_709_660e-5),
            (99_999.0, 100_000.0, 0.99, 0.999_914_830_8, 0.999_998_825_9),
            (7.0, 7.0, 0.99, 0.513_388_565, 1.0),
        ] {
            let got = wilson_interval(events, trials, level);
            let close = |got: f64, right: f64| (got - right).abs() <= 1e-9 + 1e-9 * right;
            assert!(close(got.0, low) && close(got.1, high), "{events}/{trials}: {got:?}");
        }
    }

    #[test]
    fn proportions_out_of_range_have_no_interval() {
        for (events, trials, level) in
            [(0.0, 0.0, 0.95), (3.0, 2.0, 0.95), (-1.0, 2.0, 0.95), (1.0, 2.0, f64::NAN)]
        {
            assert!(wilson_interval(events, trials, level).0.is_nan(), "{events}/{trials}");
        }
    }

    #[test]
    fn intervals_widen_with_the_level_and_hold_the_events() {
        let mut before = 0.0;
        for events in [0.0, 0.2, 1.0, 7.5, 300.0, 9_999.0, 10_001.0, 84_000.5] {
            let (low, high) = poisson_interval(events, 0.95);
            let (lower, higher) = poisson_interval(events, 0.99);
            assert!(lower <= low && low <= events && events < high && high < higher, "{events}");
            assert!(high > before, "{events}");
            before = high;
        }
    }

    #[test]
    fn arguments_out_of_range_give_no_number_and_no_panic() {
        for (events, level) in [
            (10.0, 3.0),
            (10.0, -0.5),
            (10.0, f64::NAN),
            (f64::NAN, 0.95),
            (f64::INFINITY, 0.95),
            (-2.0, 0.95),
        ] {
            let (low, high) = poisson_interval(events, level);
            assert!(low.is_nan() && high.is_nan(), "{events} {level}");
        }
    }

    #[test]
    fn a_robust_score_is_not_moved_by_one_outlier() {
        for (values, expected) in [
            (&[][..], None),
            (&[3.0], Some(3.0)),
            (&[5.0, 1.0, 3.0], Some(3.0)),
            (&[1.0, 2.0, 3.0, 100.0], Some(2.5)),
        ] {
            assert_eq!(median(values), expected, "{values:?}");
        }
        // Median 10, median absolute deviation 1.
        for others in [&[8.0, 9.0, 10.0, 11.0, 12.0][..], &[9.0, 9.0, 10.0, 11.0, 900.0]] {
            let score = robust_score(17.413, others).unwrap();
            assert!((score - 5.0).abs() < 1e-12, "{score}");
        }
        let still = robust_score(11.0, &[10.0, 10.0, 10.0]).unwrap();
        assert!((still - 2.0).abs() < 1e-12, "{still}");
        assert_eq!(robust_score(1.0, &[0.0, 0.0]), None);
        assert_eq!(robust_score(1.0, &[]), None);
    }

    #[test]
    fn quantiles_are_those_of_type_7() {
        // Values of numpy.quantile(values, probability, method="linear").
        let values = [3.0, 7.0, 8.0, 12.0, 20.0, 41.0];
        for (probability, expected) in [
            (0.0, 3.0),
            (0.1, 5.0),
            (0.25, 7.25),
            (0.5, 10.0),
            (0.75, 18.0),
            (0.9, 30.5),
            (1.0, 41.0),
        ] {
            let got = quantile(&values, probability).unwrap();
            assert!((got - expected).abs() < 1e-9, "{probability}: {got}");
        }
        assert_eq!(quantile(&[5.0], 0.9), Some(5.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!((quantile(&values, 1.1), quantile(&values, f64::NAN)), (None, None));
    }
}
