//! Counts of the measures of a cell.

use super::{Counts, Measure};

/// Counts by measure, in the order of measures; a cell has a few dozen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results(Vec<(Measure, Counts)>);

impl Results {
    /// The counts of a measure; zeros where nothing was tested.
    pub fn of(&self, measure: Measure) -> Counts {
        self.place(measure).map_or_else(|_| Counts::default(), |place| self.0[place].1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Measure, Counts)> + '_ {
        self.0.iter().copied()
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (measure, counts) in other.iter() {
            match self.place(measure) {
                Ok(place) => self.0[place].1.add(counts),
                Err(place) => self.0.insert(place, (measure, counts)),
            }
        }
    }

    fn place(&self, measure: Measure) -> Result<usize, usize> {
        self.0.binary_search_by_key(&measure, |(measure, _)| *measure)
    }
}

/// From counts of different measures, in any order.
impl FromIterator<(Measure, Counts)> for Results {
    fn from_iter<I: IntoIterator<Item = (Measure, Counts)>>(counts: I) -> Self {
        let mut all: Vec<(Measure, Counts)> = counts.into_iter().collect();
        all.sort_unstable_by_key(|(measure, _)| *measure);
        Self(all)
    }
}
