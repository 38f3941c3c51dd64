//! The taxa that isolates are counted in, by their places in the list of organisms.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::nomenclature::{Organism, organism, organisms};

/// A species or a group counted as one: the members of a complex have one taxon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Taxon(u8);

static PLACES: LazyLock<HashMap<&str, Taxon>> = LazyLock::new(|| {
    let places = organisms().iter().zip(0..=u8::MAX);
    places.map(|(organism, place)| (organism.code, Taxon(place))).collect()
});

impl Taxon {
    /// The taxon of a code of organism, member of a complex or not.
    pub fn of(code: &str) -> Option<Self> {
        PLACES.get(organism(code)?.taxon()).copied()
    }

    pub fn organism(self) -> &'static Organism {
        &organisms()[usize::from(self.0)]
    }

    /// The code of the taxon: `ENBCLX`.
    pub fn code(self) -> &'static str {
        self.organism().code
    }

    /// Place in the list of organisms, which is the order of reports.
    pub const fn place(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_organism_has_a_taxon() {
        assert!(organisms().len() <= 1 + usize::from(u8::MAX));
        for organism in organisms() {
            assert_eq!(Taxon::of(organism.code).unwrap().code(), organism.taxon());
        }
        assert_eq!(Taxon::of("unknown"), None);
    }
}
