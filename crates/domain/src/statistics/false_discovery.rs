//! Many comparisons at once.

/// p values adjusted for their number, in the order given, so that among those at or below 0.05 one in twenty
/// at most is expected to be wrong (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289).
///
/// Nothing where one of them is not from 0 to 1; an empty list of none.
pub fn benjamini_hochberg(p_values: &[f64]) -> Option<Vec<f64>> {
    if !p_values.iter().all(|p| (0.0..=1.0).contains(p)) {
        return None;
    }
    let mut descending: Vec<usize> = (0..p_values.len()).collect();
    descending.sort_by(|one, other| p_values[*other].total_cmp(&p_values[*one]));
    let count = p_values.len();
    let mut adjusted = vec![1.0; count];
    let mut least = 1.0_f64;
    for (above, index) in descending.into_iter().enumerate() {
        let rank = count - above;
        // The quotient first: it is 1 at least, so that rounding leaves no value below its own.
        least = least.min(p_values[index] * (count as f64 / rank as f64));
        adjusted[index] = least;
    }
    Some(adjusted)
}

#[cfg(test)]
mod tests {
    use super::super::testing::close;
    use super::*;

    #[test]
    fn adjusted_values_are_those_of_the_example_of_the_authors() {
        // The fifteen p values of the paper, section 4.1; adjusted by scipy 1.17, false_discovery_control. The
        // paper rejects the first four at 0.05.
        let p_values = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let right = [
            0.0015,
            0.003,
            0.0095,
            0.035_625,
            0.0603,
            0.063_857_142_86,
            0.063_857_142_86,
            0.0645,
            0.0765,
            0.486,
            0.581_181_818_2,
            0.714_875,
            0.753_230_769_2,
            0.813_214_285_7,
            1.0,
        ];
        let adjusted = benjamini_hochberg(&p_values).unwrap();
        for (got, right) in adjusted.iter().zip(right) {
            close(*got, right, 1e-9);
        }
        assert_eq!(adjusted.iter().filter(|p| **p <= 0.05).count(), 4);
    }

    #[test]
    fn what_is_no_probability_is_not_adjusted() {
        assert_eq!(benjamini_hochberg(&[]), Some(vec![]));
        assert_eq!(benjamini_hochberg(&[0.2, 1.2]), None);
        assert_eq!(benjamini_hochberg(&[0.2, f64::NAN]), None);
    }
}
