//! Who is behind a sum, as far as its readers have to be kept from recognising them.

use std::collections::BTreeSet;
use std::sync::Arc;

/// Fewest establishments behind a sum that others may read. One of two would take its own figures
/// off the sum and read those of the other; among three, each sees two others mixed.
pub const MIN_ESTABLISHMENTS: usize = 3;

/// The establishments behind a sum: each of them while they are few, else only that they are many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contributors {
    /// FINESS, in order; fewer than [`MIN_ESTABLISHMENTS`].
    Few(Vec<Arc<str>>),
    Many,
}

impl Default for Contributors {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl FromIterator<Arc<str>> for Contributors {
    fn from_iter<I: IntoIterator<Item = Arc<str>>>(establishments: I) -> Self {
        let found: BTreeSet<Arc<str>> = establishments.into_iter().collect();
        if found.len() < MIN_ESTABLISHMENTS {
            Self::Few(found.into_iter().collect())
        } else {
            Self::Many
        }
    }
}

impl Contributors {
    pub fn one(finess: &Arc<str>) -> Self {
        Self::Few(vec![Arc::clone(finess)])
    }

    /// Adds those of another sum.
    pub fn add(&mut self, other: &Self) {
        *self = match (&*self, other) {
            (Self::Few(ours), Self::Few(theirs)) => ours.iter().chain(theirs).cloned().collect(),
            (Self::Many, _) | (_, Self::Many) => Self::Many,
        };
    }

    /// Whether somebody is behind the sum, and few.
    pub const fn are_few(&self) -> bool {
        matches!(self, Self::Few(few) if !few.is_empty())
    }

    /// Whether others than `own` are behind the sum.
    pub fn has_others_than(&self, own: &BTreeSet<String>) -> bool {
        match self {
            Self::Few(few) => few.iter().any(|finess| !own.contains(&**finess)),
            Self::Many => true,
        }
    }

    /// Whether the sum would show figures of few establishments that are not those of `own` alone.
    pub fn are_hidden_from(&self, own: &BTreeSet<String>) -> bool {
        self.are_few() && self.has_others_than(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(establishments: &[&str]) -> Contributors {
        establishments.iter().map(|finess| Arc::from(*finess)).collect()
    }

    fn sum(one: &[&str], other: &[&str]) -> Contributors {
        let mut sum = of(one);
        sum.add(&of(other));
        sum
    }

    #[test]
    fn three_different_establishments_are_many_whatever_order_they_come_in() {
        assert_eq!(sum(&["a"], &["b"]), of(&["b", "a"]));
        assert_eq!(sum(&["a", "b"], &["b"]), of(&["a", "b"]));
        assert_eq!(sum(&["a", "b"], &["c"]), Contributors::Many);
        assert_eq!(sum(&["a", "b", "c"], &[]), Contributors::Many);
        assert_eq!(sum(&[], &[]), Contributors::default());
    }

    #[test]
    fn few_are_hidden_from_others_than_themselves() {
        let own = |establishments: &[&str]| -> BTreeSet<String> {
            establishments.iter().map(|finess| (*finess).to_owned()).collect()
        };
        for (behind, reader, hidden) in [
            (of(&[]), own(&[]), false),
            (of(&["a"]), own(&["a"]), false),
            (of(&["a", "b"]), own(&["a"]), true),
            (of(&["a", "b"]), own(&["a", "b"]), false),
            (Contributors::Many, own(&[]), false),
        ] {
            assert_eq!(behind.are_hidden_from(&reader), hidden, "{behind:?} {reader:?}");
        }
    }
}
