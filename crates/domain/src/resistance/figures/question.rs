//! What a figure of resistance is asked about.

use std::collections::BTreeSet;

use crate::import::Period;
use crate::nomenclature::organisms;
use crate::resistance::cells::{CellKey, Measure, Part};
use crate::resistance::panels::has_panel;
use crate::resistance::taxon::Taxon;

/// What figures can be split by, beside their parts and measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    Year,
    /// Deduplicated within each quarter.
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

/// Taxa read together: their isolates are added species by species.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxa {
    All,
    One(Taxon),
    /// `Enterobacterales`, `Staphylococcus`…
    Group(&'static str),
    /// The taxa of a group that have no panel of their own.
    Rest(&'static str),
    Genus(&'static str),
}

impl Taxa {
    /// Reads the columns `taxon_kind` and `taxon` of the tables.
    pub fn read(kind: &str, code: &'static str) -> Option<Self> {
        match kind {
            "organism" => Taxon::of(code).map(Self::One),
            "group" => Some(Self::Group(code)),
            "rest" => Some(Self::Rest(code)),
            "genus" => Some(Self::Genus(code)),
            _ => None,
        }
    }

    /// A taxon by its code, or a group of organisms by its name.
    pub fn of(code: &str) -> Option<Self> {
        let group = || organisms().iter().find(|organism| organism.group == code);
        Taxon::of(code).map(Self::One).or_else(|| Some(Self::Group(group()?.group)))
    }

    /// Name of the taxa.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "Tous les micro-organismes",
            Self::One(taxon) => taxon.organism().name,
            Self::Group(name) | Self::Rest(name) | Self::Genus(name) => name,
        }
    }

    /// Whether a taxon is among them.
    pub fn holds(self, taxon: Taxon) -> bool {
        let organism = taxon.organism();
        match self {
            Self::All => true,
            Self::One(one) => one == taxon,
            Self::Group(group) => organism.group == group,
            Self::Rest(group) => organism.group == group && !has_panel(taxon),
            Self::Genus(genus) => organism.genus == genus,
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
    pub(super) fn takes(self, measure: Measure) -> bool {
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
    /// One measure of some taxa in one year and part.
    pub fn one(year: i32, part: Part, taxa: Taxa, measure: Measure) -> Self {
        Self {
            years: BTreeSet::from([year]),
            by: BTreeSet::new(),
            parts: Parts::One(part),
            taxa,
            measures: Measures::One(measure),
        }
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
