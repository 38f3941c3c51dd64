//! A nation goes through the writers without being held.

use domain::interop::{AmrTest, Spares};
use domain::resistance::{IsolateLine, evaluate};

use super::establishment::{LABORATORY_2021, described, facts};

/// Rows that go through each writer.
const ROWS: u64 = 500_000;
/// Copies of the isolates of the made-up establishment in one establishment of the nation.
const COPIES: u32 = 200;

#[test]
fn half_a_million_rows_are_written_one_establishment_after_the_other() {
    let mut facts = facts(2021, LABORATORY_2021);
    let isolates = facts.imports[0].isolates.clone();
    facts.imports[0].isolates = (0..COPIES)
        .flat_map(|copy| isolates.iter().map(move |isolate| of_another_patient(isolate, copy)))
        .collect();
    let (evaluation, described) = (evaluate(&facts), described());

    // Lines are made when they are taken: after the first one, one isolate is counted.
    let mut writer = AmrTest::new(2021);
    assert!(writer.rows(&evaluation, &described).next().is_some());
    assert_eq!(writer.manifest().isolates.written, 1);
    let mut writer = Spares::new(2021);
    assert!(writer.rows(&evaluation, &described).next().is_some());
    assert_eq!(writer.manifest().isolates.written, 1);

    let (mut spares, mut amr_test) = (Spares::new(2021), AmrTest::new(2021));
    while spares.manifest().rows.written < ROWS {
        let longest = spares.rows(&evaluation, &described).map(|line| line.len()).max();
        assert!(longest.is_some_and(|bytes| bytes < 400));
    }
    while amr_test.manifest().rows.written < ROWS {
        let longest = amr_test.rows(&evaluation, &described).map(|line| line.len()).max();
        assert!(longest.is_some_and(|bytes| bytes < 400));
    }
}

fn of_another_patient(isolate: &IsolateLine, copy: u32) -> IsolateLine {
    let patient = isolate.patient.as_ref().map(|patient| format!("{patient}-{copy}"));
    IsolateLine { patient, ..isolate.clone() }
}
