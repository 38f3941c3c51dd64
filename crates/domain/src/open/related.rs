//! The sums that a reader can write between what is open: those that hold whatever the numbers are.

use std::collections::BTreeSet;

use super::indicator::{open_families, open_resistances};
use crate::disclosure::{Sum, SumKind};
use crate::nomenclature::Family;
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

/// Families within others: each by itself, and those together that have no molecule in common.
pub(super) fn of_families() -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for total in open_families() {
        let is_part = |one: &&Family| one.code != total.code && one.is_within(total);
        let within: Vec<&Family> = open_families().filter(is_part).collect();
        for first in &within {
            let mut together = vec![*first];
            for one in &within {
                if together.iter().all(|other| one.is_apart_from(other)) {
                    together.push(one);
                }
            }
            for parts in [vec![*first], together] {
                let mut codes: Vec<&str> = parts.iter().map(|one| one.code).collect();
                codes.sort_unstable();
                let sum = Sum::new(kind(total, &parts), total.code, &codes);
                if !sums.contains(&sum) {
                    sums.push(sum);
                }
            }
        }
    }
    sums
}

/// Parts that have every code of the total are all of it.
fn kind(total: &Family, parts: &[&Family]) -> SumKind {
    let has = |start: &str| parts.iter().any(|part| part.atc_starts().any(|own| own == start));
    if total.atc_starts().all(has) { SumKind::Whole } else { SumKind::AtLeast }
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

/// Every part is in the whole, and blood in blood with cerebrospinal fluid.
pub(super) fn of_parts() -> Vec<Sum> {
    let within = |total: &str, part: &str| Sum::new(SumKind::AtLeast, total, &[part]);
    vec![
        within("all", "specimen:1"),
        within("all", "specimen:2"),
        within("all", "invasive"),
        within("all", WITH_DAYS),
        within("invasive", "specimen:1"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_as_parts_of_those_that_hold_them() {
        let sums = of_families();
        let of = |total: &str, parts: &[&str]| {
            let codes = |sum: &Sum| sum.total == total && sum.parts == parts;
            sums.iter().find(|sum| codes(sum)).map(|sum| sum.kind)
        };
        assert_eq!(of("TOTAL", &["J01"]), Some(SumKind::AtLeast));
        assert_eq!(of("ECDC_LARGE", &["C3G"]), Some(SumKind::AtLeast));
        assert_eq!(of("C3G", &["J01"]), None);
        assert!(sums.iter().any(|sum| sum.total == "J01" && sum.parts.len() > 5));
        assert!(sums.iter().all(|sum| sum.total != "ATF"));
    }

    #[test]
    fn organisms_of_a_group_are_protected_with_it_and_the_others_alone() {
        let tied = tied();
        let with = |code: &str| tied.iter().find(|tied| tied.contains(code)).unwrap().len();
        assert_eq!(with("ESCCOL"), 4);
        assert_eq!(with("Enterobacterales"), 4);
        assert_eq!(with("STAAUR"), 1);
    }
}
