//! Bacteria and fungi that isolates are counted by.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use super::embedded;

/// An organism of the reference list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Organism {
    /// Six letters, as in EARS-Net where it has one: `ESCCOL`.
    pub code: &'static str,
    pub name: &'static str,
    /// `Enterobacterales`, `Staphylococcus`…, `Fungi`.
    pub group: &'static str,
    pub genus: &'static str,
    counts_as: &'static str,
}

impl Organism {
    /// The taxon it is counted in: members of the *Enterobacter cloacae* complex are one (SPARES
    /// 2024).
    pub fn taxon(&self) -> &'static str {
        if self.counts_as.is_empty() { self.code } else { self.counts_as }
    }
}

static ORGANISMS: LazyLock<Vec<Organism>> = LazyLock::new(|| embedded::read(embedded::ORGANISMS));
static BY_CODE: LazyLock<HashMap<&str, &Organism>> =
    LazyLock::new(|| ORGANISMS.iter().map(|organism| (organism.code, organism)).collect());

/// Every organism, in the order of reports.
pub fn organisms() -> &'static [Organism] {
    &ORGANISMS
}

/// The organism of a code.
pub fn organism(code: &str) -> Option<&'static Organism> {
    BY_CODE.get(code).copied()
}

/// Another name of an organism.
#[derive(Debug, Deserialize)]
pub struct OrganismSynonym {
    pub synonym: &'static str,
    pub organism: &'static str,
}

/// Synonyms, short forms, old names, and species that are counted in their genus.
pub fn organism_synonyms() -> Vec<OrganismSynonym> {
    embedded::read(embedded::ORGANISM_SYNONYMS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_organism_and_synonym_is_read_and_leads_somewhere() {
        embedded::assert_whole::<Organism>(embedded::ORGANISMS);
        embedded::assert_whole::<OrganismSynonym>(embedded::ORGANISM_SYNONYMS);
        for organism in organisms() {
            assert!(super::organism(organism.taxon()).is_some(), "{}", organism.code);
        }
        for synonym in organism_synonyms() {
            assert!(organism(synonym.organism).is_some(), "{}", synonym.synonym);
        }
    }

    #[test]
    fn members_of_a_complex_count_in_it() {
        assert_eq!(organism("ENBHOR").map(Organism::taxon), Some("ENBCLX"));
        assert_eq!(organism("ESCCOL").map(Organism::taxon), Some("ESCCOL"));
        assert_eq!(organism("ACISPP").map(Organism::taxon), Some("ACISPP"));
    }
}
