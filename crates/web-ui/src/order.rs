//! Sorting for the screens.

/// Places of `weights` from the heaviest to the lightest; equals keep their order.
///
/// One sort for every list: each type that is sorted on its own costs two kilobytes of download.
pub fn heaviest_first(weights: impl IntoIterator<Item = f64>) -> Vec<usize> {
    let mut places: Vec<(f64, usize)> =
        weights.into_iter().enumerate().map(|(place, weight)| (weight, place)).collect();
    places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    places.into_iter().map(|(_, place)| place).collect()
}

/// The items from the heaviest to the lightest.
pub fn sorted<T: Clone>(items: &[T], weight: impl Fn(&T) -> f64) -> Vec<T> {
    heaviest_first(items.iter().map(weight)).into_iter().map(|place| items[place].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_come_first_and_equals_keep_their_order() {
        assert_eq!(heaviest_first([1.0, 3.0, 3.0, 2.0]), [1, 2, 3, 0]);
        assert_eq!(sorted(&["a", "bbb", "cc"], |word| word.len() as f64), ["bbb", "cc", "a"]);
    }
}
