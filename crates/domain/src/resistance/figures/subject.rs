//! What one figure is about.

use crate::nomenclature::organisms;
use crate::resistance::cells::{Measure, Part};
use crate::resistance::panels::has_panel;
use crate::resistance::taxon::Taxon;

/// Which isolates a figure is about, and what is counted of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub taxa: Taxa,
    pub measure: Measure,
    pub part: Part,
}

impl Subject {
    /// Reads the columns `taxon_kind`, `taxon`, `test` and `part` of the tables.
    pub fn read((kind, taxon): (&str, &str), test: &str, part: &str) -> Option<Self> {
        let taxa = Taxa::read(kind, taxon)?;
        Some(Self { taxa, measure: Measure::of(test)?, part: Part::parse(part)? })
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
    /// Reads the columns `taxon_kind` and `taxon` of the tables: an organism, or a group, its rest or a
    /// genus that some organism is of.
    pub fn read(kind: &str, code: &str) -> Option<Self> {
        let of_group = || organisms().iter().map(|one| one.group).find(|group| *group == code);
        let of_genus = || organisms().iter().map(|one| one.genus).find(|genus| *genus == code);
        match kind {
            "organism" => Taxon::of(code).map(Self::One),
            "group" => of_group().map(Self::Group),
            "rest" => of_group().map(Self::Rest),
            "genus" => of_genus().map(Self::Genus),
            _ => None,
        }
    }

    /// A taxon by its code, or a group of organisms by its name.
    pub fn of(code: &str) -> Option<Self> {
        Self::read("organism", code).or_else(|| Self::read("group", code))
    }

    /// What [`Taxa::of`] reads; nothing for taxa that it does not.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::One(taxon) => Some(taxon.code()),
            Self::Group(name) => Some(name),
            Self::All | Self::Rest(_) | Self::Genus(_) => None,
        }
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
