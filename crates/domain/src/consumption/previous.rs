//! What a year is compared with: the one before, in the perimeter `spares`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::evaluate::{Evaluation, has_whole};
use super::outcome::Reason;
use super::totals::Totals;
use crate::import::Period;

/// The year before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PreviousYear {
    pub year: i32,
    /// Codes of the units of the structure in force.
    pub units: Vec<String>,
    /// The year itself and its quarters.
    pub periods: Vec<PreviousPeriod>,
}

/// What a period has, where all of it was delivered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PreviousPeriod {
    pub period: Period,
    /// Patient-days by unit.
    pub days: BTreeMap<String, f64>,
    /// DDJ/1000 JH by family of molecules.
    pub rates: BTreeMap<String, f64>,
    /// Isolates that count.
    pub isolates: Option<u32>,
}

impl PreviousYear {
    /// Of a year whose units and days are evaluated, with its roll-ups and the isolates that each of
    /// its imports keeps.
    pub fn of(
        evaluation: &Evaluation<'_>,
        totals: &Totals,
        isolates: &BTreeMap<Period, u32>,
    ) -> Self {
        let year = evaluation.facts.year;
        let quarters = (1..=4).map(Some);
        let periods = std::iter::once(None).chain(quarters).map(|quarter| {
            let period = Period { year, quarter };
            PreviousPeriod {
                period,
                days: days_by_unit(evaluation, period),
                rates: totals.rates_by_family(period),
                isolates: isolates_of(isolates, period),
            }
        });
        let units = evaluation.units.all.iter().map(|placed| placed.unit.line.code.clone());
        Self { year, units: units.collect(), periods: periods.collect() }
    }

    /// The same period of this year.
    pub fn before(&self, period: Period) -> Option<&PreviousPeriod> {
        let same = Period { year: period.year - 1, ..period };
        self.periods.iter().find(|one| one.period == same)
    }
}

/// Patient-days of the units of the perimeter; none where a part of the period is missing.
pub(super) fn days_by_unit(evaluation: &Evaluation<'_>, period: Period) -> BTreeMap<String, f64> {
    let delivered = evaluation.day_periods();
    let mut days = BTreeMap::new();
    if !has_whole(&delivered, period) {
        return days;
    }
    for (stored, outcome) in evaluation.facts.days.iter().zip(&evaluation.days) {
        let at = stored.line.period;
        if let (Some(unit), Reason::KeptPerimeter) = (outcome.unit, outcome.reason)
            && period.covers(at)
            && delivered.contains(&at)
        {
            let code = evaluation.units.all[unit].unit.line.code.clone();
            *days.entry(code).or_default() += f64::from(stored.line.days);
        }
    }
    days
}

fn isolates_of(kept: &BTreeMap<Period, u32>, period: Period) -> Option<u32> {
    let inside = kept.iter().filter(|(at, _)| period.covers(**at));
    has_whole(&kept.keys().copied().collect(), period).then(|| inside.map(|(_, kept)| kept).sum())
}
