//! What a figure of resistance is asked about.

use std::collections::BTreeSet;

use super::subject::{Subject, Taxa};
use crate::import::Period;
use crate::resistance::cells::{CellKey, Measure, Part};

/// What figures can be split by, beside their parts and measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    Year,
    /// Deduplicated within each quarter: of all isolates and of blood cultures, no other part.
    Quarter,
    Organism,
}

/// The parts a question reads: one, or each of a kind apart. They are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    One(Part),
    EachSpecimen,
    EachSector,
}

impl Parts {
    fn takes(self, part: Part) -> bool {
        match self {
            Self::One(asked) => asked == part,
            Self::EachSpecimen => matches!(part, Part::Specimen(_)),
            Self::EachSector => matches!(part, Part::Sector(_)),
        }
    }
}

/// One measure, or each apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measures {
    One(Measure),
    Each,
}

impl Measures {
    pub(crate) fn takes(self, measure: Measure) -> bool {
        match self {
            Self::One(one) => one == measure,
            Self::Each => true,
        }
    }
}

/// A question to the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub years: BTreeSet<i32>,
    pub by: BTreeSet<Axis>,
    pub parts: Parts,
    pub taxa: Taxa,
    pub measures: Measures,
}

impl Question {
    /// One figure of a year.
    pub fn of(year: i32, Subject { taxa, measure, part }: Subject) -> Self {
        Self {
            years: BTreeSet::from([year]),
            by: BTreeSet::new(),
            parts: Parts::One(part),
            taxa,
            measures: Measures::One(measure),
        }
    }

    /// What it is about, when that is one thing: taxa, measure and part.
    pub(in crate::resistance) fn subject(&self) -> Option<Subject> {
        let (Measures::One(measure), Parts::One(part)) = (self.measures, self.parts) else {
            return None;
        };
        let whole = !self.by.contains(&Axis::Organism);
        whole.then_some(Subject { taxa: self.taxa, measure, part })
    }

    /// Whether the answer is in several groups of isolates.
    pub(super) fn splits(&self) -> bool {
        !self.by.is_empty() || !matches!(self.parts, Parts::One(_))
    }

    /// Whether the answer tells years or quarters apart.
    pub(super) fn is_by_period(&self) -> bool {
        self.by.contains(&Axis::Year) || self.by.contains(&Axis::Quarter)
    }

    /// Whether a cell belongs to the selection.
    pub(super) fn takes(&self, key: &CellKey) -> bool {
        self.takes_period(key.period) && self.parts.takes(key.part) && self.taxa.holds(key.taxon)
    }

    pub(super) fn takes_period(&self, period: Period) -> bool {
        self.years.contains(&period.year)
            && period.quarter.is_some() == self.by.contains(&Axis::Quarter)
    }
}
