//! How far a figure would move.

use crate::consumption::{Scope, Stake, Totals};
use crate::import::Period;
use crate::nomenclature::is_antibiotic;

/// The sums behind the rate of a year, in the perimeter `spares`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rate {
    /// DDJ of antibiotics.
    pub ddj: f64,
    /// Patient-days.
    pub days: f64,
}

impl Rate {
    pub fn of(totals: &Totals, year: i32) -> Self {
        let year = Period::year(year);
        let consumed = totals.consumption.iter().filter(|(key, _)| {
            key.period == year && key.place.scope == Scope::Spares && is_antibiotic(&key.atc)
        });
        let days = totals
            .days
            .iter()
            .filter(|(key, _)| key.period == year && key.place.scope == Scope::Spares);
        Self {
            ddj: consumed.map(|(_, total)| total.ddj).sum(),
            days: days.map(|(_, days)| days).sum(),
        }
    }
}

/// By how much, in %, DDJ/1000 JH would move with `stake` added, up or down; nothing without a rate.
pub fn effect_of(rate: Rate, stake: Stake) -> Option<f64> {
    let (ddj, days) = (rate.ddj + stake.ddj, rate.days + stake.days);
    let counts = rate.ddj > 0.0 && rate.days > 0.0 && days > 0.0;
    counts.then(|| ((ddj * rate.days) / (days * rate.ddj) - 1.0).abs() * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_the_change_of_the_rate() {
        let rate = Rate { ddj: 300.0, days: 1000.0 };
        for (ddj, days, expected) in [
            (30.0, 0.0, Some(10.0)),
            (-30.0, 0.0, Some(10.0)),
            (0.0, 250.0, Some(20.0)),
            (0.0, -500.0, Some(100.0)),
            (60.0, 200.0, Some(0.0)),
            (0.0, -1000.0, None),
        ] {
            let found = effect_of(rate, Stake { ddj, days }).map(|e| (e * 1e9).round() / 1e9);
            assert_eq!(found, expected, "{ddj} {days}");
        }
        assert_eq!(effect_of(Rate::default(), Stake { ddj: 1.0, days: 0.0 }), None);
    }
}
