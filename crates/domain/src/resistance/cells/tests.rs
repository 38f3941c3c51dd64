//! Roll-ups from a few isolates.

use super::*;
use crate::consumption::{DaysKey, Place, Scope};
use crate::resistance::isolates::{Carbapenemase, SectorId};
use crate::resistance::testing::{isolate, list};
use std::collections::BTreeSet;

const YEAR: Period = Period::year(2024);

fn cell(cells: &Cells, (period, part, taxon): (Period, Part, &str)) -> (u32, u32) {
    let key = CellKey { period, part, taxon: Taxon::of(taxon).unwrap() };
    let found = cells.0.get(&key).cloned().unwrap_or_default();
    (found.before, found.kept)
}

fn counts(cells: &Cells, taxon: &str, measure: &str) -> (u32, u32, u32) {
    let taxon = Taxon::of(taxon).unwrap();
    let key = CellKey { period: YEAR, part: Part::All, taxon };
    let cell = cells.0.get(&key).cloned().unwrap_or_default();
    let found = cell.results.of(Measure::of(measure).unwrap());
    (found.susceptible, found.increased, found.resistant)
}

#[test]
fn every_part_and_period_is_deduplicated_by_itself() {
    let blood = |day| Isolate { specimen: 1, ..isolate(day, "CTX:S") };
    let in_intensive_care = Isolate { sector: SectorId::of("REA").unwrap(), ..blood(100) };
    let isolates = list(vec![isolate(1, "CTX:S"), blood(2), in_intensive_care]);
    let cells = Cells::of(&isolates, Method::Spares);
    let quarter = |quarter| Period { year: 2024, quarter: Some(quarter) };
    let sector = |code| Part::Sector(SectorId::of(code).unwrap());
    for (period, part, expected) in [
        (YEAR, Part::All, (3, 1)),
        (YEAR, Part::Specimen(2), (1, 1)),
        (YEAR, Part::BLOOD_CULTURES, (2, 1)),
        (YEAR, Part::Invasive, (2, 1)),
        (YEAR, sector("MED"), (2, 1)),
        (YEAR, sector("REA"), (1, 1)),
        (quarter(1), Part::All, (2, 1)),
        (quarter(2), Part::All, (1, 1)),
        (quarter(3), Part::All, (0, 0)),
        (quarter(1), Part::BLOOD_CULTURES, (1, 1)),
    ] {
        assert_eq!(cell(&cells, (period, part, "ESCCOL")), expected, "{period} {part}");
    }
    assert_eq!(cell(&Cells::of(&isolates, Method::None), (YEAR, Part::All, "ESCCOL")), (3, 3));
}

#[test]
fn classes_are_resistant_by_one_member_and_methicillin_by_cefoxitin_first() {
    let staphylococcus = |patient, results| Isolate {
        patient,
        taxon: Taxon::of("STAAUR").unwrap(),
        ..isolate(1, results)
    };
    let coli = |patient, results| Isolate { patient, ..isolate(1, results) };
    let cells = Cells::of(
        &list(vec![
            coli(1, "CTX:S CAZ:R"),
            coli(2, "CTX:SFP CRO:S"),
            coli(3, "CTX:S"),
            coli(4, "GEN:S"),
            staphylococcus(5, "FOX:S OXA:R"),
            staphylococcus(6, "OXA:R"),
            staphylococcus(7, "FOX:R OXA:S"),
            staphylococcus(8, "GEN:S"),
        ]),
        Method::Spares,
    );
    assert_eq!(counts(&cells, "ESCCOL", "C3G"), (1, 1, 1));
    assert_eq!(counts(&cells, "ESCCOL", "CTX"), (2, 1, 0));
    assert_eq!(counts(&cells, "STAAUR", "METI"), (1, 0, 2));
    assert_eq!(counts(&cells, "STAAUR", "OXA"), (1, 0, 2));
    // Cefoxitin says nothing of methicillin beside staphylococci.
    let other = Cells::of(&list(vec![isolate(1, "FOX:R")]), Method::Spares);
    assert_eq!(counts(&other, "ESCCOL", "METI"), (0, 0, 0));
}

#[test]
fn enzymes_are_counted_with_their_types() {
    let with = |patient, flag, kind| Isolate {
        patient,
        esbl: patient == 1,
        carbapenemase: Carbapenemase::of(flag, kind),
        ..isolate(1, "CTX:R")
    };
    let cells = Cells::of(
        &list(vec![
            with(1, Some(true), Some("NDM")),
            with(2, Some(true), None),
            with(3, None, None),
        ]),
        Method::Spares,
    );
    for (measure, expected) in [("BLSE", 1), ("EPC", 2), ("EPC:NDM", 1), ("EPC:KPC", 0)] {
        assert_eq!(counts(&cells, "ESCCOL", measure), (0, 0, expected), "{measure}");
    }
}

fn days(period: Period, sector: &str, number: f64) -> (DaysKey, f64) {
    let place = Place { scope: Scope::Spares, sector: sector.into(), subsector: "".into() };
    (DaysKey { period, place }, number)
}

#[test]
fn days_of_an_establishment_without_resistances_stay_out() {
    let days = [days(YEAR, "MED", 1000.0), days(YEAR, "REA", 500.0)].into();
    let whole = BTreeSet::from([YEAR]);
    let cells = Cells::of(&list(vec![isolate(1, "CTX:S")]), Method::Spares);
    let mut sums = Sums::of("060780954", cells.clone(), &days, &whole);
    sums.add(&Sums::of("060780954", Cells::default(), &days, &whole));
    sums.add(&Sums::of("060780954", cells.clone(), &days, &BTreeSet::new()));
    sums.add(&Sums::of("060780954", cells, &[].into(), &whole));
    // Three have isolates, one of them days too.
    assert_eq!(cell(&sums.cells, (YEAR, Part::All, "ESCCOL")), (3, 3));
    assert_eq!(cell(&sums.with_days, (YEAR, Part::All, "ESCCOL")), (1, 1));
    let intensive_care = Part::Sector(SectorId::of("REA").unwrap());
    for (part, expected) in [
        (Part::All, 1500.0),
        (Part::BLOOD_CULTURES, 1500.0),
        (Part::Invasive, 1500.0),
        (intensive_care, 500.0),
    ] {
        assert!((sums.days_of(YEAR, part) - expected).abs() < 1e-9, "{part}");
    }
}

#[test]
fn a_year_of_days_needs_its_four_quarters() {
    let quarter = |quarter| Period { year: 2024, quarter: Some(quarter) };
    let cells = Cells::of(&list(vec![isolate(1, "CTX:S")]), Method::Spares);
    let of = |quarters: &[u8]| {
        let mut all: BTreeMap<DaysKey, f64> = [days(YEAR, "MED", 900.0)].into();
        all.extend(quarters.iter().map(|number| days(quarter(*number), "MED", 300.0)));
        Sums::of("060780954", cells.clone(), &all, &whole_periods([YEAR].into_iter()))
    };
    assert!(of(&[1, 2, 3]).days_of(YEAR, Part::All) < 1.0);
    assert!(of(&[1, 2, 3]).days_of(quarter(3), Part::All) > 1.0);
    assert!(of(&[1, 2, 3, 4]).days_of(YEAR, Part::All) > 1.0);
    assert!(of(&[]).days_of(YEAR, Part::All) > 1.0);
}

#[test]
fn a_year_is_whole_by_itself_or_by_its_quarters() {
    let check = |delivered: &[&str], expected: &[&str]| {
        let delivered = delivered.iter().map(|period| period.parse().unwrap());
        let whole = whole_periods(delivered);
        let expected = expected.iter().map(|period| period.parse().unwrap());
        assert_eq!(whole, expected.collect::<BTreeSet<Period>>());
    };
    let all = ["2024", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"];
    check(&["2024"], &all);
    check(&all[1..], &all);
    check(&["2024-Q1", "2024-Q3"], &["2024-Q1", "2024-Q3"]);
    check(&[], &[]);
}

#[test]
fn a_measure_is_resisted_by_nature_where_all_of_its_molecules_are() {
    for (measure, organism, expected) in [
        ("AMX", "KLEPNE", true),
        ("AMX", "ESCCOL", false),
        ("C3G", "KLEPNE", false),
        ("VAN", "ESCCOL", true),
        ("BLSE", "KLEPNE", false),
        ("AMX", "ENBCLX", true),
        ("AMC", "ENBCLX", true),
        ("C3G", "ENBCLX", false),
    ] {
        let found = Measure::of(measure).unwrap().is_resisted_by_nature(organism);
        assert_eq!(found, expected, "{measure} {organism}");
    }
}
