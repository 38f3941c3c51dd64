//! The sums that a reader can write between what is open: those that hold whatever the numbers are.
//!
//! That a family is within another, and a specimen within all of them, is not told to the protection: such a bound seldom
//! binds, and to carry it over places and sectors hides the sums of the nation (`docs/disclosure.md`).

use std::collections::BTreeSet;

use super::indicator::open_resistances;
use crate::disclosure::{Sum, SumKind};
use crate::resistance::Taxa;

/// Isolates of the establishments that have patient-days, as a part of all isolates.
pub(super) const WITH_DAYS: &str = "with_days";

/// The nation is its regions, and its types.
pub(super) fn of_places(regions: &BTreeSet<String>, kinds: &BTreeSet<String>) -> Vec<Sum> {
    let total = "nation:FR".to_owned();
    [regions, kinds]
        .map(|parts| Sum {
            kind: SumKind::Whole,
            total: total.clone(),
            parts: parts.iter().cloned().collect(),
        })
        .into()
}

/// Sectors together are the whole of a place; `""` is the whole.
pub(super) fn of_sectors(sectors: &BTreeSet<String>) -> Vec<Sum> {
    let parts = sectors.iter().filter(|code| !code.is_empty()).cloned().collect();
    vec![Sum { kind: SumKind::Whole, total: String::new(), parts }]
}

/// Organisms of the groups that are open beside them, as `(group, organisms)`.
fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
    let codes: BTreeSet<&'static str> = open_resistances().map(|(code, ..)| code).collect();
    let of_group = |code: &&'static str| match Taxa::of(code)? {
        group @ Taxa::Group(_) => {
            let is_of_it = |one: &&&'static str| matches!(Taxa::of(one), Some(Taxa::One(taxon)) if group.holds(taxon));
            Some((*code, codes.iter().filter(is_of_it).copied().collect()))
        }
        _ => None,
    };
    codes.iter().filter_map(of_group).collect()
}

/// A group is its organisms and others.
pub(super) fn of_organisms() -> Vec<Sum> {
    let sum = |(total, parts): (&str, Vec<&str>)| Sum::new(SumKind::AtLeast, total, &parts);
    groups().into_iter().map(sum).collect()
}

/// Organisms that some sum ties: each with those that it is protected together with.
pub(super) fn tied() -> Vec<BTreeSet<&'static str>> {
    let groups = groups();
    let mut all: Vec<BTreeSet<&'static str>> = groups
        .into_iter()
        .map(|(group, organisms)| organisms.into_iter().chain([group]).collect())
        .collect();
    for (code, ..) in open_resistances() {
        if !all.iter().any(|tied| tied.contains(code)) {
            all.push(BTreeSet::from([code]));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisms_of_a_group_are_protected_with_it_and_the_others_alone() {
        let tied = tied();
        let with = |code: &str| tied.iter().find(|tied| tied.contains(code)).unwrap().len();
        assert_eq!(with("ESCCOL"), 4);
        assert_eq!(with("Enterobacterales"), 4);
        assert_eq!(with("STAAUR"), 1);
    }
}
