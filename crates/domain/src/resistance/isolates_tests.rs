//! Isolates packed from small files.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::dedup::{Method, Run, Split, Window, deduplicate};
use super::evaluate::evaluate;
use super::isolates::*;
use super::tests::{HEADER, facts, row};

/// The samples of the isolates that count, in their order.
fn samples(rows: &[Vec<&str>]) -> Vec<u32> {
    let facts = facts(&HEADER, rows);
    let evaluation = evaluate(&facts);
    let isolates = Isolates::of(&evaluation);
    let lines = &evaluation.imports[0].delivered.isolates;
    let ranks = isolates.origins.iter().map(|origin| lines[origin.isolate].sample_rank);
    ranks.map(Option::unwrap).collect()
}

#[test]
fn isolates_come_by_date_time_and_sample_whatever_their_rows() {
    let at = |date, sample| row(&[(5, date), (6, sample)]);
    let rows = [
        at("05/03/2024", "P1"),
        at("04/03/2024 14:30", "P2"),
        at("04/03/2024 08:15", "P4"),
        at("04/03/2024 08:15", "P3"),
        at("04/03/2025", "P5"),
    ];
    // The last one is of another year and does not count.
    assert_eq!(samples(&rows), [3, 4, 2, 1]);
}

#[test]
fn isolates_keep_what_figures_need() {
    let odd = [(6, "P2"), (8, "K. pneumoniae"), (9, "O"), (10, "S"), (11, "R")];
    let rows = [row(&[]), row(&odd), row(&[(1, "8002"), (6, "P3")])];
    let facts = facts(&HEADER, &rows);
    let isolates = Isolates::of(&evaluate(&facts));
    let patients: Vec<u32> = isolates.all.iter().map(|one| one.patient).collect();
    assert_eq!(patients, [0, 0, 1]);
    let [good, odd, _] = isolates.all[..] else { panic!("three isolates count") };
    assert_eq!((good.taxon.code(), good.specimen, good.esbl), ("ESCCOL", 1, false));
    assert_eq!(good.sector.sector().code, "REA");
    assert_eq!((odd.esbl, good.implausible, odd.implausible), (true, false, true));
    assert_eq!(
        isolates.plausible().origins,
        [Origin { import: 0, isolate: 0 }, Origin { import: 0, isolate: 2 }]
    );
}

/// Ranks of the samples that the global run keeps.
fn kept(rows: &[Vec<&str>]) -> BTreeSet<u32> {
    let ranks = samples(rows);
    let isolates = Isolates::of(&evaluate(&facts(&HEADER, rows)));
    let run = Run { window: Window::Year, split: Split::Together };
    let decisions = deduplicate(&isolates.all, Method::Spares, run);
    let all = ranks.into_iter().zip(decisions);
    all.filter(|(_, decision)| decision.is_kept()).map(|(rank, _)| rank).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_order_of_rows_changes_nothing(
        cells in prop::collection::vec(
            (0..3_usize, 0..4_usize, 0..4_usize, 0..4_usize, prop::bool::ANY),
            1..30,
        ),
        seed in prop::collection::vec(any::<u32>(), 30),
    ) {
        let results = ["", "S", "SFP", "R"];
        let patients = ["8001", "8002", "8003"];
        let days = ["04/03/2024", "04/03/2024 10:00", "11/05/2024", "01/12/2024"];
        let names: Vec<String> = (0..cells.len()).map(|index| format!("P{index:02}")).collect();
        let mut rows: Vec<(u32, Vec<&str>)> = Vec::new();
        for ((cell, name), place) in cells.iter().zip(&names).zip(&seed) {
            let (patient, day, amoxicillin, cefotaxime, esbl) = *cell;
            let flag = if esbl { "O" } else { "N" };
            let told = [results[amoxicillin], results[cefotaxime]];
            let changed = [(1, patients[patient]), (5, days[day]), (6, name), (9, flag)];
            let mut cells = row(&changed);
            cells[10..12].copy_from_slice(&told);
            rows.push((*place, cells));
        }
        let in_order: Vec<Vec<&str>> = rows.iter().map(|(_, row)| row.clone()).collect();
        rows.sort();
        let shuffled: Vec<Vec<&str>> = rows.into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(kept(&in_order), kept(&shuffled));
    }
}

#[test]
fn a_type_tells_a_carbapenemase_unless_the_laboratory_says_no() {
    for (found, kind, present, told) in [
        (None, None, false, None),
        (Some(false), Some("NDM"), false, None),
        (Some(true), None, true, None),
        (Some(true), Some("NDM"), true, Some("NDM")),
        (None, Some("KPC"), true, Some("KPC")),
    ] {
        let read = Carbapenemase::of(found, kind);
        assert_eq!((read.is_present(), read.kind()), (present, told), "{found:?} {kind:?}");
    }
}

#[test]
fn an_isolate_takes_64_bytes() {
    assert_eq!(size_of::<Isolate>(), 64);
}
