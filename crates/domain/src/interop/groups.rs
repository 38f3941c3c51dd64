//! Groups of antibiotics that the ECDC counts resistance to, counted while the file is written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::layout::parts;
use crate::dto::ExportGroup;
use crate::nomenclature::embedded::{TESSY_INDICATORS, read};

#[derive(Debug, Deserialize)]
struct Row {
    id: &'static str,
    label: &'static str,
    pathogens: &'static str,
    antibiotics: &'static str,
    all_of: &'static str,
}

#[derive(Debug)]
struct Group {
    id: &'static str,
    label: &'static str,
    pathogens: Vec<&'static str>,
    /// R to one is R to the group.
    antibiotics: Vec<&'static str>,
    /// Groups of which all are R.
    all_of: Vec<&'static str>,
}

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let group = |row: Row| Group {
        id: row.id,
        label: row.label,
        pathogens: parts(row.pathogens),
        antibiotics: parts(row.antibiotics),
        all_of: parts(row.all_of),
    };
    read::<Row>(TESSY_INDICATORS).into_iter().map(group).collect()
});

impl Group {
    /// Whether an isolate is resistant to the group, when it was tested for it; `results` tells of each
    /// antibiotic tested whether it is R.
    fn resistant(&self, results: &BTreeMap<&str, bool>) -> Option<bool> {
        if self.all_of.is_empty() {
            let tested = self.antibiotics.iter().filter_map(|code| results.get(code));
            return tested.copied().reduce(|one, other| one || other);
        }
        let parts = self.all_of.iter().map(|id| {
            let part = GROUPS.iter().find(|group| group.id == *id)?;
            part.resistant(results)
        });
        let all: Option<Vec<bool>> = parts.collect();
        all.map(|all| all.into_iter().all(|resistant| resistant))
    }
}

/// Tested and resistant isolates of each pathogen and group.
#[derive(Debug, Clone, Default)]
pub struct Groups(BTreeMap<(&'static str, usize), (u64, u64)>);

impl Groups {
    /// Counts the first isolate of a patient and pathogen.
    pub fn count(&mut self, pathogen: &'static str, results: &BTreeMap<&str, bool>) {
        for (place, group) in GROUPS.iter().enumerate() {
            if !group.pathogens.contains(&pathogen) {
                continue;
            }
            if let Some(resistant) = group.resistant(results) {
                let (tested, found) = self.0.entry((pathogen, place)).or_default();
                *tested += 1;
                *found += u64::from(resistant);
            }
        }
    }

    /// The counts, by pathogen and in the order of the groups.
    pub fn told(&self) -> Vec<ExportGroup> {
        let told = self.0.iter().map(|((pathogen, place), (tested, resistant))| ExportGroup {
            pathogen: (*pathogen).to_owned(),
            group: GROUPS[*place].id.to_owned(),
            label: GROUPS[*place].label.to_owned(),
            tested: *tested,
            resistant: *resistant,
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::codes::pathogen;
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn groups_are_of_antibiotics_that_are_asked_for() {
        assert_whole::<Row>(TESSY_INDICATORS);
        for group in GROUPS.iter() {
            assert!(group.antibiotics.is_empty() != group.all_of.is_empty(), "{}", group.id);
            for id in &group.all_of {
                assert!(GROUPS.iter().any(|part| part.id == *id && part.all_of.is_empty()));
            }
            for code in &group.pathogens {
                let pathogen = pathogen(code).unwrap();
                for antibiotic in &group.antibiotics {
                    assert!(pathogen.asks(antibiotic), "{} {code} {antibiotic}", group.id);
                }
            }
        }
    }

    #[test]
    fn one_antibiotic_is_enough_for_a_group_and_all_groups_for_a_combination() {
        let check = |results: &[(&str, bool)], expected: &[(&str, u64, u64)]| {
            let mut groups = Groups::default();
            groups.count("ESCCOL", &results.iter().copied().collect());
            let told = groups.told();
            let told: Vec<(&str, u64, u64)> =
                told.iter().map(|one| (one.group.as_str(), one.tested, one.resistant)).collect();
            assert_eq!(told, expected, "{results:?}");
        };
        check(&[], &[]);
        check(&[("CTX", false), ("CAZ", true)], &[("3GC", 1, 1)]);
        check(&[("ETP", true)], &[]);
        check(
            &[("CTX", true), ("CIP", true), ("GEN", false)],
            &[("3GC", 1, 1), ("FQ_ENT", 1, 1), ("AMINO", 1, 0), ("COMBINED", 1, 0)],
        );
        check(
            &[("CRO", true), ("OFX", true), ("TOB", true)],
            &[("3GC", 1, 1), ("FQ_ENT", 1, 1), ("AMINO", 1, 1), ("COMBINED", 1, 1)],
        );
    }
}
