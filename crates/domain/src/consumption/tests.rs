//! The rules of a year, one small hospital each.

use super::*;
use crate::dto::{OwnDrug, Perimeter, Versions};
use crate::import::{ConsumptionLine, DaysLine, Period, RowSet, Unit};

pub(super) fn unit(code: &str, de: &str, ta: &str) -> Stored<Unit> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let line =
        Unit { code: code.to_owned(), de_code: some(de), ta_code: some(ta), ..Unit::default() };
    Stored { import_id: 1, line }
}

pub(super) fn days(code: &str, period: &str, days: i32) -> Stored<DaysLine> {
    let (period, unit_code) = (period.parse().unwrap(), code.to_owned());
    Stored { import_id: 2, line: DaysLine { period, unit_code, days, rows: RowSet::from("2") } }
}

pub(super) fn line(code: &str, period: &str, drug: &str, quantity: f64) -> Stored<ConsumptionLine> {
    let line = ConsumptionLine {
        period: period.parse().unwrap(),
        unit_code: code.to_owned(),
        drug_code: drug.to_owned(),
        drug_label: String::new(),
        quantity: Some(quantity),
        rows: RowSet::from("2"),
    };
    Stored { import_id: 3, line }
}

/// AMX: amoxicilline 500 mg by mouth; CRO: ceftriaxone 1 g injected.
pub(super) fn hospital() -> YearFacts {
    let drug = |code: &str, atc: &str, route: &str, strength: f64| {
        let drug = OwnDrug {
            code: code.to_owned(),
            label: code.to_owned(),
            atc: atc.to_owned(),
            route: route.to_owned(),
            strength: Some(strength),
            unit: Some("g".to_owned()),
        };
        (code.to_owned(), drug)
    };
    YearFacts {
        year: 2024,
        units: vec![unit("101", "127", "03"), unit("202", "127", "07")],
        own_drugs: [drug("AMX", "J01CA04", "O", 0.5), drug("CRO", "J01DD04", "P", 1.0)].into(),
        ..YearFacts::default()
    }
}

fn rate(facts: &mut YearFacts) -> Option<f64> {
    facts.sort();
    let evaluation = evaluate(facts);
    let question = Question::year(2024, Perimeter::Spares);
    analyse(&evaluation.totals, &question, &Versions::default()).totals.rate.value
}

#[test]
fn the_worked_example_of_the_methodology_gives_137_5() {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024", 4_000)];
    facts.lines = vec![line("101", "2024", "AMX", 1_200.0), line("101", "2024", "CRO", 300.0)];
    assert_eq!(rate(&mut facts), Some(137.5));
}

#[test]
fn a_unit_without_days_stays_out_of_both_sides() {
    let mut facts = hospital();
    facts.units.push(unit("303", "127", "03"));
    facts.days = vec![days("101", "2024", 4_000)];
    facts.lines = vec![line("101", "2024", "CRO", 300.0), line("303", "2024", "CRO", 999.0)];
    assert_eq!(rate(&mut facts), Some(37.5));
    assert_eq!(evaluate(&facts).lines[1].reason, Reason::UnitWithoutDays);
}

#[test]
fn a_unit_without_consumption_stays_in_the_denominator() {
    let mut facts = hospital();
    facts.units.push(unit("303", "127", "03"));
    facts.days = vec![days("101", "2024", 2_000), days("303", "2024", 2_000)];
    facts.lines = vec![line("101", "2024", "CRO", 300.0)];
    assert_eq!(rate(&mut facts), Some(37.5));
}

#[test]
fn annual_consumption_pairs_with_four_quarters_of_days() {
    let mut facts = hospital();
    facts.lines = vec![line("101", "2024", "CRO", 300.0)];
    facts.days = (1..=4).map(|q| days("101", &format!("2024-Q{q}"), 1_000)).collect();
    assert_eq!(rate(&mut facts), Some(37.5));
    facts.days.pop();
    assert_eq!(rate(&mut facts), None);
    assert_eq!(evaluate(&facts).basis, Basis::PeriodMix);
}

#[test]
fn a_total_row_without_quarter_does_not_make_a_quarterly_file_annual() {
    let mut facts = hospital();
    facts.lines = vec![line("101", "2024", "CRO", 300.0)];
    facts.days = (1..=4).map(|q| days("101", &format!("2024-Q{q}"), 1_000)).collect();
    facts.days.push(days("TOTAL", "2024", 4_000));
    assert_eq!(rate(&mut facts), Some(37.5));
}

#[test]
fn a_year_of_quarters_counts_those_that_both_files_have() {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024-Q1", 1_000), days("101", "2024-Q2", 1_000)];
    facts.lines = vec![line("101", "2024-Q1", "CRO", 100.0), line("101", "2024-Q3", "CRO", 900.0)];
    assert_eq!(rate(&mut facts), Some(50.0));
    assert_eq!(evaluate(&facts).lines[1].reason, Reason::AwaitingDays);
}

#[test]
fn a_numeric_code_finds_its_unit_without_its_zeros() {
    let mut facts = hospital();
    facts.units.push(unit("0083", "127", "03"));
    facts.days = vec![days("83", "2024", 1_000)];
    facts.lines = vec![line("00083", "2024", "CRO", 100.0)];
    assert_eq!(rate(&mut facts), Some(50.0));
    // Two units that differ by their zeros only: nothing is guessed.
    facts.units.push(unit("083", "127", "03"));
    assert_eq!(rate(&mut facts), None);
    assert_eq!(evaluate(&facts).lines[0].reason, Reason::UnknownUnit);
}

#[test]
fn the_first_reason_wins() {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024", 1_000)];
    let mut no_number = line("101", "2024", "ZZZ", 0.0);
    no_number.line.quantity = None;
    facts.lines = vec![
        line("999", "2024", "ZZZ", 1.0),
        no_number,
        line("202", "2024", "ZZZ", 1.0),
        line("202", "2024", "CRO", 1.0),
    ];
    facts.sort();
    let mut reasons: Vec<Reason> = evaluate(&facts).lines.iter().map(|l| l.reason).collect();
    reasons.sort_unstable();
    assert_eq!(
        reasons,
        [
            Reason::UnitOutOfPerimeter,
            Reason::UnknownUnit,
            Reason::QuantityNotANumber,
            Reason::UnknownCode
        ]
    );
}

#[test]
fn a_row_of_several_periods_counts_once_as_kept_when_any_of_it_is() {
    let mut facts = hospital();
    facts.days = (1..=4).map(|q| days("101", &format!("2024-Q{q}"), 1_000)).collect();
    facts.lines = vec![
        line("101", "2024-Q1", "CRO", 10.0),
        line("101", "2024-Q2", "CRO", -10.0),
        line("101", "2024-Q3", "CRO", 10.0),
    ];
    facts.sort();
    let reasons = reasons_of(&evaluate(&facts), crate::dto::ImportKind::Consumption, 3);
    let (counts, _) = add_refused(reasons, [], 0);
    assert_eq!((counts.read, counts.kept), (1, 1));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn any_line()(
            unit in prop::sample::select(vec!["101", "202", "999", ""]),
            drug in prop::sample::select(vec!["AMX", "CRO", "ZZZ", "3400936", ""]),
            quarter in 0u8..=4,
            quantity in prop::option::of(-50i32..200),
        ) -> Stored<ConsumptionLine> {
            let period = if quarter == 0 { "2024".to_owned() } else { format!("2024-Q{quarter}") };
            let mut stored = line(unit, &period, drug, 0.0);
            stored.line.quantity = quantity.map(f64::from);
            stored
        }
    }

    proptest! {
        #[test]
        fn no_row_is_lost_and_the_order_of_the_rows_does_not_matter(
            lines in prop::collection::vec(any_line(), 0..40),
            annual in any::<bool>(),
        ) {
            let mut facts = hospital();
            facts.days = if annual {
                vec![days("101", "2024", 4_000)]
            } else {
                (1..=4).map(|q| days("101", &format!("2024-Q{q}"), 1_000)).collect()
            };
            facts.lines = lines;
            for (row, line) in (2u32..).zip(&mut facts.lines) {
                line.line.rows = RowSet::from(row.to_string().as_str());
            }
            let mut reversed = facts.clone();
            reversed.lines.reverse();
            facts.sort();
            reversed.sort();
            let evaluation = evaluate(&facts);
            let rows: u32 = facts.lines.iter().map(|line| line.line.rows.len()).sum();
            let reasons = reasons_of(&evaluation, crate::dto::ImportKind::Consumption, 3);
            let (counts, _) = add_refused(reasons, [], 0);
            prop_assert_eq!(counts.read, rows);
            prop_assert_eq!(counts.read, counts.kept + counts.ignored + counts.rejected);
            // Lines are the same whatever their order; equal keys may swap, sums may not change.
            let other = evaluate(&reversed);
            for (key, total) in &evaluation.totals.consumption {
                let swapped = other.totals.consumption[key].ddj;
                prop_assert!((total.ddj - swapped).abs() < 1e-9);
            }
            let year = Period::year(2024);
            let of_year: f64 = evaluation.totals.consumption.iter()
                .filter(|(key, _)| key.period == year).map(|(_, total)| total.ddj).sum();
            let counted: f64 = evaluation.lines.iter()
                .filter(|line| line.counted).filter_map(|line| line.ddj).sum();
            prop_assert!((of_year - counted).abs() < 1e-9);
        }
    }
}
