//! The trend of a short series of any values.

use super::Direction;
use crate::statistics::distributions::{is_level, normal_beyond, normal_bound};
use crate::statistics::range::is_value;
use crate::statistics::robust::median;
use crate::statistics::unsaid::Unsaid;

/// Fewest points: with four, no order of them has a p below 0.05.
pub const MIN_MONOTONE: usize = 5;

/// Up to this number of points without ties p is exact.
const EXACT: usize = 10;

/// Whether values go up or down with time, on whatever curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonotoneTrend {
    /// Pairs of points that rise less pairs that fall.
    pub score: i64,
    /// Of no trend, two-sided.
    pub p: f64,
    /// Whether p counts all orders of the points; else it is of the normal approximation.
    pub exact: bool,
    /// Sen's: the middle of the slopes of all pairs, in units of the values per step.
    pub slope: f64,
    /// Of the slope; nothing where there are too few pairs for the level.
    pub interval: Option<(f64, f64)>,
}

impl MonotoneTrend {
    /// What is shown where p is below `alpha`.
    pub fn direction(&self, alpha: f64) -> Direction {
        Direction::of(self.score as f64, self.p, alpha)
    }
}

/// The test of Mann and Kendall (Mann 1945, Econometrica 13:245; Kendall 1975, Rank correlation methods) of values by
/// time, with the slope of Sen and its interval (Sen 1968, Journal of the American Statistical Association 63:1379).
///
/// Up to ten points without ties p is exact; else it is of the normal approximation with the correction for ties and
/// for continuity. Errors: fewer than [`MIN_MONOTONE`] points, values that are all the same, two at one time, numbers
/// or a level out of range.
pub fn mann_kendall(series: &[(f64, f64)], level: f64) -> Result<MonotoneTrend, Unsaid> {
    let right = series.iter().all(|(time, value)| is_value(*time) && is_value(*value));
    if !right || !is_level(level) {
        return Err(Unsaid::OutOfRange);
    }
    if series.len() < MIN_MONOTONE {
        return Err(Unsaid::TooShort { have: series.len(), need: MIN_MONOTONE });
    }
    let mut ordered = series.to_vec();
    ordered.sort_by(|one, other| one.0.total_cmp(&other.0));

    let mut score = 0_i64;
    let mut slopes = Vec::new();
    for (index, (time, value)) in ordered.iter().enumerate() {
        for (later, next) in &ordered[index + 1..] {
            score += i64::from(next > value) - i64::from(next < value);
            slopes.push((next - value) / (later - time));
        }
    }
    if slopes.iter().any(|slope| !slope.is_finite()) {
        return Err(Unsaid::OutOfRange);
    }
    slopes.sort_by(f64::total_cmp);

    let ties = ties(&ordered);
    let sum = |count: f64| count * (count - 1.0) * (2.0 * count + 5.0);
    let correction: f64 = ties.iter().map(|count| sum(*count as f64)).sum();
    let deviation = ((sum(series.len() as f64) - correction) / 18.0).sqrt();
    if deviation <= 0.0 {
        return Err(Unsaid::Constant);
    }
    let exact = series.len() <= EXACT && ties.iter().all(|count| *count == 1);
    let p = if exact {
        exact_p(series.len(), score)
    } else {
        let beyond = (score.unsigned_abs() as f64 - 1.0).max(0.0);
        normal_beyond(beyond / deviation)
    };
    Ok(MonotoneTrend {
        score,
        p,
        exact,
        slope: median(&slopes).ok_or(Unsaid::Constant)?,
        interval: slope_interval(&slopes, normal_bound(level) * deviation),
    })
}

/// How often each value is there.
fn ties(series: &[(f64, f64)]) -> Vec<usize> {
    let mut values: Vec<f64> = series.iter().map(|(_, value)| *value).collect();
    values.sort_by(f64::total_cmp);
    values.chunk_by(|one, other| one >= other).map(<[f64]>::len).collect()
}

/// Part of all orders of `points` values whose score is as far from 0, from the numbers of permutations by
/// inversions.
fn exact_p(points: usize, score: i64) -> f64 {
    let mut orders = vec![1.0];
    for next in 2..=points {
        let mut longer = vec![0.0; orders.len() + next - 1];
        for (inversions, count) in orders.iter().enumerate() {
            for more in 0..next {
                longer[inversions + more] += count;
            }
        }
        orders = longer;
    }
    let pairs = (orders.len() - 1) as u64;
    let tail = pairs.saturating_sub(score.unsigned_abs()) / 2;
    let all: f64 = orders.iter().sum();
    let few: f64 = (0..=tail).zip(&orders).map(|(_, count)| count).sum();
    (2.0 * few / all).min(1.0)
}

/// The slopes at the ranks that leave `width` pairs between them.
fn slope_interval(ascending: &[f64], width: f64) -> Option<(f64, f64)> {
    let pairs = ascending.len() as f64;
    let rank = |at: f64| (0..ascending.len()).find(|rank| (*rank as f64 - at).abs() < 0.25);
    let low = rank((f64::midpoint(pairs, -width)).round() - 1.0)?;
    let high = rank((f64::midpoint(pairs, width)).round())?;
    Some((ascending[low], ascending[high]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::testing::{close, close_both};

    fn by_step(values: &[f64]) -> Vec<(f64, f64)> {
        (0..).map(f64::from).zip(values.iter().copied()).collect()
    }

    #[test]
    fn scores_and_slopes_are_those_of_scipy() {
        // scipy 1.17: kendalltau(method="exact"), theilslopes; the normal approximation by its formula in numpy.
        for (values, score, exact, p, slope, interval) in [
            (
                &[3.0, 5.0, 4.0, 6.0, 8.0, 7.0, 9.0][..],
                17,
                true,
                0.010_714_285_71,
                1.0,
                Some((0.5, 2.0)),
            ),
            (&[1.0, 2.0, 3.0, 4.0, 5.0], 10, true, 0.016_666_666_67, 1.0, Some((1.0, 1.0))),
            (&[5.0, 1.0, 4.0, 2.0, 3.0, 6.0], 3, true, 0.719_444_444_4, 0.5, Some((-2.0, 3.0))),
            (
                &[2.0, 3.0, 1.0, 5.0, 4.0, 6.0, 8.0, 7.0, 10.0, 9.0, 11.0],
                45,
                false,
                0.000_613_905_375,
                1.0,
                Some((0.714_285_714_3, 1.2)),
            ),
            (
                &[10.0, 9.0, 9.0, 7.0, 6.0, 6.0, 5.0, 3.0, 4.0, 1.0, 2.0, 0.0],
                -60,
                false,
                4.804_489_684e-5,
                -0.954_545_454_5,
                Some((-1.0, -0.75)),
            ),
        ] {
            let got = mann_kendall(&by_step(values), 0.95).unwrap();
            assert_eq!((got.score, got.exact), (score, exact), "{values:?}");
            close(got.p, p, 1e-9);
            close(got.slope, slope, 1e-9);
            match (got.interval, interval) {
                (Some(got), Some(right)) => close_both(got, right, 1e-9),
                (got, right) => assert_eq!(got, right),
            }
        }
    }

    #[test]
    fn the_order_of_the_points_and_gaps_of_time_are_heeded() {
        let series = [(2024.0, 9.0), (2019.0, 3.0), (2021.0, 5.0), (2022.0, 7.0), (2020.0, 4.0)];
        let got = mann_kendall(&series, 0.95).unwrap();
        assert_eq!((got.score, got.direction(0.05)), (10, Direction::Rising));
        // Slopes of the ten pairs by hand: 1, 1, 4/3, 6/5, 1, 3/2, 5/4, 2, 4/3, 1.
        close(got.slope, f64::midpoint(6.0 / 5.0, 5.0 / 4.0), 1e-12);
    }

    #[test]
    fn a_series_without_order_is_told() {
        let told = |series: &[(f64, f64)]| mann_kendall(series, 0.95).err();
        assert_eq!(told(&by_step(&[1.0; 4])), Some(Unsaid::TooShort { have: 4, need: 5 }));
        assert_eq!(told(&by_step(&[1.0; 6])), Some(Unsaid::Constant));
        assert_eq!(told(&[(1.0, 2.0); 6]), Some(Unsaid::OutOfRange));
        assert_eq!(told(&by_step(&[1.0, f64::NAN, 2.0, 3.0, 4.0])), Some(Unsaid::OutOfRange));
        assert_eq!(mann_kendall(&by_step(&[1.0; 6]), 1.0), Err(Unsaid::OutOfRange));
        // So few pairs leave no room for so high a level.
        let got = mann_kendall(&by_step(&[1.0, 2.0, 3.0, 4.0, 5.0]), 0.999).unwrap();
        assert_eq!(got.interval, None);
    }
}
