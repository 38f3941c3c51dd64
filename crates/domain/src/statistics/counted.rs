//! Events and what they are counted over.

use super::range::{LEAST, MOST, is_count};

/// Events over a denominator: of a rate, such as DDD over patient-days, or of a proportion, such as resistant
/// isolates among those tested.
///
/// Neither needs to be whole. A rate is in events per unit of the denominator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    pub events: f64,
    pub denominator: f64,
}

impl Counted {
    pub const fn new(events: f64, denominator: f64) -> Self {
        Self { events, denominator }
    }

    /// Events per unit of the denominator; a share, for a proportion. Nothing unless the events are 0 or from
    /// 1e-12 to 1e12, and the denominator is from 1e-12 to 1e12.
    pub fn rate(self) -> Option<f64> {
        let positive = (LEAST..=MOST).contains(&self.denominator);
        (positive && is_count(self.events)).then(|| self.events / self.denominator)
    }

    /// The same for a proportion: nothing either where events are more than their denominator.
    pub fn share(self) -> Option<f64> {
        self.rate().filter(|_| self.events <= self.denominator)
    }

    /// All events over all denominators.
    pub(super) fn pooled<'a>(counts: impl IntoIterator<Item = &'a Self>) -> Self {
        counts.into_iter().fold(Self::new(0.0, 0.0), |sum, one| {
            Self::new(sum.events + one.events, sum.denominator + one.denominator)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_needs_a_denominator_and_a_share_no_more_events_than_it() {
        for (events, denominator, rate, share) in [
            (3.0, 4.0, Some(0.75), Some(0.75)),
            (8.0, 4.0, Some(2.0), None),
            (0.0, 4.0, Some(0.0), Some(0.0)),
            (3.0, 0.0, None, None),
            (-1.0, 4.0, None, None),
            (1.0, -4.0, None, None),
            (f64::NAN, 4.0, None, None),
            (1.0, f64::NAN, None, None),
            (1.0, f64::INFINITY, None, None),
            (f64::INFINITY, 1.0, None, None),
            (1.0, 1e-300, None, None),
            (1e-300, 1.0, None, None),
        ] {
            let counted = Counted::new(events, denominator);
            assert_eq!((counted.rate(), counted.share()), (rate, share), "{counted:?}");
        }
    }
}
