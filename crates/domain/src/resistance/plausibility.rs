//! Isolates that do not look right: counted by what is odd in them, never removed silently.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::antibiogram::{Molecule, MoleculeSet};
use super::evaluate::{IsolateOutcome, ResistanceEvaluation};
use super::phenotypes::PHENOTYPES;
use crate::dto::Severity;
use crate::nomenclature::embedded;

/// An organism that resists an antibiotic by nature (EUCAST, expected resistance).
#[derive(Debug, Deserialize)]
struct Intrinsic {
    organism: &'static str,
    antibiotic: &'static str,
}

static INTRINSIC: LazyLock<HashMap<&str, MoleculeSet>> = LazyLock::new(|| {
    let mut by_organism: HashMap<&str, Vec<Molecule>> = HashMap::new();
    for row in embedded::read::<Intrinsic>(embedded::INTRINSIC_RESISTANCE) {
        by_organism.entry(row.organism).or_default().extend(Molecule::of(row.antibiotic));
    }
    by_organism.into_iter().map(|(organism, all)| (organism, all.into_iter().collect())).collect()
});

/// The molecules that an organism resists by nature.
pub fn intrinsic_resistance(organism: &str) -> MoleculeSet {
    INTRINSIC.get(organism).copied().unwrap_or_default()
}

/// How many isolates that count are odd, before deduplication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlausibilityCounts {
    /// By reason of the controls `PH1` to `PH9`; an isolate may fit several.
    pub phenotypes: BTreeMap<&'static str, u32>,
    /// Susceptible to what their organism resists by nature, by codes of organism and molecule.
    pub intrinsic: BTreeMap<(&'static str, &'static str), u32>,
    /// Isolates that [`Isolate::implausible`](super::Isolate::implausible) marks.
    pub implausible: u32,
}

impl PlausibilityCounts {
    pub fn of(evaluation: &ResistanceEvaluation<'_>) -> Self {
        let mut counts = Self::default();
        for (_, outcome) in evaluation.kept() {
            for phenotype in PHENOTYPES.iter().filter(|phenotype| phenotype.fits(outcome)) {
                *counts.phenotypes.entry(phenotype.reason).or_default() += 1;
            }
            let organism = outcome.organism.map_or("", |organism| organism.code);
            for molecule in contradictions(outcome).iter() {
                *counts.intrinsic.entry((organism, molecule.code())).or_default() += 1;
            }
            counts.implausible += u32::from(is_implausible(outcome));
        }
        counts
    }
}

/// Molecules that the isolate should resist by nature and does not.
fn contradictions(outcome: &IsolateOutcome) -> MoleculeSet {
    let expected = outcome.organism.map(|organism| intrinsic_resistance(organism.code));
    outcome.results.not_resistant(expected.unwrap_or_default())
}

/// Whether an isolate has a phenotype that is to be confirmed, or contradicts the nature of its
/// organism. A phenotype that is only worth knowing does not count.
pub(super) fn is_implausible(outcome: &IsolateOutcome) -> bool {
    let mut to_confirm = PHENOTYPES.iter().filter(|one| one.severity == Severity::Confirm);
    !contradictions(outcome).is_empty() || to_confirm.any(|phenotype| phenotype.fits(outcome))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::{organism, tested_antibiotic};

    #[test]
    fn every_natural_resistance_is_of_a_known_organism_and_molecule() {
        embedded::assert_whole::<Intrinsic>(embedded::INTRINSIC_RESISTANCE);
        for row in embedded::read::<Intrinsic>(embedded::INTRINSIC_RESISTANCE) {
            assert!(organism(row.organism).is_some(), "{row:?}");
            assert!(tested_antibiotic(row.antibiotic).is_some(), "{row:?}");
        }
        let klebsiella = intrinsic_resistance("KLEPNE");
        assert!(klebsiella.holds(Molecule::of("AMX").unwrap()));
        assert!(!klebsiella.holds(Molecule::of("CTX").unwrap()));
        assert!(intrinsic_resistance("unknown").is_empty());
    }
}
