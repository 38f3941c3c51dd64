//! Which periods of a series count.

use super::{Figures, LeftOut, parameters};
use crate::chart::{Matter, Period, QUARTERS, change_of_rules};
use crate::dto::PeriodPoint;
use crate::statistics::{Counted, FunnelKind};

/// The periods of a series, in their order.
#[derive(Debug)]
pub struct Course {
    pub quarterly: bool,
    pub unit: String,
    pub matter: Matter,
    pub used: Vec<Seen>,
    pub left_out: Vec<(String, LeftOut)>,
}

/// A period that counts.
#[derive(Debug)]
pub struct Seen {
    /// Place on the scale of quarters, where the first of the year 0 is 0.
    pub rank: i32,
    pub label: String,
    pub counted: Counted,
}

impl Course {
    pub fn of(figures: &Figures<'_>) -> Self {
        let quarterly = figures.points.iter().any(|one| one.period.contains('Q'));
        let mut periods: Vec<(i32, &PeriodPoint)> = figures
            .points
            .iter()
            .filter(|one| one.period.contains('Q') == quarterly)
            .filter_map(|one| Some((Period::parse(&one.period)?.rank(), one)))
            .collect();
        periods.sort_by_key(|one| one.0);
        periods.dedup_by_key(|one| one.0);
        let mut course = Self {
            quarterly,
            unit: periods.first().map(|one| one.1.figure.unit.clone()).unwrap_or_default(),
            matter: figures.matter,
            used: Vec::new(),
            left_out: Vec::new(),
        };
        let change = last_change(figures, &periods);
        for (rank, point) in periods {
            let label = Period::label(rank, quarterly);
            let counted = Counted::new(point.figure.numerator, point.figure.denominator);
            let small = point.figure.value.is_none() || counted.denominator < course.least();
            let before = change.as_ref().filter(|(first, _)| rank < *first);
            let why = if let Some((_, why)) = before {
                Some(LeftOut::Before(why.clone()))
            } else if figures.incomplete.contains(&rank.div_euclid(QUARTERS)) {
                Some(LeftOut::Incomplete)
            } else {
                small.then_some(LeftOut::Small)
            };
            match why {
                Some(why) => course.left_out.push((label, why)),
                None => course.used.push(Seen { rank, label, counted }),
            }
        }
        course
    }

    pub fn kind(&self) -> FunnelKind {
        if self.unit == "%" { FunnelKind::Proportion } else { FunnelKind::Rate }
    }

    /// How many units of the denominator a figure is told for.
    pub fn per(&self) -> f64 {
        if self.unit == "%" { 100.0 } else { 1000.0 }
    }

    /// Whether events are isolates.
    pub fn isolates(&self) -> bool {
        self.matter == Matter::Resistance
    }

    /// Quarters from one period to the next.
    pub const fn step(&self) -> i32 {
        if self.quarterly { 1 } else { QUARTERS }
    }

    fn least(&self) -> f64 {
        match self.kind() {
            FunnelKind::Rate => parameters::days_least(),
            FunnelKind::Proportion => parameters::tested_least(),
        }
    }
}

/// The first rank of the figures that compare with the last one, and what changed there.
fn last_change(figures: &Figures<'_>, periods: &[(i32, &PeriodPoint)]) -> Option<(i32, String)> {
    let last = periods.last()?.0;
    let of_question = figures
        .breaks
        .iter()
        .map(|one| (one.year * QUARTERS, one.label.clone()))
        .filter(|one| one.0 <= last);
    let valued: Vec<&(i32, &PeriodPoint)> =
        periods.iter().filter(|one| one.1.figure.value.is_some()).collect();
    let of_rules = valued.windows(2).filter_map(|pair| {
        let label = change_of_rules(&pair[0].1.figure, &pair[1].1.figure)?;
        Some((pair[1].0, label))
    });
    of_question.chain(of_rules).max_by_key(|one| one.0)
}
