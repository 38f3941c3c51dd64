//! Confidence intervals of a proportion and of the difference of two.

use statrs::distribution::{ContinuousCDF, Normal};

use super::counted::Counted;
use super::distributions::is_level;

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

/// Interval of the difference of two independent proportions, `first` less `second`, from the score intervals of
/// both (Newcombe 1998, Statistics in Medicine 17:873, method 10). Bounds are differences of shares, from -1
/// to 1.
///
/// Nothing for counts that are no proportions, nor for a level that is not between 0 and 1.
pub fn newcombe_interval(first: Counted, second: Counted, level: f64) -> Option<(f64, f64)> {
    let (one, other) = (first.share()?, second.share()?);
    if !is_level(level) {
        return None;
    }
    let (low, high) = wilson_interval(first.events, first.denominator, level);
    let (other_low, other_high) = wilson_interval(second.events, second.denominator, level);
    let difference = one - other;
    Some((
        (difference - (one - low).hypot(other_high - other)).max(-1.0),
        (difference + (high - one).hypot(other - other_low)).min(1.0),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::close_both;
    use super::*;

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
    fn differences_are_those_of_newcombe() {
        // Newcombe 1998, table II, method 10, to four decimals.
        for (first, second, low, high) in [
            ((56.0, 70.0), (48.0, 80.0), 0.0524, 0.3339),
            ((9.0, 10.0), (3.0, 10.0), 0.1705, 0.8090),
            ((6.0, 7.0), (2.0, 7.0), 0.0582, 0.8062),
            ((5.0, 56.0), (0.0, 29.0), -0.0381, 0.1926),
            ((0.0, 10.0), (0.0, 20.0), -0.1611, 0.2775),
            ((0.0, 10.0), (0.0, 10.0), -0.2775, 0.2775),
            ((10.0, 10.0), (0.0, 20.0), 0.6791, 1.0),
            ((10.0, 10.0), (0.0, 10.0), 0.6075, 1.0),
        ] {
            let counted = |(events, of): (f64, f64)| Counted::new(events, of);
            let got = newcombe_interval(counted(first), counted(second), 0.95).unwrap();
            close_both(got, (low, high), 5.1e-5);
        }
    }

    #[test]
    fn no_difference_of_what_is_no_proportion() {
        let right = Counted::new(3.0, 10.0);
        assert_eq!(newcombe_interval(Counted::new(11.0, 10.0), right, 0.95), None);
        assert_eq!(newcombe_interval(right, Counted::new(0.0, 0.0), 0.95), None);
        assert_eq!(newcombe_interval(right, right, 1.0), None);
    }
}
