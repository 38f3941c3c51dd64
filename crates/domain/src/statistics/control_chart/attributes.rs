//! Charts of proportions and rates, each point with the limits of its own denominator.

use super::{ControlChart, ControlPoint, MIN_CHART};
use crate::statistics::counted::Counted;
use crate::statistics::unsaid::Unsaid;
use crate::statistics::variance::Variance;

/// Expected moving range of a standard normal variable: d2 for two values.
const MEAN_RANGE: f64 = 1.128;

/// The chart of proportions, in the order of time: all events over all trials p, ± 3 √(p (1 - p) / trials), cut
/// at 0 and 1 (Shewhart 1931; Montgomery 2013, Statistical quality control, section 7.2).
///
/// With [`Variance::Observed`] it is the p′ chart: errors are multiplied by the mean moving range of the z
/// scores over 1.128, where that is above 1 (Laney 2002, Quality Engineering 14:531).
///
/// Errors: fewer than [`MIN_CHART`] points, counts that are no proportions, proportions that are all 0 or all 1.
pub fn p_chart(points: &[Counted], variance: Variance) -> Result<ControlChart, Unsaid> {
    chart(points, variance, Counted::share, |share| share * (1.0 - share), 1.0)
}

/// The chart of rates per unit of the denominator, in the order of time: all events over all denominators u, ±
/// 3 √(u / denominator), cut at 0 (Montgomery 2013, Statistical quality control, section 7.3); with
/// [`Variance::Observed`] the u′ chart, as in [`p_chart`].
///
/// Errors: fewer than [`MIN_CHART`] points, counts out of range, no event at all.
pub fn u_chart(points: &[Counted], variance: Variance) -> Result<ControlChart, Unsaid> {
    chart(points, variance, Counted::rate, |rate| rate, f64::MAX)
}

fn chart(
    points: &[Counted],
    variance: Variance,
    value: fn(Counted) -> Option<f64>,
    unit_variance: fn(f64) -> f64,
    most: f64,
) -> Result<ControlChart, Unsaid> {
    if points.iter().any(|point| value(*point).is_none()) {
        return Err(Unsaid::OutOfRange);
    }
    if points.len() < MIN_CHART {
        return Err(Unsaid::TooShort { have: points.len(), need: MIN_CHART });
    }
    let center = value(Counted::pooled(points)).ok_or(Unsaid::OutOfRange)?;
    let unit_variance = unit_variance(center);
    if unit_variance <= 0.0 {
        return Err(Unsaid::Constant);
    }
    let measured: Vec<(f64, f64)> = points
        .iter()
        .filter_map(|point| Some((value(*point)?, (unit_variance / point.denominator).sqrt())))
        .collect();
    let widened = match variance {
        Variance::Nominal => 1.0,
        Variance::Observed => {
            let scores: Vec<f64> =
                measured.iter().map(|(value, error)| (value - center) / error).collect();
            let moves: f64 = scores.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
            (moves / (scores.len() as f64 - 1.0) / MEAN_RANGE).max(1.0)
        }
    };
    let drawn = measured.into_iter().map(|(value, error)| {
        let error = widened * error;
        ControlPoint {
            value,
            low: (center - 3.0 * error).max(0.0),
            high: (center + 3.0 * error).min(most),
            z: (value - center) / error,
        }
    });
    Ok(ControlChart::of(center, drawn.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::control_chart::{RunRule, Signal};
    use crate::statistics::testing::{close, close_both};

    fn points(counts: &[(f64, f64)]) -> Vec<Counted> {
        counts.iter().map(|(events, of)| Counted::new(*events, *of)).collect()
    }

    #[test]
    fn proportions_have_the_limits_of_their_denominators() {
        // p = 80 / 800 = 0.1: √(0.09 / 100) = 0.03, √(0.09 / 25) = 0.06, √(0.09 / 225) = 0.02.
        let shares = points(&[
            (10.0, 100.0),
            (8.0, 100.0),
            (12.0, 100.0),
            (9.0, 100.0),
            (8.0, 25.0),
            (16.0, 225.0),
            (10.0, 100.0),
            (7.0, 50.0),
        ]);
        let chart = p_chart(&shares, Variance::Nominal).unwrap();
        close(chart.center, 0.1, 1e-12);
        let limits = |at: usize| (chart.points[at].low, chart.points[at].high);
        close_both(limits(0), (0.01, 0.19), 1e-12);
        close_both(limits(4), (0.0, 0.28), 1e-12);
        close_both(limits(5), (0.04, 0.16), 1e-12);
        close(chart.points[4].z, 0.22 / 0.06, 1e-12);
        assert_eq!(chart.signals, [Signal { index: 4, rule: RunRule::BeyondThree }]);
    }

    #[test]
    fn rates_have_the_limits_of_their_denominators() {
        // u = 64 / 16 = 4: 3 √(4 / 1) = 6, 3 √(4 / 4) = 3.
        let rates = points(&[
            (4.0, 1.0),
            (16.0, 4.0),
            (8.0, 2.0),
            (8.0, 2.0),
            (4.0, 1.0),
            (4.0, 1.0),
            (16.0, 4.0),
            (4.0, 1.0),
        ]);
        let chart = u_chart(&rates, Variance::Nominal).unwrap();
        close(chart.center, 4.0, 1e-12);
        close_both((chart.points[0].low, chart.points[0].high), (0.0, 10.0), 1e-12);
        close_both((chart.points[1].low, chart.points[1].high), (1.0, 7.0), 1e-12);
        assert_eq!(chart.signals, []);
    }

    #[test]
    fn rates_that_vary_more_have_wider_limits() {
        // The formula of Laney in numpy 2.4: u = 52.1875, mean moving range of z over 1.128 = 4.090660657.
        let days = [10.1, 10.4, 9.8, 10.9, 10.0, 9.1, 10.2, 9.5];
        let ddd = [620.0, 540.0, 660.0, 480.0, 390.0, 410.0, 505.0, 570.0];
        let rates: Vec<(f64, f64)> = ddd.into_iter().zip(days).collect();
        let chart = u_chart(&points(&rates), Variance::Observed).unwrap();
        close(chart.center, 52.1875, 1e-12);
        close_both(
            (chart.points[0].low, chart.points[0].high),
            (24.291_799_73, 80.083_200_27),
            1e-8,
        );
        close(chart.points[0].z, 0.989_253_382_1, 1e-8);
        assert_eq!(chart.signals, []);
        // As independent events, half of them are out of control.
        let nominal = u_chart(&points(&rates), Variance::Nominal).unwrap();
        let beyond = |signal: &&Signal| signal.rule == RunRule::BeyondThree;
        assert_eq!(nominal.signals.iter().filter(beyond).count(), 5);
    }

    #[test]
    fn a_chart_that_cannot_be_drawn_is_told() {
        let told = |count, len| p_chart(&vec![count; len], Variance::Nominal).err();
        let short = Unsaid::TooShort { have: 7, need: 8 };
        assert_eq!(told(Counted::new(1.0, 5.0), 7), Some(short));
        assert_eq!(told(Counted::new(0.0, 5.0), 8), Some(Unsaid::Constant));
        assert_eq!(told(Counted::new(5.0, 5.0), 8), Some(Unsaid::Constant));
        assert_eq!(told(Counted::new(6.0, 5.0), 8), Some(Unsaid::OutOfRange));
        assert_eq!(
            u_chart(&[Counted::new(0.0, 5.0); 8], Variance::Observed).err(),
            Some(Unsaid::Constant)
        );
        assert!(u_chart(&[Counted::new(6.0, 5.0); 8], Variance::Observed).is_ok());
    }
}
