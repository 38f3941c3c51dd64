//! Where a figure stands beside its national target, where it would go if it went on as before, and what is left to
//! reach the target. See `docs/models.md`.

mod ahead;
mod course;
mod parameters;
mod told;

use crate::chart::{Matter, Point};
use crate::dto::{PeriodPoint, SeriesBreak};
use crate::resistance::Target;
use crate::statistics::{FunnelKind, poisson_interval, wilson_interval};
use course::{Course, Seen};
pub use parameters::{ParameterRow, trajectory_rows, years_least};

/// The figures of years, or of quarters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures<'a> {
    /// In any order; their unit is `%`, or events per 1000 patient-days.
    pub points: &'a [PeriodPoint],
    /// Where figures before and after do not compare, such as CA-SFM 2020; a change of the DDD table or of the rules
    /// is found in the figures.
    pub breaks: &'a [SeriesBreak],
    /// Years of which some months or quarters are missing.
    pub incomplete: &'a [i32],
    pub matter: Matter,
}

/// A figure beside its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    pub target: Option<Target>,
    /// The last period that counts; nothing where none does.
    pub now: Option<Now>,
    pub projection: Result<Projection, Unprojected>,
    /// Periods that do not count, by their label.
    pub left_out: Vec<(String, LeftOut)>,
    pub(crate) unit: String,
    pub(crate) quarterly: bool,
    /// Whether events are isolates, which are whole.
    pub(crate) isolates: bool,
}

/// The last period that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// `2024`, or `T3 2024`.
    pub period: String,
    pub value: f64,
    /// The spread of the periods around their trend widens it, where a trend is known.
    pub interval: (f64, f64),
    /// Nothing without a target, like what follows.
    pub standing: Option<Standing>,
    /// Value less target, in the unit of the figure, with the interval of the value.
    pub gap: Option<(f64, (f64, f64))>,
    /// DDJ, or resistant isolates, less in such a period that would reach the target over the same denominator; 0
    /// where the value is there.
    pub left: Option<f64>,
}

/// Where an interval lies beside a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Reached,
    NotReached,
    /// The interval holds the target.
    Undecided,
}

/// Periods to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// Their labels, with values in the unit of the figure.
    pub points: Vec<(String, Point)>,
    /// Where the last of them lies.
    pub standing: Standing,
    /// How much more the periods vary around their trend than independent events do, at least 1.
    pub dispersion: f64,
}

/// Why a period does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// Before a change of rules, in the words of the change.
    Before(String),
    Incomplete,
    /// Hidden, or over a denominator that is too small.
    Small,
}

/// Why nothing is projected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unprojected {
    NoTarget,
    /// Periods that count; there would be enough with those that were left out most often for `because`.
    TooFew {
        have: usize,
        need: usize,
        because: Option<LeftOut>,
    },
    /// Events of all periods, rounded down.
    TooFewEvents {
        have: u64,
        need: u64,
    },
    /// No trend can be estimated.
    Unsettled,
}

impl Trajectory {
    /// The trajectory of the figures towards `target`: that of the national indicator that asks the same.
    pub fn of(figures: &Figures<'_>, target: Option<Target>) -> Self {
        let course = Course::of(figures);
        let projection =
            target.ok_or(Unprojected::NoTarget).and_then(|to| ahead::project(&course, to));
        let dispersion = projection.as_ref().map_or(1.0, |known| known.dispersion);
        Self {
            target,
            now: course.used.last().map(|last| Now::of(last, &course, dispersion, target)),
            projection,
            unit: course.unit.clone(),
            quarterly: course.quarterly,
            isolates: course.isolates(),
            left_out: course.left_out,
        }
    }
}

impl Now {
    fn of(seen: &Seen, course: &Course, dispersion: f64, target: Option<Target>) -> Self {
        let per = course.per();
        let counted = seen.counted;
        let value = per * counted.events / counted.denominator;
        // As many independent events as tell as much.
        let (events, of) = (counted.events / dispersion, counted.denominator / dispersion);
        let interval = match course.kind() {
            FunnelKind::Rate => {
                let (low, high) = poisson_interval(events, parameters::level());
                (per * low / of, per * high / of)
            }
            FunnelKind::Proportion => {
                let (low, high) = wilson_interval(events, of, parameters::level());
                (per * low, per * high)
            }
        };
        let gap = |to: Target| {
            let at = to.value();
            (value - at, (interval.0 - at, interval.1 - at))
        };
        let allowed = |to: Target| {
            let at = to.value() * counted.denominator / per;
            match to {
                _ if !course.isolates() => at,
                // Rounding must not take an isolate away.
                Target::Reduction { .. } => (at + 1e-9).floor(),
                Target::Below(_) => (at - 1e-9).ceil() - 1.0,
            }
        };
        Self {
            period: seen.label.clone(),
            value,
            interval,
            standing: target.map(|to| Standing::of(interval, to)),
            gap: target.map(gap),
            left: target.map(|to| (counted.events - allowed(to).max(0.0)).max(0.0)),
        }
    }
}

impl Standing {
    fn of((low, high): (f64, f64), target: Target) -> Self {
        if target.distance(high).reached {
            Self::Reached
        } else if target.distance(low).reached {
            Self::Undecided
        } else {
            Self::NotReached
        }
    }
}

#[cfg(test)]
mod tests;
