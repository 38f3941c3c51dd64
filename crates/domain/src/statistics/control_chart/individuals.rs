//! The chart of individual values.

use super::{ControlChart, ControlPoint, MIN_CHART};
use crate::statistics::range::is_value;
use crate::statistics::unsaid::Unsaid;

/// Three standard errors in mean moving ranges: 3 / 1.128, as the books round it.
const LIMIT: f64 = 2.66;
/// Upper limit of a moving range in mean moving ranges: D4 for two values.
const RANGE_LIMIT: f64 = 3.267;

/// Individual values with the moves from each to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct IndividualsChart {
    pub values: ControlChart,
    /// Without sign, one less than the values: the first is from the first value to the second.
    pub moving_ranges: Vec<f64>,
    pub mean_range: f64,
    /// A moving range above it is a break.
    pub range_limit: f64,
}

/// The chart of individuals and moving ranges (XmR) of values in the order of time, in their unit: the mean ± 2.66
/// mean moving ranges, which are limited to 3.267 times their mean (Wheeler and Chambers 1992, Understanding
/// statistical process control, 2nd edition; Montgomery 2013, Statistical quality control, section 6.4).
///
/// Errors: fewer than [`MIN_CHART`] values, values that do not move, or that are no numbers.
pub fn individuals_chart(values: &[f64]) -> Result<IndividualsChart, Unsaid> {
    if !values.iter().copied().all(is_value) {
        return Err(Unsaid::OutOfRange);
    }
    if values.len() < MIN_CHART {
        return Err(Unsaid::TooShort { have: values.len(), need: MIN_CHART });
    }
    let moving_ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let center = values.iter().sum::<f64>() / values.len() as f64;
    let mean_range = moving_ranges.iter().sum::<f64>() / moving_ranges.len() as f64;
    let half = LIMIT * mean_range;
    if half <= 0.0 {
        return Err(Unsaid::Constant);
    }
    let (low, high) = (center - half, center + half);
    let point = |value: &f64| {
        let z = 3.0 * (value - center) / half;
        ControlPoint { value: *value, low, high, z }
    };
    Ok(IndividualsChart {
        values: ControlChart::of(center, values.iter().map(point).collect()),
        moving_ranges,
        mean_range,
        range_limit: RANGE_LIMIT * mean_range,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::control_chart::{RunRule, Signal};
    use crate::statistics::testing::{close, close_both};

    #[test]
    fn limits_are_the_mean_and_the_mean_moving_range() {
        // Mean 10, moving ranges 2 2 1 1 3 2 1 2 4 2 with the mean 2, by hand.
        let values = [9.0, 11.0, 9.0, 10.0, 11.0, 8.0, 10.0, 9.0, 11.0, 7.0, 9.0];
        let shifted: Vec<f64> = values.iter().map(|value| value + 6.0 / 11.0).collect();
        let chart = individuals_chart(&shifted).unwrap();
        close(chart.values.center, 10.0, 1e-12);
        close(chart.mean_range, 2.0, 1e-12);
        close(chart.range_limit, 6.534, 1e-12);
        assert_eq!(chart.moving_ranges.len(), 10);
        let point = chart.values.points[0];
        close_both((point.low, point.high), (10.0 - 5.32, 10.0 + 5.32), 1e-12);
        close(point.z, (9.0 + 6.0 / 11.0 - 10.0) * 3.0 / 5.32, 1e-12);
        assert_eq!(chart.values.signals, []);
    }

    #[test]
    fn a_burst_is_a_signal() {
        let values = [9.0, 11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 11.0, 9.0, 20.0];
        let chart = individuals_chart(&values).unwrap();
        assert_eq!(chart.values.signals, [Signal { index: 11, rule: RunRule::BeyondThree }]);
        assert!(chart.moving_ranges[10] > chart.range_limit);
    }

    #[test]
    fn a_chart_that_cannot_be_drawn_is_told() {
        let told = |values: &[f64]| individuals_chart(values).err();
        assert_eq!(told(&[1.0, 2.0]), Some(Unsaid::TooShort { have: 2, need: 8 }));
        assert_eq!(told(&[3.0; 9]), Some(Unsaid::Constant));
        assert_eq!(told(&[f64::NAN; 9]), Some(Unsaid::OutOfRange));
        let huge = [f64::MAX, f64::MIN].repeat(5);
        assert_eq!(told(&huge), Some(Unsaid::OutOfRange));
    }
}
