//! What holds for any isolates.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::resistance::isolates::{Carbapenemase, SectorId};
use crate::resistance::taxon::Taxon;
use crate::resistance::testing::isolate;

/// Isolates of few patients and species with few molecules, so that many are duplicates, in the order
/// of time; of each molecule one of these results, blank where it is empty.
fn isolates(results: &'static [&'static str]) -> impl Strategy<Value = Vec<Isolate>> {
    let result = || prop::sample::select(results);
    let one = (
        (1..400_i32, 0..3_u32, 0..2_usize, 1..3_u8, 0..2_usize),
        (result(), result(), result()),
        (prop::bool::weighted(0.2), prop::bool::weighted(0.1)),
    );
    let made = |((day, patient, species, specimen, sector), results, (esbl, carbapenemase))| {
        let (ofloxacin, cefotaxime, gentamicin): (&str, &str, &str) = results;
        let named = [("OFX", ofloxacin), ("CTX", cefotaxime), ("GEN", gentamicin), ("AMX", "R")];
        let told = named.iter().filter(|(_, result)| !result.is_empty());
        let told: Vec<String> = told.map(|(code, result)| format!("{code}:{result}")).collect();
        Isolate {
            patient,
            taxon: Taxon::of(["ESCCOL", "KLEPNE"][species]).unwrap(),
            specimen,
            sector: SectorId::of(["MED", "REA"][sector]).unwrap(),
            esbl,
            carbapenemase: Carbapenemase::of(Some(carbapenemase), None),
            ..isolate(day, &told.join(" "))
        }
    };
    prop::collection::vec(one.prop_map(made), 0..60).prop_map(|mut all| {
        all.sort_by_key(|one| one.day);
        all
    })
}

const ANY: &[&str] = &["", "S", "SFP", "R"];
const NO_BLANK: &[&str] = &["S", "SFP", "R"];

fn run() -> impl Strategy<Value = Run> {
    let windows = prop::sample::select(&[Window::Year, Window::Quarter][..]);
    let splits = prop::sample::select(&[Split::Together, Split::Specimen, Split::Sector][..]);
    (windows, splits).prop_map(|(window, split)| Run { window, split })
}

/// Isolates by the one that stands for them.
fn strains(isolates: &[Isolate], run: Run) -> BTreeMap<usize, Vec<usize>> {
    let mut strains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, decision) in deduplicate(isolates, Method::Spares, run).into_iter().enumerate() {
        let stands = match decision {
            Decision::Kept => index,
            Decision::Duplicate { of, .. } => of as usize,
        };
        strains.entry(stands).or_default().push(index);
    }
    strains
}

fn differ(one: &Isolate, other: &Isolate) -> bool {
    one.results.differs(&other.results)
        || one.esbl != other.esbl
        || one.carbapenemase.is_present() != other.carbapenemase.is_present()
}

fn comparable(one: &Isolate, other: &Isolate, run: Run) -> bool {
    let key = |isolate| Method::Spares.keyed(run, isolate, 0).key;
    key(one) == key(other)
}

proptest! {
    #[test]
    fn whatever_does_not_count_has_something_comparable_that_does(
        isolates in isolates(ANY),
        run in run(),
        method in prop::sample::select(&Method::ALL[..]),
    ) {
        let decisions = deduplicate(&isolates, method, run);
        prop_assert_eq!(decisions.len(), isolates.len());
        for (isolate, decision) in isolates.iter().zip(&decisions) {
            if let Decision::Duplicate { of, .. } = *decision {
                prop_assert!(decisions[of as usize].is_kept());
                let key = |isolate| method.keyed(run, isolate, 0).key;
                prop_assert_eq!(key(&isolates[of as usize]), key(isolate));
            }
        }
    }

    #[test]
    fn isolates_of_one_strain_never_differ_and_two_strains_always_do(
        isolates in isolates(ANY),
        run in run(),
    ) {
        let strains = strains(&isolates, run);
        for (stands, members) in &strains {
            for (other, others) in &strains {
                let pairs = members.iter().flat_map(|a| others.iter().map(move |b| (*a, *b)));
                let mut pairs = pairs.map(|(a, b)| (&isolates[a], &isolates[b]));
                if stands == other {
                    prop_assert!(!pairs.any(|(a, b)| differ(a, b)));
                } else if comparable(&isolates[*stands], &isolates[*other], run) {
                    prop_assert!(pairs.any(|(a, b)| differ(a, b)));
                }
            }
        }
    }

    #[test]
    fn the_isolate_that_stands_has_the_most_molecules_and_is_the_oldest_of_those(
        isolates in isolates(ANY),
        run in run(),
    ) {
        for (stands, members) in strains(&isolates, run) {
            let rank = |index: usize| (isolates[index].results.tested(), std::cmp::Reverse(index));
            prop_assert_eq!(members.into_iter().max_by_key(|index| rank(*index)), Some(stands));
        }
    }

    #[test]
    fn without_blanks_deduplicating_twice_changes_nothing(
        isolates in isolates(NO_BLANK),
        run in run(),
        method in prop::sample::select(&Method::ALL[..]),
    ) {
        let once: Vec<Isolate> =
            kept(&isolates, method, run).into_iter().map(|index| isolates[index]).collect();
        prop_assert_eq!(kept(&once, method, run).len(), once.len());
    }

    #[test]
    fn without_blanks_quarters_hold_no_less_than_the_year(isolates in isolates(NO_BLANK)) {
        let number = |run| kept(&isolates, Method::Spares, run).len();
        prop_assert!(number(QUARTER) >= number(YEAR));
        prop_assert!(number(BY_SPECIMEN) >= number(YEAR));
    }

    #[test]
    fn what_happens_to_a_patient_depends_on_no_other(isolates in isolates(ANY), run in run()) {
        let all = kept(&isolates, Method::Spares, run);
        let (first, _): (Vec<usize>, Vec<usize>) =
            (0..isolates.len()).partition(|index| isolates[*index].patient == 0);
        let alone: Vec<Isolate> = first.iter().map(|index| isolates[*index]).collect();
        let alone: Vec<usize> =
            kept(&alone, Method::Spares, run).into_iter().map(|index| first[index]).collect();
        let among: Vec<usize> =
            all.into_iter().filter(|index| isolates[*index].patient == 0).collect();
        prop_assert_eq!(alone, among);
    }
}
