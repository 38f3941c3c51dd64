//! By how much points differ more than chance would have it.

use crate::statistics::quantile::quantile;

/// Part of the z scores that is drawn in at each end.
const WINSORISED: f64 = 0.1;

/// Spiegelhalter's φ: the mean of the squares of the z scores, those beyond their quantiles of 10 % and 90 % (type 7)
/// counting as these quantiles, so that what is to be found does not hide itself (Spiegelhalter 2005, Statistics in
/// Medicine 24:1185, appendix). Nothing without scores, or where one is no number.
pub fn winsorised_dispersion(scores: &[f64]) -> Option<f64> {
    let mut ascending = scores.to_vec();
    ascending.sort_by(f64::total_cmp);
    let low = quantile(&ascending, WINSORISED)?;
    let high = quantile(&ascending, 1.0 - WINSORISED)?;
    let sum: f64 = scores.iter().map(|score| score.max(low).min(high).powi(2)).sum();
    Some(sum / scores.len() as f64).filter(|dispersion| dispersion.is_finite())
}
