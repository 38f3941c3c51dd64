//! Quantiles.

/// Quantile of values in ascending order, for a `probability` from 0 to 1: type 7 of Hyndman and Fan (1996),
/// the one of R and of spreadsheets. The value at rank `(n - 1) × probability`, counted from 0, on the line
/// between its neighbours.
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

#[cfg(test)]
mod tests {
    use super::*;

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
