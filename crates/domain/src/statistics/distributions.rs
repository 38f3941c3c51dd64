//! Distribution functions and quantiles, right for the sizes of counts that are met here.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::erfc;
use statrs::function::gamma::checked_gamma_ur;

/// Above this mean the Poisson distribution is that of Wilson and Hilferty, as in [`super::poisson_interval`].
const LARGE: f64 = 10_000.0;

/// Whether a level of confidence lies between 0 and 1, both left out; so near to 1 that its bounds would be infinite
/// is 1 too.
pub fn is_level(level: f64) -> bool {
    level > 0.0 && level < 1.0 - 1e-12
}

/// Bound of the middle `level` of the standard normal distribution: 1.96 for 0.95.
pub fn normal_bound(level: f64) -> f64 {
    Normal::standard().inverse_cdf(f64::midpoint(1.0, level))
}

/// Probability that a standard normal variable is farther from 0 than `z`.
pub fn normal_beyond(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// Bound of the middle `level` of Student's distribution with `freedom` degrees.
pub fn student_bound(level: f64, freedom: f64) -> f64 {
    let share = beta_quantile(freedom / 2.0, 0.5, 1.0 - level);
    (freedom * (1.0 - share) / share).sqrt()
}

/// Probability that a variable of Student with `freedom` degrees is farther from 0 than `t`.
pub fn student_beyond(t: f64, freedom: f64) -> f64 {
    let share = freedom / (freedom + t * t);
    beta_at_most(freedom / 2.0, 0.5, share)
}

/// Probability of `events` or fewer for a Poisson `mean` above 0; between whole counts it is that of the gamma
/// distribution, down to -1.
pub fn poisson_at_most(events: f64, mean: f64) -> f64 {
    if events <= -1.0 {
        return 0.0;
    }
    let shape = events + 1.0;
    if shape > LARGE {
        let cube = (mean / shape).cbrt() - (1.0 - 1.0 / (9.0 * shape));
        return 0.5 * erfc(cube * 3.0 * shape.sqrt() / std::f64::consts::SQRT_2);
    }
    // Farther out than the function of `statrs` is made for.
    if mean > 10.0 * LARGE {
        return 0.0;
    }
    checked_gamma_ur(shape, mean).unwrap_or(1.0).clamp(0.0, 1.0)
}

/// Probability of `events` or fewer among `trials`, each with the probability `share`.
pub fn binomial_at_most(events: f64, trials: f64, share: f64) -> f64 {
    if events <= -1.0 {
        return 0.0;
    }
    if events >= trials {
        return 1.0;
    }
    beta_at_most(trials - events, events + 1.0, 1.0 - share)
}

/// Probability of `share` or less under the beta distribution; 0 for parameters that are not above 0.
pub fn beta_at_most(first: f64, second: f64, share: f64) -> f64 {
    checked_beta_reg(first, second, share).unwrap_or(0.0).clamp(0.0, 1.0)
}

/// Quantile of the beta distribution, by halving: slow and sure, where the search of `statrs` is neither for
/// the tails of small counts.
pub fn beta_quantile(first: f64, second: f64, probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    // Every halving of a bound near 0 gains a digit of it too.
    for _ in 0..1100 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if beta_at_most(first, second, middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::super::testing::close;
    use super::*;

    #[test]
    fn bounds_and_tails_are_those_of_scipy() {
        // scipy 1.17: norm, t, beta, binom, poisson.
        close(normal_bound(0.95), 1.959_963_984_5, 1e-9);
        close(normal_bound(0.998), 3.090_232_306_2, 1e-9);
        close(normal_beyond(1.959_963_984_5), 0.05, 1e-9);
        close(student_bound(0.95, 3.0), 3.182_446_305, 1e-8);
        close(student_bound(0.95, 40.0), 2.021_075_39, 1e-8);
        close(student_beyond(2.5, 7.0), 0.040_992_218_59, 1e-9);
        close(beta_quantile(3.0, 2_000_001.0, 0.025) * 1e7, 3.093_357_043, 1e-7);
        close(beta_quantile(1.0, 30.0, 0.975), 0.115_703_308_2, 1e-9);
        close(beta_quantile(0.5, 1.0, 0.025), 0.000_625, 1e-9);
        close(binomial_at_most(1010.0, 100_000.0, 0.01), 0.632_438_516_2, 1e-8);
        close(poisson_at_most(950.0, 1000.0), 0.057_836_292_96, 1e-8);
        close(poisson_at_most(-0.5, 0.3), 0.438_578_026_1, 1e-8);
        close(poisson_at_most(12_100.0, 12_000.0), 0.820_606_395_4, 1e-6);
        close(1.0 - poisson_at_most(11_999.0, 11_800.0), 0.033_405_934_5, 1e-6);
    }

    #[test]
    fn tails_out_of_reach_are_zero_or_one() {
        close(poisson_at_most(-1.0, 3.0), 0.0, 1e-12);
        close(binomial_at_most(5.0, 5.0, 0.3), 1.0, 1e-12);
        close(binomial_at_most(-1.0, 5.0, 0.3), 0.0, 1e-12);
        assert!(poisson_at_most(5.0, 1e9) < 1e-12);
        assert!(poisson_at_most(1e9, 5.0) > 1.0 - 1e-12);
    }
}
