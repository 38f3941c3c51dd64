//! Antibiotics and antifungals that laboratories test.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded;

/// A molecule of the reference list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Antibiotic {
    /// Three letters: `CTX`.
    pub code: &'static str,
    pub label: &'static str,
    pub atc: &'static str,
    pub class: &'static str,
    counts_as: &'static str,
}

impl Antibiotic {
    /// The molecule whose results these are: ampicillin stands for amoxicillin, cloxacillin and
    /// methicillin for oxacillin (SPARES 2024).
    pub fn counted(&self) -> &'static str {
        if self.counts_as.is_empty() { self.code } else { self.counts_as }
    }
}

static ANTIBIOTICS: LazyLock<Vec<Antibiotic>> =
    LazyLock::new(|| embedded::read(embedded::ANTIBIOTICS_TESTED));

/// Every molecule, in the order of reports.
pub fn tested_antibiotics() -> &'static [Antibiotic] {
    &ANTIBIOTICS
}

/// The molecule of a code.
pub fn tested_antibiotic(code: &str) -> Option<&'static Antibiotic> {
    ANTIBIOTICS.iter().find(|antibiotic| antibiotic.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_molecule_is_read_and_counts_as_a_known_one() {
        embedded::assert_whole::<Antibiotic>(embedded::ANTIBIOTICS_TESTED);
        for antibiotic in tested_antibiotics() {
            assert!(tested_antibiotic(antibiotic.counted()).is_some(), "{}", antibiotic.code);
        }
        assert_eq!(tested_antibiotic("AMP").map(Antibiotic::counted), Some("AMX"));
    }
}
