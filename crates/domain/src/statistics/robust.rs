//! Measures that outliers do not move.

/// The middle of some values; nothing of none.
pub fn median(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let (mut values, middle, is_odd) = (values.to_vec(), values.len() / 2, values.len() % 2 == 1);
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let lower = below.iter().copied().max_by(f64::total_cmp).filter(|_| !is_odd);
    Some(lower.map_or(*upper, |lower| f64::midpoint(lower, *upper)))
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
