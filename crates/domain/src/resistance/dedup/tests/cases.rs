//! Cases one by one: those of the methodology, and one for each rule to compare with.

use super::*;
use crate::resistance::isolates::{Carbapenemase, SectorId};
use crate::resistance::taxon::Taxon;
use crate::resistance::testing::isolate;

/// An isolate with that result of ofloxacin, blank when empty, and so many molecules tested.
fn tested(day: i32, ofloxacin: &str, number: usize) -> Isolate {
    let others = ["AMX:R", "CTX:S", "CAZ:S", "GEN:S", "AMK:S", "TZP:S", "SXT:S", "ETP:S", "CIP:S"];
    let tested = number - usize::from(!ofloxacin.is_empty());
    let ofloxacin = format!("OFX:{ofloxacin}");
    let ofloxacin = Some(ofloxacin.as_str()).filter(|_| tested < number);
    let results: Vec<&str> = others[..tested].iter().copied().chain(ofloxacin).collect();
    isolate(day, &results.join(" "))
}

#[track_caller]
fn check(isolates: &[Isolate], run: Run, expected: &[usize]) {
    assert_eq!(kept(isolates, Method::Spares, run), expected);
}

#[test]
fn a_minor_difference_makes_a_duplicate_and_the_oldest_stays() {
    check(&[tested(1, "S", 5), tested(9, "SFP", 5)], YEAR, &[0]);
}

#[test]
fn a_major_difference_makes_two_strains() {
    check(&[tested(1, "S", 5), tested(9, "R", 5)], YEAR, &[0, 1]);
    check(&[tested(1, "SFP", 5), tested(9, "R", 5)], YEAR, &[0, 1]);
}

#[test]
fn of_one_strain_the_isolate_with_more_molecules_stays() {
    check(&[tested(1, "S", 5), tested(9, "S", 9)], YEAR, &[1]);
}

#[test]
fn a_blank_is_no_difference() {
    check(&[tested(1, "", 5), tested(9, "R", 6)], YEAR, &[1]);
}

#[test]
fn a_bridging_isolate_joins_the_first_strain_it_fits() {
    check(&[tested(1, "S", 2), tested(2, "", 3), tested(3, "R", 2)], YEAR, &[1, 2]);
}

#[test]
fn a_new_phenotype_makes_two_strains() {
    let before = tested(1, "S", 5);
    check(&[before, Isolate { esbl: true, ..tested(9, "S", 5) }], YEAR, &[0, 1]);
    let carbapenemase = Carbapenemase::UNTYPED;
    check(&[before, Isolate { carbapenemase, ..tested(9, "S", 5) }], YEAR, &[0, 1]);
}

#[test]
fn other_patients_and_other_species_are_never_duplicates() {
    let before = tested(1, "S", 5);
    let taxon = Taxon::of("KLEPNE").unwrap();
    let others = [
        before,
        Isolate { patient: 1, ..tested(2, "S", 5) },
        Isolate { taxon, ..tested(3, "S", 5) },
    ];
    check(&others, YEAR, &[0, 1, 2]);
}

#[test]
fn another_specimen_is_a_duplicate_among_all_and_none_by_specimen() {
    let isolates = [tested(1, "S", 5), Isolate { specimen: 1, ..tested(2, "S", 5) }];
    check(&isolates, YEAR, &[0]);
    check(&isolates, BY_SPECIMEN, &[0, 1]);
}

#[test]
fn the_same_strain_counts_once_in_each_year_and_in_each_quarter() {
    // Day 367 is 1 January 2025, day 100 is in April.
    let isolates = [tested(1, "S", 5), tested(100, "S", 5), tested(367, "S", 5)];
    check(&isolates, YEAR, &[0, 2]);
    check(&isolates, QUARTER, &[0, 1, 2]);
}

#[test]
fn a_resistance_that_appears_next_year_counts_in_its_year() {
    check(&[tested(1, "S", 5), tested(367, "R", 5)], YEAR, &[0, 1]);
    check(&[tested(1, "S", 5), tested(367, "R", 5), tested(380, "R", 5)], YEAR, &[0, 1]);
}

#[test]
fn a_selection_comes_before_deduplication() {
    // The older urine would hide the blood culture of a run over all specimens.
    let isolates = [tested(1, "S", 5), Isolate { specimen: 1, ..tested(2, "S", 5) }];
    let blood: Vec<Isolate> = isolates.into_iter().filter(|one| one.specimen == 1).collect();
    check(&blood, YEAR, &[0]);
}

#[test]
fn sectors_are_apart_where_they_are_asked() {
    let sector = SectorId::of("REA").unwrap();
    let isolates = [tested(1, "S", 5), Isolate { sector, ..tested(2, "S", 5) }];
    check(&isolates, YEAR, &[0]);
    check(&isolates, Run { window: Window::Year, split: Split::Sector }, &[0, 1]);
}

#[test]
fn whatever_does_not_count_names_what_stands_for_it_and_why() {
    let duplicate = |of, because| Decision::Duplicate { of, because };
    let isolates = [tested(1, "S", 5), tested(2, "S", 9), tested(3, "SFP", 9), tested(4, "R", 5)];
    let decisions = deduplicate(&isolates, Method::Spares, YEAR);
    let (more, older) = (duplicate(1, Because::MoreTested), duplicate(1, Because::Older));
    assert_eq!(decisions, [more, Decision::Kept, older, Decision::Kept]);
    let decisions = deduplicate(&isolates[..2], Method::FirstIsolate, YEAR);
    assert_eq!(decisions, [Decision::Kept, duplicate(0, Because::First)]);
}

#[test]
fn other_rules_look_at_days_and_not_at_results() {
    let days = [1, 2, 30, 31, 61, 366, 367];
    let isolates: Vec<Isolate> =
        days.iter().map(|day| tested(*day, if day % 2 == 0 { "R" } else { "S" }, 5)).collect();
    for (method, expected) in [
        (Method::None, &[0, 1, 2, 3, 4, 5, 6][..]),
        (Method::FirstIsolate, &[0, 6]),
        (Method::Episode30, &[0, 3, 4, 5]),
        (Method::Episode365, &[0, 5]),
        (Method::Glass, &[0, 6]),
    ] {
        assert_eq!(kept(&isolates, method, YEAR), expected, "{method:?}");
    }
}

#[test]
fn glass_keeps_one_isolate_of_each_specimen() {
    let isolates = [
        tested(1, "S", 5),
        Isolate { specimen: 1, ..tested(2, "R", 5) },
        Isolate { specimen: 1, ..tested(3, "S", 5) },
    ];
    assert_eq!(kept(&isolates, Method::Glass, YEAR), [0, 1]);
    assert_eq!(kept(&isolates, Method::FirstIsolate, YEAR), [0]);
}

#[test]
fn methods_read_the_names_they_write() {
    for method in Method::ALL {
        assert_eq!(Method::parse(method.as_str()), Some(method));
    }
    assert_eq!(Method::parse("other"), None);
}
