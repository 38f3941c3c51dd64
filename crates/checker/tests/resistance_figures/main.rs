//! Every figure of resistance of the answer keys, from the files of a hospital to its figures.
//!
//! Counts are compared exactly, values within the rounding of the keys (six decimals).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod compared;
mod key;
mod sample;

use std::collections::BTreeMap;

use compared::Compared;
use sample::{Hospital, Layout};

#[test]
fn grasse_agrees_with_its_keys() {
    check("ch-grasse", &[2023, 2024]);
}

#[test]
fn embrun_agrees_with_its_key() {
    check("embrun-clean", &[2024]);
}

#[test]
fn caen_agrees_with_its_keys() {
    check("chu-caen", &[2023, 2024]);
}

#[test]
fn the_large_set_agrees_with_its_key() {
    check("bench-caen", &[2024]);
}

fn check(folder: &'static str, years: &[i32]) {
    let mut densities = BTreeMap::new();
    for year in years {
        let hospital = Hospital { folder, year: *year };
        if !hospital.has(Layout::Wide) {
            continue;
        }
        let expected = hospital.json("expected");
        let mut compared = Compared::default();
        let opened = hospital.open(Layout::Wide, true);
        key::compare(&opened, &expected, &mut compared);
        if let Some(unanswered) = expected.get("if_unanswered") {
            key::compare_unanswered(&hospital.open(Layout::Wide, false), unanswered, &mut compared);
        }
        densities.insert(*year, key::main_densities(&opened));
        if let (Some(change), Some(before)) =
            (expected.get("change_from_previous_year"), densities.get(&(year - 1)))
        {
            key::compare_change(before, &densities[year], change, &mut compared);
        }
        compared.finish(&format!("{folder} {year}"));
    }
}

#[test]
fn a_file_with_one_row_per_result_gives_the_same_figures() {
    for (folder, year) in
        [("ch-grasse", 2023), ("ch-grasse", 2024), ("chu-caen", 2023), ("chu-caen", 2024)]
    {
        let hospital = Hospital { folder, year };
        if !hospital.has(Layout::Long) {
            continue;
        }
        let (wide, long) = (hospital.open(Layout::Wide, true), hospital.open(Layout::Long, true));
        assert_eq!(wide.sums, long.sums, "{year}");
        assert_eq!(wide.plausibility, long.plausibility, "{year}");
    }
}
