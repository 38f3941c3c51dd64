//! Whether a series rises or falls, and by how much.
//!
//! Times are in steps of the caller's choice, years or quarters, in any order; missing ones are left out.

mod cochran_armitage;
mod mann_kendall;
mod poisson;

pub use cochran_armitage::{ProportionTrend, cochran_armitage};
pub use mann_kendall::{MIN_MONOTONE, MonotoneTrend, mann_kendall};
pub use poisson::{RateTrend, poisson_trend};

use super::counted::Counted;
use super::range::is_value;
use super::unsaid::Unsaid;

/// Fewest points of a trend of rates or proportions: a line through three says little of what it leaves out.
pub const MIN_TREND: usize = 4;

/// Fewest events of a trend, and fewest that are not, for proportions: ten for the coefficient that is estimated
/// (Peduzzi et al. 1996, Journal of Clinical Epidemiology 49:1373, for logistic models).
pub const MIN_TREND_EVENTS: u64 = 10;

/// What a trend shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Rising,
    Falling,
    /// Neither is shown; that is not to say that nothing moves.
    NotShown,
}

impl Direction {
    /// The sign of `slope` where `p` is below `alpha`, such as 0.05.
    pub fn of(slope: f64, p: f64, alpha: f64) -> Self {
        match slope {
            slope if p < alpha && slope > 0.0 => Self::Rising,
            slope if p < alpha && slope < 0.0 => Self::Falling,
            _ => Self::NotShown,
        }
    }
}

/// Refuses a series that has too few points or events, or times that are not told apart.
fn check_counts(series: &[(f64, Counted)]) -> Result<(), Unsaid> {
    if series.iter().any(|(time, one)| !is_value(*time) || one.rate().is_none()) {
        return Err(Unsaid::OutOfRange);
    }
    if series.len() < MIN_TREND {
        return Err(Unsaid::TooShort { have: series.len(), need: MIN_TREND });
    }
    enough_events(series.iter().map(|(_, one)| one.events).sum())?;
    if series.windows(2).all(|pair| pair[0].0.total_cmp(&pair[1].0).is_eq()) {
        return Err(Unsaid::Constant);
    }
    Ok(())
}

fn enough_events(events: f64) -> Result<(), Unsaid> {
    if events >= MIN_TREND_EVENTS as f64 {
        return Ok(());
    }
    let have = (0..MIN_TREND_EVENTS).rev().find(|whole| *whole as f64 <= events).unwrap_or(0);
    Err(Unsaid::TooFewEvents { have, need: MIN_TREND_EVENTS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_needs_a_small_p() {
        assert_eq!(Direction::of(1.0, 0.01, 0.05), Direction::Rising);
        assert_eq!(Direction::of(-1.0, 0.01, 0.05), Direction::Falling);
        assert_eq!(Direction::of(1.0, 0.05, 0.05), Direction::NotShown);
        assert_eq!(Direction::of(0.0, 0.01, 0.05), Direction::NotShown);
        assert_eq!(Direction::of(f64::NAN, 0.01, 0.05), Direction::NotShown);
    }

    #[test]
    fn a_series_too_short_or_too_poor_is_told() {
        let series = |events: &[f64]| -> Vec<(f64, Counted)> {
            let times = [2019.0, 2020.0, 2021.0, 2023.0, 2024.0];
            times.into_iter().zip(events).map(|(at, one)| (at, Counted::new(*one, 9.0))).collect()
        };
        let check = |events: &[f64]| check_counts(&series(events));
        assert_eq!(check(&[5.0, 3.0, 1.0, 2.0]), Ok(()));
        assert_eq!(check(&[5.0, 3.0, 9.0]), Err(Unsaid::TooShort { have: 3, need: 4 }));
        let poor = Unsaid::TooFewEvents { have: 9, need: 10 };
        assert_eq!(check(&[5.0, 3.0, 1.0, 0.9]), Err(poor));
        assert_eq!(check(&[5.0, -3.0, 1.0, 8.0]), Err(Unsaid::OutOfRange));
        let same = [(1.0, Counted::new(9.0, 9.0)); 4];
        assert_eq!(check_counts(&same), Err(Unsaid::Constant));
    }
}
