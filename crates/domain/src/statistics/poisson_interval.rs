//! Confidence intervals of a count.

use statrs::distribution::{Continuous, ContinuousCDF, Gamma, Normal};
use statrs::function::gamma::ln_gamma;

use super::distributions::{is_level, normal_bound};

/// Above this number of events the approximation of Wilson and Hilferty is right to 1e-7.
const LARGE: f64 = 10_000.0;

/// Exact confidence interval of a Poisson mean, for `events` seen and a `level` such as 0.95 (Garwood 1936,
/// Biometrika 28:437).
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

/// Byar's approximation of the interval of [`poisson_interval`] (Breslow and Day 1987, Statistical methods in cancer
/// research II, p. 69): within 1 % of it from five events on.
///
/// Nothing for events below 0 or that are no number, nor for a level that is not between 0 and 1.
pub fn byar_interval(events: f64, level: f64) -> Option<(f64, f64)> {
    if !events.is_finite() || events < 0.0 || !is_level(level) {
        return None;
    }
    let z = normal_bound(level);
    let cube = |count: f64, z: f64| {
        let inside = 1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt());
        count * inside.max(0.0).powi(3)
    };
    let low = if events > 0.0 { cube(events, -z) } else { 0.0 };
    Some((low, cube(events + 1.0, z)))
}

/// Quantile of the gamma distribution with scale 1.
fn gamma_quantile(shape: f64, probability: f64) -> f64 {
    let Ok(gamma) = Gamma::new(shape, 1.0) else { return f64::NAN };
    let least = first_term(shape, probability);
    // The other terms change nothing to the first eight digits.
    if least <= 1e-8 {
        return least;
    }
    if shape < 1.0 {
        return left_of_one(&gamma, least, probability);
    }
    let z = Normal::standard().inverse_cdf(probability);
    let near = shape * (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).powi(3);
    if shape > LARGE {
        return near;
    }
    from_near(&gamma, near.max(least), probability)
}

/// The quantile by the steps of Halley (Press et al. 2007, Numerical recipes, 6.2.1): two or three of them from the
/// approximation of Wilson and Hilferty, each a distribution function, where the search of `statrs` takes some twenty.
/// That search is wrong in the third digit for shapes from 142 to 160, where its density is infinite.
fn from_near(gamma: &Gamma, near: f64, probability: f64) -> f64 {
    let mut quantile = near;
    for _ in 0..50 {
        let newton = (gamma.cdf(quantile) - probability) / gamma.ln_pdf(quantile).exp();
        let bend = newton * ((gamma.shape() - 1.0) / quantile - 1.0);
        let next = quantile - newton / (1.0 - 0.5 * bend.min(1.0));
        // A step beyond 0 goes half of the way to it.
        let next = if next > 0.0 { next } else { 0.5 * quantile };
        let moved = (next - quantile).abs();
        quantile = next;
        if moved <= 1e-13 * quantile {
            break;
        }
    }
    quantile
}

/// The quantile for a shape below 1, where steps from an approximation may leave the numbers above 0.
///
/// The distribution function is concave, so that the steps of Newton rise from a lower bound to the quantile without
/// passing it.
fn left_of_one(gamma: &Gamma, least: f64, probability: f64) -> f64 {
    let mut quantile = least;
    for _ in 0..50 {
        quantile += (probability - gamma.cdf(quantile)) / gamma.pdf(quantile);
    }
    quantile
}

/// A lower bound of the quantile: the first term of the series of the distribution function is above its sum.
fn first_term(shape: f64, probability: f64) -> f64 {
    ((probability.ln() + ln_gamma(shape + 1.0)) / shape).exp()
}

#[cfg(test)]
mod tests {
    use super::super::testing::close_both;
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
        check(141.253_754_462_275_4, 0.95, (118.920_656_7, 166.562_555_4));
        check(155.0, 0.95, (131.559_152_2, 181.412_907_5));
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
    fn the_bounds_leave_the_tails_outside() {
        let steps = (0..160).map(|step| 10_f64.powf(f64::from(step) / 40.0));
        for events in steps.chain([1.5, 2.0, 3.0, 4.0]) {
            for level in [0.5, 0.95, 0.998] {
                let (low, high) = poisson_interval(events, level);
                let tail = |shape: f64, bound: f64| Gamma::new(shape, 1.0).unwrap().cdf(bound);
                let outside = 0.5 * (1.0 - level);
                let below = (tail(events, low) - outside).abs();
                let above = (1.0 - tail(events + 1.0, high) - outside).abs();
                assert!(below < 1e-10 && above < 1e-10, "{events} {level}: {below} {above}");
            }
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
    fn the_approximation_of_byar_is_its_formula_and_near_the_exact_interval() {
        // The formula in numpy 2.4.
        for (events, low, high) in [
            (1.0, 0.013_072_132_9, 5.563_755_582),
            (4.0, 1.076_150_408, 10.240_752_74),
            (5.0, 1.611_347_716, 11.668_164_12),
            (15.0, 8.389_264_013, 24.741_631_34),
            (60.0, 45.783_759_52, 77.233_223_95),
            (1000.0, 938.972_498_7, 1_063.952_581),
        ] {
            let got = byar_interval(events, 0.95).unwrap();
            close_both(got, (low, high), 1e-8);
            let exact = poisson_interval(events, 0.95);
            assert!(events < 5.0 || (got.0 / exact.0 - 1.0).abs() < 0.01, "{events}");
            assert!((got.1 / exact.1 - 1.0).abs() < 0.01, "{events}");
        }
        assert_eq!(byar_interval(0.0, 0.95).map(|(low, _)| low), Some(0.0));
        assert_eq!(byar_interval(0.01, 0.999).map(|(low, _)| low), Some(0.0));
        for (events, level) in [(-1.0, 0.95), (f64::NAN, 0.95), (3.0, 1.0), (3.0, f64::NAN)] {
            assert_eq!(byar_interval(events, level), None, "{events} {level}");
        }
    }
}
