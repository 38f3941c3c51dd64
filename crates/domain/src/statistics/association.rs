//! Whether two series go together, at once or one after the other.

use super::distributions::student_beyond;
use super::range::is_value;
use super::unsaid::Unsaid;

/// Fewest pairs of values: with five, none but a perfect order has a p below 0.05.
pub const MIN_PAIRS: usize = 6;

/// Up to this number of pairs p counts all orders.
const EXACT: usize = 9;

/// Spearman's correlation of two series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// From -1 to 1, without unit.
    pub rho: f64,
    /// Of no association, two-sided.
    pub p: f64,
    /// Whether p counts all orders of the pairs; else it is of Student's approximation.
    pub exact: bool,
    pub pairs: usize,
}

/// The association of a series with what another one was some steps before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lagged {
    /// Steps from the value of the leading series to that of the following one.
    pub lag: usize,
    pub association: Result<Association, Unsaid>,
}

/// Spearman's rank correlation, equal values sharing their mean rank (Spearman 1904, American Journal of
/// Psychology 15:72). Up to nine pairs p is the part of all their orders whose correlation is as far from 0;
/// else that of t with two degrees of freedom less than pairs (Kendall and Stuart 1973, The advanced theory of
/// statistics 2, section 31.18), and no less than what two of all orders are.
///
/// Errors: fewer than [`MIN_PAIRS`] pairs, a series that does not move, a value that is no number.
pub fn spearman(pairs: &[(f64, f64)]) -> Result<Association, Unsaid> {
    if pairs.iter().any(|(one, other)| !is_value(*one) || !is_value(*other)) {
        return Err(Unsaid::OutOfRange);
    }
    let count = pairs.len();
    if count < MIN_PAIRS {
        return Err(Unsaid::TooShort { have: count, need: MIN_PAIRS });
    }
    let ranks = centered_ranks(pairs.iter().map(|(one, _)| *one));
    let mut others = centered_ranks(pairs.iter().map(|(_, other)| *other));
    let length = |ranks: &[f64]| ranks.iter().map(|rank| rank * rank).sum::<f64>();
    let scale = (length(&ranks) * length(&others)).sqrt();
    if scale <= 0.0 {
        return Err(Unsaid::Constant);
    }
    let product = dot(&ranks, &others);
    let rho = (product / scale).clamp(-1.0, 1.0);
    let exact = count <= EXACT;
    let p = if exact {
        exact_p(&ranks, &mut others, product.abs())
    } else {
        let freedom = count as f64 - 2.0;
        let least = 2.0 / (1..=count).map(|factor| factor as f64).product::<f64>();
        let left = 1.0 - rho * rho;
        let t = if left > 0.0 { rho * (freedom / left).sqrt() } else { f64::MAX };
        student_beyond(t, freedom).max(least)
    };
    Ok(Association { rho, p, exact, pairs: count })
}

/// Spearman's correlation of `following` with what `leading` was 0 to `most` steps before; both are evenly
/// spaced, start together and have nothing where a value is missing.
///
/// One answer for each lag. Looking at several finds more by chance: adjust with [`super::benjamini_hochberg`].
pub fn lagged_associations(
    leading: &[Option<f64>],
    following: &[Option<f64>],
    most: usize,
) -> Vec<Lagged> {
    let at = |lag: usize| {
        let later = following.iter().skip(lag);
        let pairs: Vec<(f64, f64)> =
            leading.iter().zip(later).filter_map(|(one, other)| (*one).zip(*other)).collect();
        Lagged { lag, association: spearman(&pairs) }
    };
    (0..=most).map(at).collect()
}

/// Mean ranks, less their mean.
fn centered_ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let middle = values.len() as f64 / 2.0;
    values
        .iter()
        .map(|value| {
            let below = values.iter().filter(|other| *other < value).count();
            let above = values.iter().filter(|other| *other > value).count();
            f64::midpoint(below as f64, values.len() as f64 - above as f64) - middle
        })
        .collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Part of the orders of `others` whose product with `ranks` is as far from 0 as `seen`, by Heap's enumeration.
fn exact_p(ranks: &[f64], others: &mut [f64], seen: f64) -> f64 {
    // Sums of products of halves: they have no rounding.
    let as_far = |others: &[f64]| u32::from(dot(ranks, others).abs() >= seen);
    let (mut far, mut all) = (as_far(others), 1_u32);
    let mut turns = vec![0; others.len()];
    let mut place = 1;
    while place < others.len() {
        if turns[place] < place {
            others.swap(if place % 2 == 0 { 0 } else { turns[place] }, place);
            far += as_far(others);
            all += 1;
            turns[place] += 1;
            place = 1;
        } else {
            turns[place] = 0;
            place += 1;
        }
    }
    f64::from(far) / f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::super::testing::close;
    use super::*;

    fn pairs(ones: &[f64], others: &[f64]) -> Vec<(f64, f64)> {
        ones.iter().copied().zip(others.iter().copied()).collect()
    }

    #[test]
    fn correlations_are_those_of_scipy() {
        // scipy 1.17: spearmanr; p of few pairs by all their permutations, itertools. The third are the
        // intelligence and the hours of television of the Wikipedia article, rho = -29/165.
        let steps: Vec<f64> = (0..12).map(f64::from).collect();
        for (ones, others, rho, p, exact) in [
            (
                &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0][..],
                &[2.0, 1.0, 4.0, 3.0, 6.0, 5.0][..],
                0.828_571_428_6,
                0.058_333_333_33,
                true,
            ),
            (
                &[3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0],
                &[2.0, 7.0, 1.0, 8.0, 2.0, 8.0, 1.0],
                -0.083_347_625_99,
                0.857_142_857_1,
                true,
            ),
            (
                &[106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0],
                &[7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0],
                -29.0 / 165.0,
                0.627_188_344_7,
                false,
            ),
            (
                &steps,
                &[1.0, 3.0, 2.0, 5.0, 4.0, 7.0, 6.0, 9.0, 8.0, 11.0, 10.0, 12.0],
                0.965_034_965,
                3.880_985_3e-7,
                false,
            ),
        ] {
            let got = spearman(&pairs(ones, others)).unwrap();
            close(got.rho, rho, 1e-9);
            close(got.p, p, 1e-9);
            assert_eq!((got.exact, got.pairs), (exact, ones.len()));
        }
    }

    #[test]
    fn no_p_is_below_that_of_two_orders() {
        let steps: Vec<f64> = (0..10).map(f64::from).collect();
        close(spearman(&pairs(&steps, &steps)).unwrap().p, 2.0 / 3_628_800.0, 1e-12);
        close(spearman(&pairs(&steps[..6], &steps[..6])).unwrap().p, 2.0 / 720.0, 1e-12);
    }

    #[test]
    fn a_series_that_follows_another_is_found_at_its_lag() {
        let leading = [3.0, 9.0, 4.0, 7.0, 1.0, 8.0, 2.0, 6.0, 5.0, 10.0].map(Some);
        let mut following = [None; 10];
        following[2..].copy_from_slice(&leading[..8]);
        let got = lagged_associations(&leading, &following, 4);
        assert_eq!(got.iter().map(|one| one.lag).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        let found = got[2].association.unwrap();
        assert_eq!((found.rho, found.pairs), (1.0, 8));
        assert!(got[1].association.unwrap().rho < 0.5);
        let gone = lagged_associations(&leading[..7], &leading[..7], 2);
        assert_eq!(gone[2].association, Err(Unsaid::TooShort { have: 5, need: 6 }));
    }

    #[test]
    fn what_does_not_move_is_told() {
        assert_eq!(spearman(&[(1.0, 2.0); 6]), Err(Unsaid::Constant));
        assert_eq!(spearman(&[(1.0, f64::NAN); 6]), Err(Unsaid::OutOfRange));
    }
}
