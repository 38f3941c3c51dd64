//! How the values of peers spread, and where one of them stands.

use super::quantile::quantile;
use super::range::is_value;
use super::unsaid::Unsaid;

/// Fewest values: with fewer, quartiles are drawn between single values.
pub const MIN_BOX: usize = 5;

/// A whisker goes no farther from its quartile than this number of widths of the box.
const REACH: f64 = 1.5;

/// The box and whiskers of some values, in their unit.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxPlot {
    pub count: usize,
    /// The lowest and the highest value within 1.5 widths of the box from it; its side, where none is out of it.
    pub whiskers: (f64, f64),
    pub quartiles: (f64, f64),
    pub median: f64,
    /// Values beyond the whiskers, ascending.
    pub outliers: Vec<f64>,
}

impl BoxPlot {
    /// Summary of values in any order (Tukey 1977, Exploratory data analysis, with quartiles of type 7 in the
    /// place of his hinges).
    ///
    /// Errors: fewer than [`MIN_BOX`] values, or one that is no number.
    pub fn of(values: &[f64]) -> Result<Self, Unsaid> {
        if !values.iter().copied().all(is_value) {
            return Err(Unsaid::OutOfRange);
        }
        let short = Unsaid::TooShort { have: values.len(), need: MIN_BOX };
        if values.len() < MIN_BOX {
            return Err(short);
        }
        let mut ascending = values.to_vec();
        ascending.sort_by(f64::total_cmp);
        let at = |probability| quantile(&ascending, probability).ok_or(short);
        let (first, median, third) = (at(0.25)?, at(0.5)?, at(0.75)?);
        let reach = REACH * (third - first);
        let (inside, outliers): (Vec<f64>, Vec<f64>) = ascending
            .iter()
            .partition(|value| **value >= first - reach && **value <= third + reach);
        // A quartile may lie between the last value inside and an outlier.
        let low = inside.first().map_or(first, |value| value.min(first));
        let high = inside.last().map_or(third, |value| value.max(third));
        Ok(Self {
            count: values.len(),
            whiskers: (low, high),
            quartiles: (first, third),
            median,
            outliers,
        })
    }

    /// Where a value stands, be it among those of the box or not; nothing for what is no number.
    pub fn zone(&self, value: f64) -> Option<BoxZone> {
        let zone = match value {
            value if value < self.whiskers.0 => BoxZone::BelowWhiskers,
            value if value < self.quartiles.0 => BoxZone::LowerWhisker,
            value if value < self.median => BoxZone::LowerHalf,
            value if value <= self.quartiles.1 => BoxZone::UpperHalf,
            value if value <= self.whiskers.1 => BoxZone::UpperWhisker,
            _ => BoxZone::AboveWhiskers,
        };
        is_value(value).then_some(zone)
    }
}

/// Where a value stands in a box plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxZone {
    BelowWhiskers,
    /// From the lower whisker to the first quartile, that one left out.
    LowerWhisker,
    /// From the first quartile to the median, that one left out.
    LowerHalf,
    /// From the median to the third quartile.
    UpperHalf,
    /// Above the third quartile, to the upper whisker.
    UpperWhisker,
    AboveWhiskers,
}

/// Part of `values`, in %, that lies below `value`, half of those that are equal to it counting (mid-rank percentile;
/// Parzen 2004, Statistical Science 19:652). Among values that hold it, it is never 0 nor 100.
///
/// Nothing without values, nor for what is no number.
pub fn percentile_rank(value: f64, values: &[f64]) -> Option<f64> {
    let right = is_value(value) && values.iter().copied().all(is_value);
    if values.is_empty() || !right {
        return None;
    }
    let below = values.iter().filter(|other| **other < value).count();
    let above = values.iter().filter(|other| **other > value).count();
    Some(mid_rank((below, above), values.len()))
}

/// [`percentile_rank`] among values in ascending order, without looking at each of them.
pub fn percentile_rank_in(value: f64, ascending: &[f64]) -> Option<f64> {
    let ends = [ascending.first(), ascending.last()].into_iter().flatten();
    if ascending.is_empty() || ![&value].into_iter().chain(ends).copied().all(is_value) {
        return None;
    }
    let below = ascending.partition_point(|other| *other < value);
    let above = ascending.len() - ascending.partition_point(|other| *other <= value);
    Some(mid_rank((below, above), ascending.len()))
}

fn mid_rank((below, above): (usize, usize), all: usize) -> f64 {
    let equal = all - below - above;
    100.0 * (below as f64 + equal as f64 / 2.0) / all as f64
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, close_both};
    use super::*;

    #[test]
    fn whiskers_end_at_the_last_value_within_reach() {
        // Quartiles of numpy.quantile, by hand: ranks 2 and 6 of 0 to 8.
        let got = BoxPlot::of(&[12.0, 3.0, 7.0, 8.0, 41.0, 9.0, 11.0, 10.0, -2.0]).unwrap();
        close_both(got.quartiles, (7.0, 11.0), 1e-12);
        close(got.median, 9.0, 1e-12);
        close_both(got.whiskers, (3.0, 12.0), 1e-12);
        for (value, zone) in [
            (-2.0, BoxZone::BelowWhiskers),
            (3.0, BoxZone::LowerWhisker),
            (7.0, BoxZone::LowerHalf),
            (9.0, BoxZone::UpperHalf),
            (11.0, BoxZone::UpperHalf),
            (12.0, BoxZone::UpperWhisker),
            (41.0, BoxZone::AboveWhiskers),
        ] {
            assert_eq!(got.zone(value), Some(zone), "{value}");
        }
        assert_eq!(got.zone(f64::NAN), None);
        assert_eq!((got.count, got.outliers), (9, vec![-2.0, 41.0]));
        let eight = BoxPlot::of(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0, 100.0]).unwrap();
        assert_eq!((eight.quartiles, eight.whiskers), ((0.0, 25.0), (0.0, 25.0)));
        assert_eq!(eight.outliers, [100.0, 100.0]);
        let level = BoxPlot::of(&[4.0; 5]).unwrap();
        assert_eq!((level.whiskers, level.outliers), ((4.0, 4.0), vec![]));
    }

    #[test]
    fn a_box_needs_values() {
        let short = Unsaid::TooShort { have: 4, need: 5 };
        assert_eq!(BoxPlot::of(&[1.0; 4]), Err(short));
        let huge = [f64::MIN, f64::MIN, 0.0, f64::MAX, f64::MAX];
        assert_eq!(BoxPlot::of(&huge), Err(Unsaid::OutOfRange));
        assert_eq!(BoxPlot::of(&[1.0, 2.0, f64::NAN, 4.0, 5.0]), Err(Unsaid::OutOfRange));
    }

    #[test]
    fn percentiles_are_those_of_mid_ranks() {
        // scipy 1.17: percentileofscore(values, value, kind="mean").
        let values = [1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 4.0, 9.0];
        for (value, right) in [(2.0, 25.0), (4.0, 68.75), (0.0, 0.0), (9.0, 93.75), (5.0, 87.5)] {
            assert_eq!(percentile_rank(value, &values), Some(right), "{value}");
            assert_eq!(percentile_rank_in(value, &values), Some(right), "{value}");
        }
        for (value, values) in [(2.0, &[][..]), (f64::NAN, &values), (2.0, &[1.0, f64::NAN])] {
            assert_eq!(percentile_rank(value, values), None, "{value} {values:?}");
            assert_eq!(percentile_rank_in(value, values), None, "{value} {values:?}");
        }
    }
}
